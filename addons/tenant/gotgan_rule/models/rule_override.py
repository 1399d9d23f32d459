from odoo import api, fields, models


class RuleOverride(models.Model):
    """One row per finding that somebody with the right answered for: which, why, who and when.

    It holds for the document, the edition and the facts it was made for; a document changed later
    needs a new one.
    """

    _name = "gotgan.rule.override"
    _description = "Override of a Rule"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    res_model = fields.Char(string="Kind of Document", required=True)
    res_id = fields.Many2oneReference(string="Document", model_field="res_model", required=True)
    document_label = fields.Char(
        string="Document as Named", required=True, help="As the document was called then.",
    )
    edition_id = fields.Many2one("gotgan.rule.edition", required=True, ondelete="restrict")
    rule_id = fields.Many2one(related="edition_id.rule_id", store=True, precompute=True)
    article = fields.Char(help="As the edition cited it then.")
    message = fields.Text(string="Finding", required=True)
    fingerprint = fields.Char(required=True, help="The facts it holds for.")
    facts = fields.Json(help="The same facts as they were found: codes, ids and amounts.")
    reason = fields.Text(required=True)
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    capacity = fields.Char(help="The right in which the person acted, as it read then.")
    time = fields.Datetime(required=True, readonly=True)

    _document = models.UniqueIndex(
        "(res_model, res_id, edition_id, fingerprint)", "This finding has been answered for.",
    )

    @api.depends("document_label", "rule_id")
    def _compute_display_name(self):
        for override in self:
            override.display_name = f"{override.document_label}: {override.rule_id.name}"

    @api.model_create_multi
    def create(self, vals_list):
        moment = self.env.cr.now()
        return super().create([{**vals, "time": moment} for vals in vals_list])

    def action_open_document(self):
        """Open the document that was let pass."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
