from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today


class CustodyBook(models.TransientModel):
    """Which ledger to look at or to print: an account, or all, from day to day."""

    _name = "gotgan.custody.book"
    _description = "Custody Ledger"
    _inherit = ["gotgan.paper.forms.mixin"]

    account_id = fields.Many2one(
        "gotgan.custody.account", ondelete="cascade", help="Empty: all accounts.",
    )
    date_from = fields.Date(
        string="From", required=True, default=lambda self: today(self.env).replace(month=1, day=1),
    )
    date_to = fields.Date(
        string="To", required=True, default=lambda self: today(self.env),
    )

    @api.constrains("date_from", "date_to")
    def _check_days(self):
        for book in self:
            if book.date_to < book.date_from:
                raise UserError(self.env._("The ledger ends before it begins. Correct the days."))

    def action_show(self):
        """Show the ledger on screen, with what was held after each move."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_custody.custody_book_line_action",
        )
        domain = [("date", ">=", self.date_from), ("date", "<=", self.date_to)]
        if self.account_id:
            domain.append(("account_id", "=", self.account_id.id))
        return {**action, "domain": domain}

    def _give(self, form):
        self.ensure_one()
        account = self.account_id.id or 0
        days = f"{self.date_from}_{self.date_to}"
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/gotgan/custody/book/{account}/{days}.{form}",
        }
