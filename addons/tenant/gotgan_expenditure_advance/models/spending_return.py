from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_ledger.core import Posting

OFFICER = "office:disbursing_officer"
CASHIER = "office:cashier"


class SpendingReturn(models.Model):
    """반납·여입: money of a paid voucher that comes back.

    The disbursing officer gives notice, the cashier records the receipt (지방회계법 27, 시행령 28,
    29). Until the books of its year are completed it restores the object it was paid from; after
    that it is revenue of the year it comes in.
    """

    _name = "gotgan.spending.return"
    _description = "Return of Spent Money"
    _inherit = ["gotgan.advance.document.mixin"]

    _number_series = "spending_return"
    _transitions = {
        "notice": Transition(("draft",), "noticed", OFFICER),
        "remind": Transition(("noticed",), "noticed", OFFICER),
        "collect": Transition(("noticed",), "collected", CASHIER),
        "cancel": Transition(
            ("draft", "noticed"), "cancelled", f"author|{OFFICER}", needs_reason=True,
        ),
    }
    _sealed_fields = (
        "state", "number", "decided_by_id", "receipt_date", "receipt_reference", "outcome",
        "reminded_date", "reminder_count",
    )
    _next_steps = {"draft": ("notice", OFFICER), "noticed": ("collect", CASHIER)}

    voucher_id = fields.Many2one(
        "gotgan.voucher", required=True, ondelete="restrict", index=True,
        domain=[("state", "=", "paid")],
    )
    settlement_id = fields.Many2one(
        "gotgan.advance.settlement", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    ground = fields.Selection([
        ("settlement", "Rest after Settlement"),
        ("petty", "Rest of Petty Cash"),
        ("overpaid", "Paid Too Much"),
        ("wrong", "Paid in Error"),
        ("terminated", "Contract Ended or Work Not Done"),
    ], required=True, default="overpaid", string="Ground of Return")
    partner_id = fields.Many2one(
        "res.partner", string="Who Returns", required=True, ondelete="restrict", index=True,
    )
    line_ids = fields.One2many("gotgan.spending.return.line", "return_id", string="Lines",
                               copy=False)
    amount = Won(compute="_compute_amount", store=True)
    due_date = fields.Date(
        string="Return By", required=True, default=lambda self: self._default_due_date(),
        copy=False,
    )
    receipt_date = fields.Date(string="Received On", readonly=True, copy=False)
    receipt_reference = fields.Char(string="Receipt", readonly=True, copy=False)
    outcome = fields.Selection([
        ("object", "Restores the Budget Line"),
        ("revenue", "Revenue of the Present Year"),
    ], string="Goes To", readonly=True, copy=False)
    reminded_date = fields.Date(string="Last Reminder", readonly=True, copy=False)
    reminder_count = fields.Integer(
        string="Reminders", readonly=True, copy=False, aggregator=None,
    )
    state = fields.Selection([
        ("draft", "Draft"),
        ("noticed", "Notice Given"),
        ("collected", "Received"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)
    is_overdue = fields.Boolean(compute="_compute_is_overdue", string="Overdue")

    _received = models.Constraint(
        "CHECK ((state = 'collected') = (receipt_date IS NOT NULL AND outcome IS NOT NULL)"
        " OR state <> 'collected')",
        "A return is received on a day, and goes somewhere.",
    )
    _waiting = models.Index("(due_date) WHERE state IN ('draft', 'noticed')")

    def _default_due_date(self):
        day = today(self.env)
        edition = self.env["gotgan.rule"]._seek("advance.return_days", day)
        return fields.Date.add(day, days=edition._get_days() if edition else 0)

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for record in self:
            record.amount = sum(record.line_ids.mapped("amount"))

    @api.depends("due_date", "state")
    def _compute_is_overdue(self):
        day = today(self.env)
        for record in self:
            record.is_overdue = record.state == "noticed" and record.due_date < day

    @api.onchange("voucher_id")
    def _onchange_voucher_id(self):
        if self.voucher_id:
            self.update(self._prepare_from_voucher(self.voucher_id))

    @api.model_create_multi
    def create(self, vals_list):
        completed = []
        for vals, voucher in zip(
            vals_list, self._get_parents("voucher_id", vals_list), strict=True,
        ):
            prepared = self._prepare_from_voucher(voucher)
            fixed = {name: prepared[name] for name in ("fiscal_year_id", "department_id")}
            completed.append({**prepared, **vals, **fixed})
        return super().create(completed)

    def action_notice(self):
        """Give notice of the return as disbursing officer."""
        return self._do_transition("notice")

    def action_remind(self):
        """Remind those who have not returned the money, as disbursing officer."""
        return self._do_transition("remind")

    def action_collect(self):
        """Open the cashier's dialog that records the receipt."""
        self._check_transition("collect", self._transitions["collect"])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record Receipt"),
            "res_model": "gotgan.spending.return.receipt",
            "view_mode": "form",
            "target": "new",
            "context": {"default_return_ids": [Command.set(self.ids)]},
        }

    def action_cancel(self):
        """Cancel the return before the money has come, with a reason."""
        return self._do_transition("cancel")

    # ---- effects ---------------------------------------------------------

    def _on_notice(self):
        """What a settlement found was decided by two people already."""
        self._check_lines()
        self.filtered(lambda one: not one.settlement_id)._decide()
        for record in self:
            record._check_returnable()
        self._fix()

    def _on_remind(self):
        for record in self:
            record._write_locked({
                "reminded_date": today(self.env), "reminder_count": record.reminder_count + 1,
            })

    def _on_collect(self):
        """The money leaves the voucher, the cash book, and in time the ledger's paid total."""
        for record in self.sorted("id"):
            record._check_receipt()
            record._check_returnable()
            lines = record.line_ids.filtered("amount")
            amounts = {one.voucher_line_id: one.amount for one in lines}
            lines.voucher_line_id._add_returned(amounts)
            record.voucher_id._follow_returned(record, amounts, record.receipt_date)
            record._lower_advances()
            if record.outcome == "object":
                record._restore()

    def _restore(self):
        """여입: the object has the money again (시행령 28)."""
        sums = self.line_ids._get_sums("commitment_line_id")
        bound = self.env["gotgan.commitment.line"].union(*sums)
        bound._take_back(
            {one.id: won for one, won in sums.items()}, self.voucher_id._get_proof(),
        )
        self.env["gotgan.ledger"]._return(
            [Posting(one.hold_id.id, won, self.id) for one, won in sums.items()],
            source_model=self._name, date=self.receipt_date, reason=self.name,
        )
        bound.commitment_id._follow_money()

    def _lower_advances(self):
        parts = {
            one.voucher_line_id.advance_ids.filtered(lambda row: row.state != "withdrawn"):
            one.amount for one in self.line_ids.filtered("amount")
        }
        parts = {advance: won for advance, won in parts.items() if advance}
        petty = {one: won for one, won in parts.items() if one.designation_id}
        other = {one.id: won for one, won in parts.items() if not one.designation_id}
        if petty:
            self.env["gotgan.petty.move"]._post("return", petty, self, self.receipt_date)
        self.env["gotgan.advance"].browse(other)._add_total("returned", other)

    def _receive(self, day, references):
        """Record as cashier that the money has come, and where it goes by law.

        :param date day: when it came in
        :param references: ``{return id: the bank's reference}``
        """
        if not self:
            raise UserError(self.env._("No return was chosen. Choose at least one."))
        self._check_transition("collect", self._transitions["collect"])
        for record in self:
            record._write_locked({
                "receipt_date": day, "receipt_reference": references.get(record.id),
                "outcome": record._get_outcome(day),
            })
        return self._do_transition("collect")

    def _get_outcome(self, day):
        """Restore the object while the books of its year are not completed, else revenue."""
        year = self.fiscal_year_id
        latest = max(day, today(self.env))
        open_books = year.state in ("open", "closing") and latest <= year.completion_date
        return "object" if open_books else "revenue"

    # ---- checks ----------------------------------------------------------

    def _check_returnable(self):
        if self.voucher_id.state != "paid":
            raise UserError(self.env._(
                "%(document)s: the voucher %(voucher)s is %(state)s. Only what was paid can come "
                "back (Local Accounting Act, Article 27).", document=self._get_document_label(),
                voucher=self.voucher_id.display_name, state=self.voucher_id._get_state_label(),
            ))
        for line in self.line_ids:
            noticed = line.voucher_line_id.noticed
            if line.amount > line.paid - line.returned - noticed:
                raise UserError(self.env._(
                    "%(document)s, %(line)s: %(paid)s won were paid, %(returned)s won came back "
                    "before and %(noticed)s won are asked back by other notices, so %(won)s won "
                    "cannot be returned. Lower the amount, or cancel the other notice.",
                    document=self._get_document_label(), line=line.budget_line_id.display_name,
                    paid=self._won(line.paid), returned=self._won(line.returned),
                    won=self._won(line.amount), noticed=self._won(noticed),
                ))

    def _check_receipt(self):
        if not self.receipt_date or not self.receipt_reference:
            raise UserError(self.env._(
                "%(document)s needs the day the money came in and the bank's reference. Record it "
                "with the button.", document=self._get_document_label(),
            ))
        if not self.voucher_id.date <= self.receipt_date <= today(self.env):
            raise UserError(self.env._(
                "%(document)s: the money cannot have come back on %(day)s. Enter a day from the "
                "payment until today.", document=self._get_document_label(),
                day=self.receipt_date,
            ))

    def _refuse_unpay(self):
        raise UserError(self.env._(
            "%(document)s has come in: the transfer of its voucher cannot have come back as well.",
            document=self[0]._get_document_label(),
        ))

    # ---- preparation -----------------------------------------------------

    def _prepare_from_voucher(self, voucher):
        lines = voucher.line_ids.filtered(lambda one: one.amount > one.returned)
        return {
            "name": voucher.name,
            "fiscal_year_id": voucher.fiscal_year_id.id,
            "department_id": voucher.department_id.id,
            "partner_id": voucher.partner_id.id,
            "line_ids": [
                Command.clear(),
                *(
                    Command.create({"voucher_line_id": one.id, "amount": self._get_open(one)})
                    for one in lines
                ),
            ],
        }

    @staticmethod
    def _get_open(line):
        """Return what is open of a line that is to be settled; of others the officer says it."""
        return sum(line.advance_ids.filtered(lambda one: one.state != "withdrawn").mapped("rest"))

    def _get_due(self):
        return self.due_date if self.state == "noticed" else False

    def _get_vouchers(self):
        return self.voucher_id
