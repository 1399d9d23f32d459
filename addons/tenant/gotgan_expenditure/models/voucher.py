from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import seoul_day, today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..deadlines import PAYMENT_DAYS, add_working_days
from ..shares import take_in_order

OFFICER = "office:disbursing_officer"
PAPERS = frozenset(["evidence_ids", "attachment_ids"])


class Voucher(models.Model):
    """지출결의: the payee's claim against a commitment, with the papers that prove it.

    The disbursing officer resolves it (지방회계법 시행령 43). It is due five working days after the
    claim (지방계약법 17, 영 67①). What it claims is taken from the commitment at that moment.
    """

    _name = "gotgan.voucher"
    _description = "Expenditure Voucher"
    _inherit = ["gotgan.expenditure.document.mixin"]

    _number_series = "voucher"
    _transitions = {
        "resolve": Transition(("draft",), "resolved", OFFICER),
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
    _paper_states = ("draft", "resolved")
    _sealed_fields = ("state", "number", "papers_date", "payment_order_id")
    _next_steps = {
        "draft": ("resolve", OFFICER),
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
        help="Five days after the claim; Saturdays, Sundays and holidays are not counted "
             "(Local Contracts Act, Article 17; Enforcement Decree, Article 67(1)).",
    )
    evidence_ids = fields.Many2many("gotgan.evidence.kind", string="Papers", copy=False)
    papers_date = fields.Date(string="Papers Received", readonly=True, copy=False)
    line_ids = fields.One2many("gotgan.voucher.line", "voucher_id", string="Lines", copy=True)
    payment_order_id = fields.Many2one(
        "gotgan.payment.order", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    amount = Won(compute="_compute_amount", store=True)
    claimed_amount = Won(
        compute="_compute_claimed_amount", readonly=False, string="Amount Claimed",
        help="Entered here, it is taken from the lines one after the other.",
    )
    state = fields.Selection([
        ("draft", "Draft"),
        ("resolved", "Resolved"),
        ("ordered", "Ordered"),
        ("paid", "Paid"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _waiting = models.Index("(state) WHERE state IN ('draft', 'resolved')")

    @api.depends("claim_date")
    def _compute_due_date(self):
        holidays = self._get_holidays()
        for voucher in self:
            voucher.due_date = voucher.claim_date and add_working_days(
                voucher.claim_date, PAYMENT_DAYS, holidays,
            )

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for voucher in self:
            voucher.amount = sum(voucher.line_ids.mapped("amount"))

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

    def _on_resolve(self):
        self._check_lines()
        self._check_payee()
        self._fix()
        lines = self.line_ids
        lines.commitment_line_id._add_total("vouchered", lines._get_sums(1))
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
        lines = self.filtered(lambda one: one.state == "resolved").line_ids
        lines.commitment_line_id._add_total("vouchered", lines._get_sums(-1))

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

    # ---- preparation -----------------------------------------------------

    def _complete(self, vals, commitment):
        prepared = self._prepare_from_commitment(commitment)
        fixed = {name: prepared[name] for name in ("fiscal_year_id", "department_id")}
        return {**prepared, **vals, **fixed}

    def _prepare_from_commitment(self, commitment):
        passed = commitment.inspection_ids.filtered(lambda one: one.state == "passed")
        return {
            "name": commitment.name,
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
                    if (rest := line.inspected - line.vouchered)
                ),
            ],
        }

    def _get_holidays(self):
        """Return the days off that hold for everybody, as entered in the working calendar."""
        leaves_sudo = self.env["resource.calendar.leaves"].sudo().search(
            [("resource_id", "=", False), ("date_to", ">=", fields.Datetime.now())], limit=200,
        )
        return {seoul_day(leave.date_from) for leave in leaves_sudo}

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
