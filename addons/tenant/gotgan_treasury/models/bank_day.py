from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..bank.answer import Verdict
from ..bank.courier import Silence
from ..bank.statement import (
    Entry,
    compare,
    compare_opening,
    compare_receipts,
    match_payouts,
    sort_out,
)
from ..store import Store
from .bank_instruction import PAYERS

CASHIER = "office:cashier"
SETTLED = ("acked", "returned")
MOVED = ("paid", "returned", "bounced")
# What comes in as money of its own; an opening balance does not come in.
INCOMING = ("receipt", "interest", "withdraw", "borrow")
# What the treasurer has the bank move without a payment order.
OUTGOING = ("deposit", "repay")


class BankDay(models.Model):
    """일계 대사: the payments of one account on one day, ours against the bank's, by name.

    The cashier agrees to a day only when both sides are equal or every difference is explained.
    """

    _name = "gotgan.bank.day"
    _description = "Day with the Bank"
    _inherit = ["gotgan.transition.mixin"]
    _order = "date desc, id desc"

    _transitions = {
        "agree": Transition(("draft",), "agreed", CASHIER),
        "reopen": Transition(("agreed",), "draft", CASHIER, needs_reason=True),
    }
    _sealed_fields = (
        "state", "own_amount", "bank_amount", "own_received", "bank_received", "closing_balance",
        "compared",
    )

    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, ondelete="restrict", index=True,
    )
    department_id = fields.Many2one(related="account_id.department_id")
    date = fields.Date(required=True, default=lambda self: today(self.env))
    own_amount = Won(string="Paid by Our Books", readonly=True, copy=False)
    bank_amount = Won(string="Paid by the Bank", readonly=True, copy=False)
    own_received = Won(string="Received by Our Books", readonly=True, copy=False)
    bank_received = Won(string="Received by the Bank", readonly=True, copy=False)
    closing_balance = Won(
        string="Balance at the Bank", readonly=True, copy=False, aggregator=None,
    )
    compared = fields.Boolean(readonly=True, copy=False)
    difference_ids = fields.One2many("gotgan.bank.difference", "day_id", string="Differences")
    difference_count = fields.Integer(
        string="Number of Differences", compute="_compute_difference_count",
    )
    open_count = fields.Integer(
        string="Not Explained", compute="_compute_difference_count",
    )
    entry_ids = fields.One2many(
        "gotgan.bank.entry", compute="_compute_entry_ids", string="Movements",
    )
    state = fields.Selection([
        ("draft", "To Compare"),
        ("agreed", "Agreed"),
    ], default="draft", required=True, readonly=True, copy=False)

    _one_a_day = models.UniqueIndex(
        "(account_id, date)", "There is one comparison per account and day. Open that one.",
    )

    @api.depends("account_id", "date")
    def _compute_display_name(self):
        for day in self:
            day.display_name = f"{day.account_id.name or ''} {day.date or ''}".strip()

    @api.depends("difference_ids.explanation")
    def _compute_difference_count(self):
        for day in self:
            day.difference_count = len(day.difference_ids)
            day.open_count = len(day.difference_ids.filtered(lambda one: not one.explanation))

    @api.depends("account_id", "date")
    def _compute_entry_ids(self):
        for day in self:
            day.entry_ids = self.env["gotgan.bank.entry"].search([
                ("account_id", "=", day.account_id.id), ("date", "=", day.date),
            ])

    def action_read(self):
        """Have the bank's movements of the days brought in, and compare."""
        self.check_access("write")
        for day in self:
            try:
                entries = day.account_id._get_adapter()._read_statement(day.account_id, day.date)
            except Silence as silence:
                raise UserError(self.env._(
                    "The bank gave no statement of %(day)s (%(why)s). Try again later, or bring in "
                    "the file of the bank.", day=day.display_name,
                    why=self.env["gotgan.bank.adapter"]._tell(str(silence)),
                )) from silence
            day._take_in(entries)

    def action_import(self):
        """Open the dialog that takes the bank's file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Statement of the Bank"),
            "res_model": "gotgan.bank.statement.import", "view_mode": "form", "target": "new",
            "context": {"default_day_id": self.id},
        }

    def action_compare(self):
        """Compare again, after something was cleared up."""
        self.check_access("write")
        for day in self:
            day._compare()

    def action_agree(self):
        """Confirm as cashier that books and bank agree."""
        return self._do_transition("agree")

    def action_reopen(self):
        """Take the confirmation back, with a reason."""
        return self._do_transition("reopen")

    # ---- effects ---------------------------------------------------------

    def _on_agree(self):
        for day in self:
            if not day.compared:
                raise UserError(self.env._(
                    "%(day)s was not compared yet. Read the statement first.", day=day.display_name,
                ))
            day._compare()
            open_ones = day.difference_ids.filtered(lambda one: not one.explanation)
            if open_ones:
                raise UserError(self.env._(
                    "%(day)s: %(count)s differences are not explained, the first is %(key)s. Write "
                    "down what was found out about each.", day=day.display_name,
                    count=len(open_ones), key=open_ones[0].label or "-",
                ))

    def _take_in(self, entries):
        """Keep the bank's movements that are new, follow what came back, and compare.

        :raises UserError: a movement is of another day, or one that is there reads otherwise now
        """
        self.ensure_one()
        self._check_open({"entries": True})
        known = {one.number: one for one in self.entry_ids}
        fresh = []
        for entry in entries:
            self._check_entry(entry, known.get(entry.number))
            if entry.number not in known:
                fresh.append({
                    "account_id": self.account_id.id, "date": entry.day, "number": entry.number,
                    "kind": entry.kind, "key": entry.key or False, "amount": entry.amount,
                    "balance": entry.balance, "memo": entry.memo,
                })
        entry_sudo = self.env["gotgan.bank.entry"].sudo()
        entry_sudo.create(fresh)
        self.invalidate_recordset(["entry_ids"])
        self._follow_returns()
        self._compare()

    def _check_entry(self, entry, known):
        wrong = entry.day != self.date
        changed = known and (known.amount, known.key or "", known.kind) != (
            entry.amount, entry.key, entry.kind,
        )
        if wrong or changed:
            raise UserError(self.env._(
                "Movement %(number)s of the statement is of %(day)s and reads %(amount)s won: that "
                "does not agree with %(own)s. Take in the statement of the right day; if the bank "
                "changed it, ask the bank.", number=entry.number, day=entry.day,
                amount=f"{entry.amount:,}", own=self.display_name,
            ))

    def _follow_returns(self):
        """A transfer the statement shows as come back reopens its order."""
        back = self.entry_ids.filtered(lambda one: one.kind == "return" and one.key)
        verdicts = [Verdict(one.key, "returned", "", one.memo or "", one.date) for one in back]
        instruction_sudo = self.env["gotgan.bank.instruction"].sudo()
        live = set(instruction_sudo.search([
            ("key", "in", [one.key for one in verdicts]),
            ("state", "in", ("sent", "unknown", "acked")),
        ]).mapped("key"))
        Store(instruction_sudo, self.account_id).note(
            "statement", [one for one in verdicts if one.key in live],
        )
        for model in PAYERS:
            document_sudo = self.env[model].sudo()
            document_sudo._find_unentered()._enter_each()

    def _compare(self):
        own = self._get_own()
        rows = self._read_entries()
        payouts, receipts = self._get_own_payouts(), self._get_own_receipts()
        numbered, by_hand = match_payouts(payouts, rows)
        differences = compare(own, numbered) + by_hand
        agreed = self._get_last_agreed()
        differences += compare_receipts(receipts, rows) + compare_opening(agreed, rows)
        found = {(one.kind, one.key): one for one in differences}
        kept = {(one.kind, one.key or ""): one for one in self.difference_ids}
        gone_sudo = self.difference_ids.sudo().filtered(
            lambda one: (one.kind, one.key or "") not in found
        )
        gone_sudo.unlink()
        difference_sudo = self.env["gotgan.bank.difference"].sudo()
        difference_sudo.create([
            {
                "day_id": self.id, "kind": one.kind, "key": one.key, "own_amount": one.own,
                "bank_amount": one.theirs, "memo": one.memo,
            }
            for name, one in found.items() if name not in kept
        ])
        self._write_locked({
            "own_amount": sum(amount for amount, paid in own.values() if paid)
            + sum(won for _document, won in payouts),
            "bank_amount": -sum(one.amount for one in rows if one.kind == "transfer"),
            "compared": True,
            "own_received": sum(won for _document, won in receipts),
            "bank_received": sum(one.amount for one in rows if one.kind == "deposit"),
            "closing_balance": self.entry_ids.sorted("number")[-1:].balance
            if rows else agreed and agreed[1],
        })

    def _get_last_agreed(self):
        """Return (day, won) where the account stood after the last agreed day before; or None.

        A day without movements says nothing of the balance, so the last movement counts.
        """
        agreed = self.search([
            ("account_id", "=", self.account_id.id), ("date", "<", self.date),
            ("state", "=", "agreed"),
        ])
        last = self.env["gotgan.bank.entry"].search([
            ("account_id", "=", self.account_id.id), ("date", "in", agreed.mapped("date")),
        ], order="date desc, number desc", limit=1)
        return (last.date, last.balance) if last else None

    def _read_entries(self):
        """Return the movements of the day, each told as leaving, coming in or coming back."""
        instruction_sudo = self.env["gotgan.bank.instruction"].sudo()
        ours_sudo = instruction_sudo.search([
            ("key", "in", self.entry_ids.filtered("key").mapped("key")),
        ])
        return sort_out([
            Entry(one.number, one.date, one.kind, one.key or "", one.amount, one.balance,
                  one.memo or "")
            for one in self.entry_ids
        ], set(ours_sudo.mapped("key")))

    def _get_own_receipts(self):
        """Return (document, won) of the money that came in this day by our books.

        A receipt that was taken back the same day came to nothing.
        """
        moves = self._get_moves((*INCOMING, "cancel"))
        gone = {key for (kind, key), _rows in moves if kind == "cancel"}
        return [
            (rows[0]._get_day_name(), sum(rows.mapped("amount"))) for (kind, key), rows in moves
            if kind != "cancel" and key not in gone
        ]

    def _get_own_payouts(self):
        """Return (document, won) of what left by our books without an order: money held for others
        that the cashier transferred by hand, term deposits, loans paid back.
        """
        instruction_sudo = self.env["gotgan.bank.instruction"].sudo()
        told = set(instruction_sudo.search([
            ("payout_id", "!=", False), ("transfer_date", "=", self.date),
            ("account_id", "=", self.account_id.id),
        ]).mapped("payout_id.id"))
        by_bank = {("custody", "gotgan.custody.payout", one) for one in told}
        return [
            (rows[0]._get_day_name(), -sum(rows.mapped("amount")))
            for (_kind, key), rows in self._get_moves(("payment",))
            if key[0] == "custody" and key not in by_bank
        ] + [
            (rows[0]._get_day_name(), -sum(rows.mapped("amount")))
            for _key, rows in self._get_moves(OUTGOING)
        ]

    def _get_moves(self, kinds):
        """Return [((kind, key of the document), its movements)] of the day."""
        move_sudo = self.env["gotgan.cash.move"].sudo()
        moves_sudo = move_sudo.search([
            ("account_id", "=", self.account_id.id), ("date", "=", self.date),
            ("kind", "in", kinds),
        ], order="id")
        return list(moves_sudo.grouped(lambda one: (one.kind, one._get_day_key())).items())

    def _get_own(self):
        """Return {key: (amount, whether paid)} of what left this day or the bank speaks of."""
        keys = [one.key for one in self.entry_ids if one.kind == "transfer" and one.key]
        instruction_sudo = self.env["gotgan.bank.instruction"].sudo().search([
            ("account_id", "=", self.account_id.id),
            "|", ("key", "in", keys), ("transfer_date", "=", self.date),
        ])
        return {
            one.key: (one.amount, one.state in SETTLED and one._get_document().state in MOVED)
            for one in instruction_sudo
        }
