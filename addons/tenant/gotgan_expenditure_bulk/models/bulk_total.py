from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_custody.kinds import USES


class BulkTotal(models.Model):
    """What all payees of a list together have kept back for one use."""

    _name = "gotgan.bulk.total"
    _description = "Deductions of a Payee List"
    _order = "bulk_id, amount desc, id"
    _rec_name = "use"

    bulk_id = fields.Many2one(
        "gotgan.bulk.payment", string="Payee List", required=True, readonly=True,
        ondelete="cascade", index=True,
    )
    use = fields.Selection(USES, string="Held As", required=True, readonly=True)
    payee_count = fields.Integer(string="Payees", readonly=True)
    amount = Won(readonly=True)

    _use_unique = models.UniqueIndex("(bulk_id, use)")

    def copy_data(self, default=None):
        """Totals are summed by the check of a list, never copied."""
        raise UserError(self.env._(
            "A total of deductions cannot be copied: the check of the list sums it.",
        ))
