from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_approval.models.successor_mixin import TAKE_OVER
from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.particles import fit_particles
from odoo.addons.gotgan_base.transition import Transition

from ..deadlines import get_interest
from ..shares import take_in_order

OFFICER = "office:disbursing_officer"
PAPERS = frozenset(["evidence_ids", "attachment_ids", "papers_reason"])


class Voucher(models.Model):
    """지출결의: the payee's claim against a commitment, with the papers that prove it.

    The disbursing officer resolves it (지방회계법 시행령 43). It is due some working days after the
    claim (지방계약법 18, 영 67①; rule ``spending.payment_days``). What it claims is taken from the
    commitment at that moment.
    """

    _name = "gotgan.voucher"
    _description = "Expenditure Voucher"
    _inherit = [
        "gotgan.spending.guard.mixin", "gotgan.voucher.signing.mixin",
        "gotgan.voucher.papers.mixin", "gotgan.successor.mixin",
        "gotgan.spending.kind.mixin", "gotgan.due.mixin", "gotgan.expenditure.document.mixin",
    ]

    _number_series = "voucher"
    _transitions = {
        "take_over": TAKE_OVER,
        "submit": Transition(("draft",), "submitted", "drafter"),
        "resolve": Transition(("draft", "submitted"), "resolved", f"approval|{OFFICER}"),
        "reject": Transition(("submitted",), "draft", "approval", needs_reason=True),
        "receive": Transition(("resolved",), "resolved", OFFICER),
        "cancel": Transition(
            ("draft", "resolved"), "cancelled", f"author|{OFFICER}", needs_reason=True
        ),
        # What becomes of its payment order decides the rest.
        "order": Transition(("resolved",), "ordered", "order:issued"),
        "pay": Transition(("ordered",), "paid", "order:paid"),
        "unorder": Transition(("ordered",), "resolved", "order:cancelled"),
        "unpay": Transition(("paid",), "resolved", "order:returned"),
    }
    _running_states = ("draft", "submitted", "resolved", "ordered")
    _paper_states = ("draft", "resolved")
    _sealed_fields = (
        "state", "number", "papers_date", "payment_order_id", "signer_id", "is_one_office",
    )
    _rule_checks = {"submit": ("spending.duplicate",), "resolve": ("spending.duplicate",)}
    _finding_depends = ("name", "partner_id", "amount", "commitment_id", "invoice_number")
    _guard_number = "o.invoice_number"
    _guard_origin = "(SELECT c.request_id FROM gotgan_commitment c WHERE c.id = o.commitment_id)"
    _next_steps = {
        "draft": ("resolve", OFFICER),
        "submitted": ("resolve", OFFICER),
        "resolved": ("issue", OFFICER),
    }

    commitment_id = fields.Many2one(
        "gotgan.commitment", required=True, ondelete="restrict", index=True,
    )
    inspection_ids = fields.Many2many("gotgan.inspection", string="Inspections", copy=False)
    partner_id = fields.Many2one(
        "res.partner", string="Payee", ondelete="restrict", index="btree_not_null",
    )
    bank_account_id = fields.Many2one(
        "res.partner.bank", string="Payee's Account", ondelete="restrict",
    )
    claim_date = fields.Date(
        string="Claimed On", required=True, default=lambda self: today(self.env), copy=False,
        help="The day the payee's claim arrived.",
    )
    due_date = fields.Date(
        string="Pay By", compute="_compute_due_date", store=True,
        help="The term of the legal standards after the claim; Saturdays, Sundays and holidays "
             "are not counted (Local Contracts Act, Article 18; Enforcement Decree, Article 67).",
    )
    late_days = fields.Integer(
        compute="_compute_late_interest", string="Days Late",
        help="Days after the last day of the term, until the transfer or until today.",
    )
    late_interest = Won(
        compute="_compute_late_interest", string="Interest for Late Payment",
        help="What the agency owes the payee for the delay (Enforcement Decree of the Local "
             "Contracts Act, Article 68).",
    )
    invoice_number = fields.Char(
        string="Invoice No.", copy=False,
        help="The number on the payee's tax invoice or bill: what is paid twice mostly bears it "
             "twice.",
    )
    claim_text = fields.Text(
        compute="_compute_claim_text", string="Attachments and Assignments",
        help="Who else has a right to what the voucher pays, and what to do.",
    )
    evidence_ids = fields.Many2many("gotgan.evidence.kind", string="Papers", copy=False)
    papers_date = fields.Date(string="Papers Received", readonly=True, copy=False)
    line_ids = fields.One2many("gotgan.voucher.line", "voucher_id", string="Lines", copy=True)
    payment_order_id = fields.Many2one(
        "gotgan.payment.order", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    deduction_ids = fields.One2many(
        "gotgan.voucher.deduction", "voucher_id", string="Deductions", copy=True,
        help="Withheld taxes and other amounts kept back; they go into money held for others.",
    )
    requester_id = fields.Many2one(
        related="commitment_id.requester_id", store=True, precompute=True, string="Requested By",
    )
    committer_id = fields.Many2one(
        related="commitment_id.signer_id", store=True, precompute=True, copy=False,
        string="Commitment Signed By",
    )
    amount = Won(compute="_compute_amount", store=True)
    deducted_amount = Won(compute="_compute_net_amount", store=True, string="Deducted")
    net_amount = Won(
        compute="_compute_net_amount", store=True, string="To the Payee",
        help="What the payee gets: the amount less its deductions.",
    )
    claimed_amount = Won(
        compute="_compute_claimed_amount", readonly=False, string="Amount Claimed",
        help="Entered here, it is taken from the lines one after the other.",
    )
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "In Approval"),
        ("resolved", "Resolved"),
        ("ordered", "Ordered"),
        ("paid", "Paid"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _net_not_negative = models.Constraint(
        "CHECK (net_amount >= 0 OR state IN ('draft', 'cancelled'))",
        "More than the amount of the voucher cannot be deducted.",
    )
    _heir_apart = models.Constraint(
        "CHECK (signer_id <> successor_id)", "Who took a voucher over does not sign it.",
    )
    _waiting = models.Index("(state) WHERE state IN ('draft', 'submitted', 'resolved')")

    @api.depends("claim_date")
    def _compute_due_date(self):
        for claimed, vouchers in self.grouped("claim_date").items():
            vouchers.due_date = claimed and self._get_term_day(
                "spending.payment_days", claimed, working=True,
            )

    @api.depends("due_date", "state", "amount", "payment_order_id.transfer_date")
    def _compute_late_interest(self):
        """The rate is that of the day after the term: the day the delay began."""
        day, rules = today(self.env), self.env["gotgan.rule"]
        for voucher in self:
            paid_on = voucher.state == "paid" and voucher.payment_order_id.transfer_date
            late = voucher.due_date and voucher.state != "cancelled" and max(
                0, ((paid_on or day) - voucher.due_date).days,
            )
            edition = late and rules._seek("spending.late_interest", voucher.due_date)
            voucher.late_days = late or 0
            voucher.late_interest = (
                get_interest(voucher.amount, edition._get_rate(), late) if edition else 0
            )

    @api.depends("partner_id", "commitment_id", "amount", "state", "deduction_ids.amount")
    @api.depends_context("lang")
    def _compute_claim_text(self):
        waiting = self.filtered(lambda one: one.state in ("draft", "submitted", "resolved"))
        unserved = self.env["gotgan.payee.claim"]._word_unserved(waiting)
        for voucher in self:
            voucher.claim_text = fit_particles("\n".join(unserved.get(voucher, ())))

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for voucher in self:
            voucher.amount = sum(voucher.line_ids.mapped("amount"))

    @api.depends("amount", "deduction_ids.amount")
    def _compute_net_amount(self):
        for voucher in self:
            voucher.deducted_amount = sum(voucher.deduction_ids.mapped("amount"))
            voucher.net_amount = voucher.amount - voucher.deducted_amount

    @api.depends("amount")
    def _compute_claimed_amount(self):
        for voucher in self:
            voucher.claimed_amount = voucher.amount

    @api.onchange("commitment_id")
    def _onchange_commitment_id(self):
        if self.commitment_id:
            self.update(self._prepare_from_commitment(self.commitment_id))

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.bank_account_id.partner_id != self.partner_id:
            self.bank_account_id = self.partner_id.bank_ids[:1]

    @api.onchange("claimed_amount")
    def _onchange_claimed_amount(self):
        if self.claimed_amount != self.amount:
            parts = take_in_order(self.claimed_amount, self.line_ids.mapped("claimable"))
            for line, part in zip(self.line_ids, parts, strict=True):
                line.amount = part

    @api.constrains("commitment_id")
    def _check_commitment(self):
        self.line_ids._check_commitment_line()

    @api.constrains("claim_date", "commitment_id")
    def _check_claim_date(self):
        self._check_clock_day("claim_date")

    @api.model_create_multi
    def create(self, vals_list):
        parents = self._get_parents("commitment_id", vals_list)
        return super().create([
            self._complete(vals, parent) for vals, parent in zip(vals_list, parents, strict=True)
        ])

    def action_resolve(self):
        """Resolve the expenditure as disbursing officer."""
        return self._do_transition("resolve")

    def action_receive(self):
        """Record, as disbursing officer, that the papers have arrived."""
        return self._do_transition("receive")

    def action_cancel(self):
        """Cancel the vouchers, with a reason; the commitment can be claimed again."""
        return self._do_transition("cancel")

    def action_new_payment_order(self):
        """Draft payment orders: one per payee, account, department and year."""
        orders = self.env["gotgan.payment.order"]._create_from_vouchers(self)
        if len(orders) > 1:
            return orders._get_list_action(self.env._("New Payment Orders"))
        return {
            "type": "ir.actions.act_window", "name": orders.display_name,
            "res_model": orders._name, "res_id": orders.id, "view_mode": "form",
        }

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        self._check_lines()
        self._check_payee()
        self._check_deductions()

    def _on_resolve(self):
        self._check_lines()
        self._check_payee()
        self._check_deductions()
        self._fix()
        self._claim(1)
        proven = self.filtered("evidence_ids")
        if proven:
            proven._write_locked({"papers_date": today(self.env)})

    def _on_receive(self):
        for voucher in self:
            if not voucher.evidence_ids:
                raise UserError(self.env._(
                    "%(document)s names no papers. Tick those that have arrived, then record "
                    "their receipt.", document=voucher._get_document_label(),
                ))
        self._write_locked({"papers_date": today(self.env)})

    def _on_cancel(self, _reason):
        self.filtered(lambda one: one.state == "resolved")._claim(-1)

    def _claim(self, sign):
        """Take what the vouchers claim from their commitments (1), or give it back (-1)."""
        lines = self.line_ids
        lines.commitment_line_id._add_total("vouchered", lines._get_sums(sign))

    def _check_payee(self):
        """Pay only the rightful creditor, into an account of its own (지방회계법 33)."""
        for voucher in self:
            commitment, payee = voucher.commitment_id, voucher.partner_id
            sound = (
                commitment.state in ("committed", "closed") and payee == commitment.partner_id
                and payee and voucher.bank_account_id.partner_id == payee
            )
            if not sound:
                raise UserError(voucher._get_payee_fault())

    def _check_deductions(self):
        for voucher in self.filtered(lambda one: one.net_amount < 0):
            raise UserError(self.env._(
                "%(document)s: the deductions of %(deducted)s won are more than its %(amount)s "
                "won. Correct them.", document=voucher._get_document_label(),
                deducted=self._won(voucher.deducted_amount), amount=self._won(voucher.amount),
            ))

    def _get_payee_fault(self):
        commitment = self.commitment_id
        words = {
            "document": self._get_document_label(), "payee": self.partner_id.name or "-",
            "commitment": commitment.display_name, "state": commitment._get_state_label(),
            "creditor": commitment.partner_id.name,
        }
        if commitment.state not in ("committed", "closed"):
            return self.env._(
                "%(document)s: its commitment %(commitment)s is %(state)s. Only a standing "
                "commitment can be claimed.", **words)
        if self.partner_id != commitment.partner_id:
            return self.env._(
                "%(document)s pays %(payee)s, but the commitment binds %(creditor)s (Local "
                "Accounting Act, Article 33). Correct the payee.", **words)
        return self.env._(
            "%(document)s needs a bank account of its payee %(payee)s (Local Accounting "
            "Act, Article 33). Choose one; accounting officers add accounts to the payee.",
            **words)

    def _check_orderable(self):
        for voucher in self.filtered(lambda one: one.state != "resolved"):
            raise UserError(self.env._(
                "%(document)s is %(state)s: only resolved vouchers are ordered for payment.",
                document=voucher._get_document_label(), state=voucher._get_state_label(),
            ))

    def _check_open(self, vals):
        """Papers may still come in until the payment is ordered."""
        if vals and set(vals) <= PAPERS and set(self.mapped("state")) <= set(self._paper_states):
            return
        super()._check_open(vals)

    def _get_capacity_order(self, state):
        """Return the voucher's payment order as a text if it stands at ``state``."""
        order = self.payment_order_id
        if order.state != state:
            return ""
        return self.env._("Payment Order %(number)s", number=order.number)

    def _get_authority_label(self, kind, value):
        if kind != "order":
            return super()._get_authority_label(kind, value)
        return self.env._("its payment order")

    def _follow_returned(self, source, amounts, day):
        """Tell the books of cash that money of this voucher came in again.

        :param source: the document by which it came, told once
        :param amounts: ``{voucher line: won}``
        """

    # ---- preparation -----------------------------------------------------

    def _complete(self, vals, commitment):
        prepared = self._prepare_from_commitment(commitment)
        fixed = {name: prepared[name] for name in ("fiscal_year_id", "department_id")}
        return {**prepared, **vals, **fixed}

    def _prepare_from_commitment(self, commitment):
        passed = commitment.inspection_ids.filtered(lambda one: one.state == "passed")
        return {
            "name": commitment.name,
            "kind": commitment.kind or "general",
            "fiscal_year_id": commitment.fiscal_year_id.id,
            "department_id": commitment.department_id.id,
            "partner_id": commitment.partner_id.id,
            "bank_account_id": commitment.partner_id.bank_ids[:1].id,
            "inspection_ids": [Command.set(passed.ids)],
            "line_ids": [
                Command.clear(),
                *(
                    Command.create({"commitment_line_id": line.id, "amount": rest})
                    for line in commitment.line_ids
                    if (rest := line._get_claimable())
                ),
            ],
        }

    def _get_next(self):
        """A resolved voucher waits for its order, unless one is drafted already."""
        drafted = self.state == "resolved" and self._get_orders().filtered(
            lambda one: one.state == "draft"
        )
        return None if drafted else super()._get_next()

    def _get_orders(self):
        return self.env["gotgan.payment.order"].search([("voucher_ids", "in", self.ids)])

    def _get_due(self):
        return self.due_date

    def _get_requests(self):
        return self.commitment_id.request_id

    def _get_invoice_number(self):
        return self.invoice_number or None
