from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.fields import Won


class SpendingReturnLine(models.Model):
    """How much of one voucher line comes back."""

    _name = "gotgan.spending.return.line"
    _description = "Line of a Return"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "return_id, id"
    _rec_name = "voucher_line_id"

    _parent_field = "return_id"

    return_id = fields.Many2one(
        "gotgan.spending.return", required=True, ondelete="cascade", index=True,
    )
    voucher_line_id = fields.Many2one(
        "gotgan.voucher.line", string="Line of the Voucher", required=True, ondelete="restrict",
        index=True,
    )
    budget_line_id = fields.Many2one(related="voucher_line_id.budget_line_id")
    funding_source_id = fields.Many2one(related="voucher_line_id.funding_source_id")
    paid = Won(related="voucher_line_id.amount", string="Paid")
    returned = Won(related="voucher_line_id.returned", string="Returned Before")
    amount = Won(required=True)

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a return cannot be negative.",
    )
    _line_once = models.UniqueIndex(
        "(return_id, voucher_line_id)", "Each line of the voucher stands once in a return.",
    )

    @api.constrains("voucher_line_id", "return_id")
    def _check_voucher(self):
        for line in self:
            if line.voucher_line_id.voucher_id != line.return_id.voucher_id:
                raise ValidationError(self.env._(
                    "%(line)s does not belong to %(voucher)s. Choose a line of the voucher.",
                    line=line.budget_line_id.display_name,
                    voucher=line.return_id.voucher_id.display_name,
                ))

    def _get_sums(self, name):
        """Return ``{record that ``name`` of the voucher line names: won}``."""
        sums = defaultdict(int)
        for line in self.filtered("amount"):
            sums[line.voucher_line_id[name] if name else line.voucher_line_id] += line.amount
        return sums
