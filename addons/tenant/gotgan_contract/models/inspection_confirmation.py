from odoo import fields, models


class InspectionConfirmation(models.Model):
    """One member's word on an inspection: what was confirmed, by whom, in which post. Kept so."""

    _name = "gotgan.inspection.confirmation"
    _description = "Confirmation of an Inspection"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "inspection_id, id"

    inspection_id = fields.Many2one(
        "gotgan.inspection", required=True, readonly=True, ondelete="restrict", index=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Member", required=True, readonly=True, ondelete="restrict",
    )
    role = fields.Selection(
        [("inspector", "Inspector"), ("member", "Member of the Committee")], required=True,
        readonly=True,
    )
    name = fields.Char(required=True, readonly=True)
    post = fields.Char(readonly=True)
    department = fields.Char(readonly=True)
    digest = fields.Char(string="Fingerprint", required=True, readonly=True)
    date = fields.Datetime(string="Confirmed On", required=True, readonly=True)

    _once = models.UniqueIndex(
        "(inspection_id, user_id, role, digest)", "This was confirmed a moment ago already.",
    )
