from odoo import fields, models

from ..wording import TEXTS


class BulkFault(models.Model):
    """One thing that is wrong in a list of payees."""

    _name = "gotgan.bulk.fault"
    _description = "Fault in a Payee List"
    _inherit = ["gotgan.file.fault.mixin"]

    _texts = TEXTS

    bulk_id = fields.Many2one(
        "gotgan.bulk.payment", string="Payee List", required=True, readonly=True,
        ondelete="cascade", index=True,
    )
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Notice")], required=True, readonly=True,
    )
