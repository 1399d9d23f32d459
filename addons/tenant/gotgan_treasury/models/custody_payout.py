from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.gotgan_custody.models.custody_payout import CustodyPayout as Base

from ..banks import code_of
from ..transfer import WHOLE, Transfer
from .payment_order import TOLD

BY_BANK = {"pay": "bank:acked", "bounce": "bank:returned"}
KEPT = ("acked", "returned")


class CustodyPayout(models.Model):
    """반환·납부 of money that lies in a treasury account is executed by the bank's word.

    The instruction is made in the transaction that approves the payment and stands on the list of
    the disbursing officer; what lies in no treasury account is paid by the cashier's word.
    """

    _name = "gotgan.custody.payout"
    _inherit = ["gotgan.custody.payout", "gotgan.bank.payer.mixin"]

    _transitions = {
        name: replace(step, who=f"{BY_BANK[name]}|{step.who}") if name in BY_BANK else step
        for name, step in Base._transitions.items()
    }

    _instruction_field = "payout_id"

    instruction_ids = fields.One2many(
        "gotgan.bank.instruction", "payout_id", string="Bank Instructions", readonly=True,
    )
    bank_state = fields.Char(compute="_compute_bank_state", string="At the Bank")

    can_instruct = fields.Boolean(compute="_compute_can_instruct")

    @api.depends("instruction_ids.state")
    @api.depends_context("lang")
    def _compute_bank_state(self):
        state = self.env["gotgan.bank.instruction"]._fields["state"]
        labels = dict(state._description_selection(self.env))
        for payout in self:
            payout.bank_state = labels.get(payout._get_told().state, "")

    @api.depends("state", "instruction_ids.state")
    def _compute_can_instruct(self):
        for payout in self:
            refused = payout._get_told().state == "rejected"
            payout.can_instruct = refused and payout.state == "approved"

    def action_instruct(self):
        """Give the bank anew what it refused or never got, of payments that are approved."""
        self.check_access("read")
        self.env["gotgan.bank.instruction"]._check_officer()
        for payout in self:
            if not payout.can_instruct:
                raise UserError(self.env._(
                    "%(document)s cannot be given to the bank anew: it is %(state)s there.",
                    document=payout._get_document_label(),
                    state=payout.bank_state or payout._get_state_label(),
                ))
        self._instruct()

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        done = super()._on_submit()
        self._check_reachable()
        return done

    def _on_approve(self):
        done = super()._on_approve()
        self._check_reachable()
        self._instruct()
        return done

    def _on_pay(self):
        """The day of a transfer is the bank's, and so is its number."""
        for payout in self:
            told = payout._get_told()
            if told:
                payout._write_locked({
                    "date": told.transfer_date, "transfer_reference": told.reference or told.key,
                })
        return super()._on_pay()

    def _get_payer(self):
        """Nobody of ours executes what the bank executes."""
        return self.env["res.users"] if self._get_told() else super()._get_payer()

    def _instruct(self):
        for payout in self:
            account = payout._find_bank_account()
            if account:
                bank = payout.bank_account_id
                self.env["gotgan.bank.instruction"]._create_for(payout, account, [Transfer(
                    WHOLE, code_of(bank.bank_id), bank.acc_number,
                    bank.acc_holder_name or bank.partner_id.name, payout.amount,
                )])

    # ---- where the money lies ----------------------------------------------

    def _find_bank_account(self):
        """Return the treasury account in which the money lies; empty where the cashier pays.

        :raises UserError: it lies in several places
        """
        self.ensure_one()
        account_sudo = self.env["gotgan.treasury.account"].sudo()
        if self.kind == "forfeit":
            return account_sudo
        custody_sudo = self.env["gotgan.custody"].sudo()
        places = {custody_sudo._find_place(case) for case in self.line_ids.case_id}
        if len(places) > 1:
            raise UserError(self.env._(
                "%(document)s takes money from several places (%(places)s). One payment is one "
                "transfer from one account: write a payment for each.",
                document=self._get_document_label(),
                places=", ".join(one.name or self.env._("no treasury account") for one in places),
            ))
        place = next(iter(places), account_sudo)
        return place.filtered("active")

    def _check_reachable(self):
        """What the bank pays needs an account to go to, also where it is paid to an office."""
        for payout in self:
            if payout._find_bank_account() and not payout.bank_account_id.acc_number:
                raise UserError(self.env._(
                    "%(document)s is paid by the treasury bank and needs the account of %(payee)s. "
                    "Choose it first; for taxes and insurance it is the account on the notice.",
                    document=payout._get_document_label(), payee=payout.partner_id.name or "-",
                ))

    # ---- the bank's words --------------------------------------------------

    def _get_told(self):
        """Return the last instruction of the payment that was not withdrawn."""
        self.ensure_one()
        told_sudo = self.sudo().instruction_ids.filtered(lambda one: one.state != "withdrawn")
        return told_sudo.sorted("id")[-1:]

    def _get_instructions(self):
        instructions = self.env["gotgan.bank.instruction"]
        for payout in self:
            instructions |= payout._get_told().sudo(self.env.su)
        return instructions

    def _check_transition(self, name, step):
        """Nobody says by hand what the bank has said or is about to say."""
        if name in BY_BANK and not self.env.su:
            for payout in self.filtered(lambda one: one.state in step.source):
                payout._refuse_told()
        return super()._check_transition(name, step)

    def _refuse_told(self):
        told = self._get_told()
        if told:
            raise UserError(self.env._(
                "%(document)s was given to the bank (%(key)s): the bank's answer moves it, nobody "
                "by hand. What the bank refused is given to it anew, or the payment is cancelled.",
                document=self._get_document_label(), key=told.key,
            ))

    def _get_capacity_bank(self, state):
        """Return the bank's word as a text, when the transfer has it."""
        if not self.env.su:  # a person never speaks for the bank
            return ""
        told = self._get_told()
        if told.state not in (state, "returned"):
            return ""
        return self.env._("Treasury bank, %(account)s", account=told.account_id.name)

    @api.model
    def _find_unentered(self):
        """Return the payments whose transfer has its word, which the books do not follow."""
        self.env["gotgan.bank.instruction"].flush_model()
        arrived = Domain("instruction_ids", "any", [("state", "in", KEPT)])
        waits = Domain("instruction_ids", "any", [("state", "in", TOLD)])
        back = Domain("instruction_ids", "any", [("state", "=", "returned")])
        return self.search(
            Domain("state", "=", "approved") & arrived & ~waits
            | Domain("state", "=", "paid") & back, order="id",
        )

    def _enter_bank_words(self):
        """Executed; and where the transfer came back, held again."""
        told = self._get_told()
        if self.state == "approved" and told.state in KEPT:
            self._do_transition("pay")
        if self.state == "paid" and told.state == "returned":
            self._do_transition("bounce", told.reason or self.env._("returned by the bank"))
