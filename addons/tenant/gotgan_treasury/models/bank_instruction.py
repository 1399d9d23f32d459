from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from odoo.addons.gotgan_base.clock import now, today
from odoo.addons.gotgan_base.fields import Won

from .. import statements
from ..bank.courier import Courier
from ..banks import load_banks
from ..store import Line, Store

BATCH = 10_000
SENDER = "gotgan_treasury.cron_send"
LIVE = ("created", "sent", "unknown", "acked")
OPEN = ("sent", "unknown")
PAYERS = ("gotgan.payment.order", "gotgan.custody.payout")


class BankInstruction(models.Model):
    """지급지시: one transfer the bank is told of, exactly once.

    An order of one payee is one transfer; an order of a payee list is one for each of its rows.
    Made in the transaction that issues the order. It is *sent* before the bank is spoken to, so
    that whoever comes after a crash only asks. What the bank answers moves the order.
    """

    _name = "gotgan.bank.instruction"
    _description = "Bank Instruction"
    _order = "id desc"
    _rec_name = "key"

    key = fields.Char(string="Instruction No.", required=True, readonly=True)
    list_id = fields.Many2one(
        "gotgan.bank.list", required=True, readonly=True, ondelete="restrict",
        index=True,
    )
    account_id = fields.Many2one(
        "gotgan.treasury.account", string="Paid From", required=True, readonly=True,
        ondelete="restrict", index=True,
    )
    order_id = fields.Many2one(
        "gotgan.payment.order", string="Payment Order", readonly=True, ondelete="restrict",
    )
    payout_id = fields.Many2one(
        "gotgan.custody.payout", string="Custody Payment", readonly=True, ondelete="restrict",
        index="btree_not_null",
    )
    part = fields.Integer(
        readonly=True, default=0, aggregator=None,
        help="Which of the order's transfers it is; 0 where the order is one transfer.",
    )
    bank_code = fields.Char(readonly=True)
    number = fields.Char(string="Payee's Account", required=True, readonly=True)
    holder = fields.Char(string="Account Holder", required=True, readonly=True)
    amount = Won(required=True, readonly=True)
    state = fields.Selection([
        ("created", "To Send"),
        ("sent", "Sent"),
        ("acked", "Transferred"),
        ("rejected", "Refused"),
        ("unknown", "Result Unknown"),
        ("returned", "Came Back"),
        ("withdrawn", "Withdrawn"),
    ], required=True, readonly=True, default="created", index=True)
    attempts = fields.Integer(string="Times Spoken", readonly=True, default=0, aggregator=None)
    next_try = fields.Datetime(string="Next Inquiry", readonly=True)
    valid_until = fields.Datetime(readonly=True)
    transfer_date = fields.Date(string="Transferred On", readonly=True)
    reference = fields.Char(string="Bank's Number", readonly=True)
    reason = fields.Char(readonly=True)
    fault = fields.Char(
        string="To Clear Up", readonly=True,
        help="Why the bank's answer is not in the books, or that it contradicts an earlier one.",
    )
    officer_key_id = fields.Many2one(
        "gotgan.officer.key", string="Signed With", readonly=True, ondelete="restrict",
    )
    signature = fields.Char(string="Officer's Signature", readonly=True)
    document = fields.Char(compute="_compute_document", string="Pays")
    bank_name = fields.Char(compute="_compute_bank_name", string="Bank")
    told_reason = fields.Char(compute="_compute_told_reason", string="Reason Given")
    attempt_ids = fields.One2many("gotgan.bank.attempt", "instruction_id", string="Words")

    _key_unique = models.UniqueIndex("(key)", "An instruction number is given once.")
    _one_live = models.UniqueIndex(
        "(order_id, part) WHERE state IN ('created', 'sent', 'unknown', 'acked')",
        "A transfer of an order has one instruction at the bank at a time.",
    )
    _payout_live = models.UniqueIndex(
        "(payout_id) WHERE state IN ('created', 'sent', 'unknown', 'acked')",
        "A custody payment has one instruction at the bank at a time.",
    )
    _one_document = models.Constraint(
        "CHECK (num_nonnulls(order_id, payout_id) = 1)",
        "A transfer belongs to one payment order or one custody payment.",
    )
    _part_index = models.Index("(order_id, part, id)")
    _amount_positive = models.Constraint("CHECK (amount > 0)", "An amount lies above zero.")
    _acked_is_known = models.Constraint(
        "CHECK (state NOT IN ('acked', 'returned') OR transfer_date IS NOT NULL)",
        "A transfer has a day.",
    )
    _waiting = models.Index("(account_id, next_try) WHERE state IN ('created', 'sent', 'unknown')")

    @api.depends("order_id", "payout_id")
    def _compute_document(self):
        for one in self:
            one.document = one._get_document().display_name

    @api.depends("bank_code")
    def _compute_bank_name(self):
        for one in self:
            one.bank_name = load_banks().get(one.bank_code) or one.bank_code

    @api.depends("reason")
    @api.depends_context("lang")
    def _compute_told_reason(self):
        for one in self:
            one.told_reason = self.env["gotgan.bank.adapter"]._tell(one.reason)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("What was told to the bank is never deleted."))

    def action_ask(self):
        """Ask the bank about the chosen instructions at the sender's next round."""
        self.check_access("read")
        self._check_officer()
        open_sudo = self.sudo().filtered(lambda one: one.state in OPEN)
        open_sudo.write({"next_try": now(self.env)})
        self._wake_sender()

    # ---- making and taking back ------------------------------------------

    @api.model
    def _create_for(self, document, account, transfers):
        """Put every transfer of an order or custody payment onto the open list of its officer.

        :param transfers: ``transfer.Transfer`` rows, any number
        """
        office = document._get_case_office("disbursing_officer")
        bank_list = self.env["gotgan.bank.list"]._get_open(account, office)
        self.flush_model()
        for some in split_every(BATCH, transfers):
            self._check_reachable(document, some)
            self.env.cr.execute(statements.insert_instructions(document, bank_list, some))
            bank_list._add(some)
        self.invalidate_model(flush=False)
        bank_list.invalidate_recordset(["instruction_ids"])
        document.invalidate_recordset(["instruction_ids"])

    @api.model
    def _check_reachable(self, document, transfers):
        """Refuse what the bank could not send: an account whose bank nobody named."""
        for one in transfers:
            if not one.bank_code:
                raise UserError(self.env._(
                    "%(document)s: account %(number)s of %(holder)s names no bank, or one without "
                    "a known code, and the treasury bank cannot transfer to it. Choose the bank on "
                    "the payee's account first.",
                    document=document._get_document_label(), number=one.number, holder=one.holder,
                ))

    def _withdraw(self):
        """Take back what was not sent yet; whoever sends it at this moment meets us on the row.

        :raises UserError: the bank was told already
        """
        waiting = self.filtered(lambda one: one.state == "created")
        self.env["gotgan.bank.list"]._lock(waiting.list_id)
        told = (self - waiting).filtered(lambda one: one.state in LIVE)
        told |= waiting.filtered(lambda one: one.list_id.state == "signed")
        if told:
            raise UserError(self.env._(
                "%(order)s is with the bank, or on a list that is signed (%(key)s). Wait for the "
                "bank's answer.",
                order=told[0]._get_document()._get_document_label(), key=told[0].key,
            ))
        waiting_sudo = waiting.sudo()
        waiting_sudo.write({"state": "withdrawn"})
        waiting.list_id._refresh()

    def _get_document(self):
        """Return what the transfer pays: an order, or a payment of money held for others."""
        return self.order_id or self.payout_id

    def _check_officer(self):
        """Refuse people who hold none of the offices that pay."""
        held = self.env["gotgan.office"]._get_held(self.env.user, today(self.env))
        if not {"disbursing_officer", "cashier"} & set(held.mapped("kind")):
            raise UserError(self.env._(
                "Only a disbursing officer or a cashier asks the bank. Speak to one of them.",
            ))

    # ---- sending ---------------------------------------------------------

    def _wake_sender(self):
        cron_sudo = self.env.ref(SENDER).sudo()
        cron_sudo._trigger()

    @api.model
    def _send_due(self):
        """Carry what waits, ask about what is open, and enter the answers; return how many."""
        count = 0
        accounts = self.env["gotgan.treasury.account"].with_context(active_test=False)
        for account in accounts.search([]):
            count += Courier(Store(self, account), Line(self, account)).carry()
        for model in PAYERS:
            self.env[model]._enter_answers()
        return count

    # ---- scheduled -------------------------------------------------------

    @api.model
    def _cron_send(self):
        """Speak with the bank and enter what it says."""
        self._send_due()
        following = self.search(
            [("state", "in", OPEN), ("next_try", "!=", False)], order="next_try", limit=1,
        )
        if following:
            cron_sudo = self.env.ref(SENDER).sudo()
            cron_sudo._trigger(following.next_try)
