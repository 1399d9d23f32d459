from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.transition import Transition

ACCOUNTANT = "group:gotgan_expenditure.group_accountant"


class PayeeChange(models.Model):
    """채주 계좌 변경: one person asks for it, another one confirms it, then it holds.

    A changed account is how money is led astray; so nobody changes one alone, and the holder's name
    is asked of the bank where a bank is connected.
    """

    _name = "gotgan.payee.change"
    _description = "Change of a Payee's Account"
    _inherit = ["gotgan.paper.mixin", "gotgan.transition.mixin"]
    _order = "id desc"
    _rec_name = "partner_id"

    _transitions = {
        "ask": Transition(("draft",), "asked", "author"),
        "confirm": Transition(("asked",), "confirmed", ACCOUNTANT),
        "refuse": Transition(("asked",), "refused", ACCOUNTANT, needs_reason=True),
        "withdraw": Transition(("draft", "asked"), "withdrawn", "author", needs_reason=True),
    }
    _sealed_fields = ("state", "holder_answer", "old_text")

    partner_id = fields.Many2one(
        "res.partner", string="Payee", required=True, ondelete="restrict", index=True,
    )
    account_id = fields.Many2one(
        "res.partner.bank", string="Account to Change", ondelete="restrict",
        domain="[('partner_id', '=', partner_id)]", help="Left empty, an account is added.",
    )
    bank_id = fields.Many2one("res.bank", ondelete="restrict")
    acc_number = fields.Char(string="Account Number", required=True)
    acc_holder_name = fields.Char(string="Account Holder", required=True)
    ground = fields.Char(required=True, help="Why, and by which paper of the payee.")
    old_text = fields.Char(string="Until Now", readonly=True, copy=False)
    holder_answer = fields.Char(
        string="Answer of the Bank", readonly=True, copy=False,
        help="The holder's name as the bank gave it.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"), ("asked", "Asked"), ("confirmed", "Confirmed"),
            ("refused", "Refused"), ("withdrawn", "Withdrawn"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        self.acc_holder_name = self.acc_holder_name or self.partner_id.name

    def action_ask(self):
        """Hand the change to a second person."""
        return self._do_transition("ask")

    def action_confirm(self):
        """Confirm, as a second person, that the payee wants it so."""
        return self._do_transition("confirm")

    def action_refuse(self):
        """Refuse the change, with a reason."""
        return self._do_transition("refuse")

    def action_withdraw(self):
        """Take the change back, with a reason."""
        return self._do_transition("withdraw")

    # ---- effects ---------------------------------------------------------

    def _on_ask(self):
        for change in self:
            change._check_own_account()
            change._write_locked({
                "old_text": change.account_id.display_name or self.env._("(none)"),
                "holder_answer": self._check_holder(change) or False,
            })

    def _on_confirm(self):
        for change in self:
            if change._get_author() == self.env.user:
                raise AccessError(self.env._(
                    "%(document)s was written by you. A second person confirms it: call the payee "
                    "under a number you know already.", document=change._get_document_label(),
                ))
            change._check_own_account()
            change._apply()

    def _apply(self):
        """Write the account in the name of the change; nothing else changes a used one."""
        vals = self._prepare_account()
        accounts_sudo = self.account_id.sudo()
        if accounts_sudo:
            accounts_sudo._write_confirmed(vals)
        else:
            accounts_sudo._create_confirmed({**vals, "partner_id": self.partner_id.id})

    def _prepare_account(self):
        """Return what the confirmed account says."""
        return {
            "acc_number": self.acc_number, "bank_id": self.bank_id.id,
            "acc_holder_name": self.acc_holder_name,
        }

    @api.model
    def _check_holder(self, _account):
        """Return the holder's name as the bank gives it, or an empty string where none is asked.

        A connected bank answers here (``gotgan_treasury``); it may raise to refuse the change.

        :param _account: a record with ``bank_id``, ``acc_number`` and ``acc_holder_name``
        """
        return ""

    def _check_own_account(self):
        if self.account_id and self.account_id.partner_id != self.partner_id:
            raise UserError(self.env._(
                "%(account)s is not an account of %(payee)s. Choose one of the payee's own.",
                account=self.account_id.display_name, payee=self.partner_id.name,
            ))

    def _get_document_label(self):
        return self.env._("Account of %(payee)s", payee=self.partner_id.name)
