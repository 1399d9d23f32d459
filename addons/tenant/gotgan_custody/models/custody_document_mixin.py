from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won


class CustodyDocumentMixin(models.AbstractModel):
    """What a receipt and a payment of money held for others have in common."""

    _name = "gotgan.custody.document.mixin"
    _description = "Document of Custody"
    _inherit = ["gotgan.dated.document.mixin"]

    name = fields.Char(string="Why")
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self.env.user._get_department(),
    )
    date = fields.Date(help="The day it counts for; left empty, the day it is done.")
    amount = Won()

    @api.depends("department_id")
    def _compute_allowed_transitions(self):
        """The department decides which office it is; it is known as soon as it is chosen."""
        return super()._compute_allowed_transitions()

    def _get_number_year(self):
        return (self.date or today(self.env)).year
