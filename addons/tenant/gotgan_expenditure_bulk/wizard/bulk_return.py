import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won


class BulkReturn(models.TransientModel):
    """The cashier says which payments of a list the bank gave back, and why."""

    _name = "gotgan.bulk.return"
    _description = "Returned Payments"

    bulk_id = fields.Many2one("gotgan.bulk.payment", string="Payee List", required=True)
    rows = fields.Text(
        help="The numbers of the rows that came back, as the bank lists them; they are added to "
             "the payees chosen below.",
    )
    payee_ids = fields.Many2many("gotgan.bulk.payee", string="Payees")
    reason = fields.Char(required=True, help="What the bank says: no such account, other holder.")
    amount = Won(compute="_compute_amount", string="Amount Returned")

    @api.depends("payee_ids", "rows")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = sum(wizard._get_payees().mapped("net_amount"))

    def action_confirm(self):
        """Owe the returned payments again."""
        self.ensure_one()
        self.bulk_id._return_rows(self._get_payees(), self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _get_payees(self):
        """Return the payees chosen, and those of the row numbers.

        :raises UserError: a row is not in the list
        """
        numbers = {int(one) for one in re.findall(r"\d{1,9}", self.rows or "")}
        if not numbers:
            return self.payee_ids
        found = self.env["gotgan.bulk.payee"].search([
            ("bulk_id", "=", self.bulk_id.id), ("row", "in", list(numbers)),
        ])
        missing = numbers - set(found.mapped("row"))
        if missing:
            raise UserError(self.env._(
                "%(document)s has no row %(rows)s. Compare the numbers with the bank's answer.",
                document=self.bulk_id.display_name, rows=", ".join(map(str, sorted(missing))),
            ))
        return self.payee_ids | found
