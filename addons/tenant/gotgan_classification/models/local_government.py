from odoo import api, fields, models

TIERS = [("upper", "Upper"), ("basic", "Basic")]


class LocalGovernment(models.Model):
    """One of the 243 local governments as they are now; earlier codes are in the history."""

    _name = "gotgan.local.government"
    _description = "Local Government"
    _inherit = ["gotgan.bundled.mixin"]
    _order = "code"
    _rec_names_search = ["code", "full_name"]
    _bundled_fields = (
        "name",
        "legal_dong_code",
        "kind",
        "tier",
        "parent_id",
        "lofin_code",
        "lofin_code_status",
        "verified",
        "source",
        "note",
    )

    code = fields.Char(string="Administrative Code", required=True)
    legal_dong_code = fields.Char(string="Legal District Code")
    name = fields.Char(required=True)
    full_name = fields.Char(compute="_compute_full_name", store=True)
    kind = fields.Char(required=True, help="Such as 특별시, 도, 시, 군, 자치구.")
    tier = fields.Selection(TIERS, required=True)
    parent_id = fields.Many2one(
        "gotgan.local.government", string="Upper Government", index=True, ondelete="restrict"
    )
    child_ids = fields.One2many("gotgan.local.government", "parent_id", string="Basic Governments")
    lofin_code = fields.Char(
        string="Fiscal Statistics Code", help="The 7-digit code of the fiscal statistics portal."
    )
    lofin_code_status = fields.Char(string="State of That Code")
    verified = fields.Boolean(string="Confirmed")
    source = fields.Char()
    note = fields.Text()
    history_ids = fields.Many2many(
        "gotgan.local.government.history", string="Code History", readonly=True
    )

    _code_unique = models.UniqueIndex("(code)", "This local government already exists.")

    @api.depends("name", "parent_id.name")
    def _compute_full_name(self):
        for government in self:
            parts = (government.parent_id.name, government.name)
            government.full_name = " ".join(part for part in parts if part)

    @api.depends("full_name")
    def _compute_display_name(self):
        for government in self:
            government.display_name = government.full_name

    @api.model
    def _find_by_code(self, code, day):
        """Return the present government that answers for who held ``code`` on ``day``.

        Several, where the holder was divided since; empty, where nobody held the code.
        """
        return self.env["gotgan.local.government.history"]._get_holder(code, day).government_ids
