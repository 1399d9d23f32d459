from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_expenditure.guard import refuse_fields
from odoo.addons.gotgan_expenditure.models.res_partner_bank import CHANGED

ANSWER = ("holder_answer", "holder_asked_on")


class ResPartnerBank(models.Model):
    """A payee's account remembers what the bank said about its holder, and when it was asked."""

    _inherit = "res.partner.bank"

    holder_answer = fields.Char(
        string="Answer of the Bank", readonly=True, copy=False,
        help="The holder's name as the bank gave it.",
    )
    holder_asked_on = fields.Date(string="Bank Asked On", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_answer(vals)
        return super().create(vals_list)

    def write(self, vals):
        """What the bank said holds for the account it was asked about, and no other."""
        self._refuse_answer(vals)
        done = super().write(vals)
        if set(CHANGED) & set(vals):
            super(ResPartnerBank, self.sudo()).write(dict.fromkeys(ANSWER, False))
        return done

    def _refuse_answer(self, vals):
        if not self.env.su:
            refuse_fields(self, vals, ANSWER)

    def _ask_holder(self):
        """Ask the bank whose accounts these are, and keep its answer.

        :raises UserError: the bank names another holder
        """
        for account in self:
            answer = self.env["gotgan.payee.change"]._check_holder(account)
            account_sudo = account.sudo()
            account_sudo.write({"holder_answer": answer, "holder_asked_on": today(self.env)})

    def _is_proven(self):
        """Say whether the account is known to be the payee's.

        The bank gave the holder's name, money arrived there, or two people have changed it.
        """
        self.ensure_one()
        if self.holder_answer and self.holder_answer == self.acc_holder_name:
            return True
        order_sudo = self.env["gotgan.payment.order"].sudo()
        change_sudo = self.env["gotgan.payee.change"].sudo()
        return bool(
            order_sudo.search_count(
                [("bank_account_id", "=", self._origin.id), ("state", "=", "paid")], limit=1,
            ) or change_sudo.search_count([
                ("partner_id", "=", self.partner_id.id), ("acc_number", "=", self.acc_number),
                ("state", "=", "confirmed"),
            ], limit=1)
        )
