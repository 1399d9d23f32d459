from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_approval.models.successor_mixin import TAKE_OVER
from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..cashbook import take_oldest

OFFICER = "office:commitment_officer"
CASHIER = "office:imprest_cashier"
PAPERS = frozenset(["evidence_ids", "attachment_ids"])


class PettyUse(models.Model):
    """일상경비 사용: what a department buys from petty cash.

    The commitment officer of the department (분임재무관) approves, the imprest cashier pays from
    the cash book against papers (지방회계법 34, 시행령 38), the oldest grants of its object first.
    """

    _name = "gotgan.petty.use"
    _description = "Use of Petty Cash"
    _inherit = [
        "gotgan.successor.mixin", "gotgan.spending.guard.mixin", "gotgan.advance.document.mixin",
    ]

    _number_series = "petty_use"
    _transitions = {
        "take_over": TAKE_OVER,
        "submit": Transition(("draft",), "submitted", "author"),
        "approve": Transition(("submitted",), "approved", OFFICER),
        "reject": Transition(("submitted",), "draft", OFFICER, needs_reason=True),
        "pay": Transition(("approved",), "paid", CASHIER),
        "cancel": Transition(
            ("draft", "submitted", "approved"), "cancelled", f"author|{OFFICER}",
            needs_reason=True,
        ),
        "undo": Transition(("paid",), "cancelled", CASHIER, needs_reason=True),
    }
    _rule_checks = {
        "submit": ("spending.duplicate", "spending.split"),
        "approve": ("spending.duplicate", "spending.split"),
        "pay": ("spending.duplicate",),
    }
    _finding_depends = ("name", "partner_id", "amount", "date", "budget_line_id")
    # It has no request: its own case, which no request's number can be.
    _guard_origin = "(-o.id)"
    _guard_lines = "SELECT o.budget_line_id"
    _guard_twins = ("gotgan.spending.request", "gotgan.voucher")
    _guard_parts = ("gotgan.spending.request",)
    _paper_states = ("draft", "submitted", "approved")
    _sealed_fields = ("state", "number", "decided_by_id", "paid_by_id", "paid_date")
    _next_steps = {
        "draft": ("submit", "author"),
        "submitted": ("approve", OFFICER),
        "approved": ("disburse", CASHIER),
    }

    designation_id = fields.Many2one(
        "gotgan.petty.designation", string="Petty Cash", required=True, ondelete="restrict",
        index=True, domain=[("state", "=", "designated")],
        default=lambda self: self._default_designation_id(),
    )
    fiscal_year_id = fields.Many2one(
        related="designation_id.fiscal_year_id", store=True, precompute=True,
    )
    department_id = fields.Many2one(
        related="designation_id.department_id", store=True, precompute=True, index=True,
    )
    imprest_cashier_office_id = fields.Many2one(related="designation_id.imprest_cashier_office_id")
    budget_line_id = fields.Many2one(
        "gotgan.budget.line", required=True, ondelete="restrict", index=True,
    )
    partner_id = fields.Many2one(
        "res.partner", string="Payee", required=True, ondelete="restrict", index=True,
    )
    amount = Won(required=True)
    method = fields.Selection([
        ("transfer", "Transfer"), ("card", "Official Card"), ("cash", "Cash"),
    ], string="Way of Payment", required=True, default="card")
    available = Won(
        compute="_compute_available", string="Left for the Object",
        help="What the grants of this budget line still hold.",
    )
    evidence_ids = fields.Many2many("gotgan.evidence.kind", string="Papers", copy=False)
    paid_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict",
    )
    paid_date = fields.Date(string="Paid On", readonly=True, copy=False)
    move_ids = fields.One2many(
        "gotgan.petty.move", "res_id", string="Entries", readonly=True, copy=False,
        domain=[("res_model", "=", "gotgan.petty.use")],
    )
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "Submitted"),
        ("approved", "Approved"),
        ("paid", "Paid"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a use cannot be negative.",
    )
    _payer_apart = models.Constraint(
        "CHECK (paid_by_id IS NULL OR paid_by_id <> decided_by_id)",
        "Who approves a use of petty cash does not pay it.",
    )
    _waiting = models.Index("(state) WHERE state IN ('draft', 'submitted', 'approved')")

    def _default_designation_id(self):
        user_sudo = self.env.user.sudo()
        return self.env["gotgan.petty.designation"]._find(
            user_sudo.employee_id.department_id, self.env["gotgan.fiscal.year"]._get_current(),
        )

    @api.depends("designation_id.balance", "budget_line_id", "state")
    def _compute_available(self):
        for use in self:
            use.available = sum(use._get_grants().mapped("rest"))

    @api.constrains("budget_line_id", "designation_id")
    def _check_address(self):
        for use in self:
            line, petty = use.budget_line_id, use.designation_id
            if (line.department_id, line.fiscal_year_id) != (
                petty.department_id, petty.fiscal_year_id,
            ):
                raise ValidationError(self.env._(
                    "%(budget)s belongs to another department or year than %(petty)s. Choose a "
                    "budget line of the same.", budget=line.display_name,
                    petty=petty.display_name,
                ))

    def action_submit(self):
        """Hand the use to the commitment officer."""
        return self._do_transition("submit")

    def action_approve(self):
        """Approve as commitment officer."""
        return self._do_transition("approve")

    def action_reject(self):
        """Return to the author, with a reason."""
        return self._do_transition("reject")

    def action_pay(self):
        """Pay from the cash book as imprest cashier."""
        return self._do_transition("pay")

    def action_cancel(self):
        """Cancel before it is paid, with a reason."""
        return self._do_transition("cancel")

    def action_undo(self):
        """Take a payment back into the cash book, with a reason."""
        return self._do_transition("undo")

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        for use in self:
            if use.designation_id.state != "designated":
                raise UserError(self.env._(
                    "%(document)s: %(petty)s is %(state)s. Petty cash is spent under a "
                    "designation in force (Local Accounting Act, Article 34).",
                    document=use._get_document_label(), petty=use.designation_id.display_name,
                    state=use.designation_id._get_state_label(),
                ))
            if use.amount <= 0:
                raise UserError(self.env._(
                    "%(document)s needs an amount above zero.", document=use._get_document_label(),
                ))
            use._check_available()
        self._fix()

    def _on_approve(self):
        self._decide()

    def _on_pay(self):
        """From the oldest grants of the object; without papers nothing is paid."""
        for use in self.sorted("id"):
            use._check_papers()
            use._check_claims()
            use._check_available()
            grants = use._get_grants()
            taken = take_oldest(use.amount, grants.mapped("rest"))
            parts = {
                grant: won for grant, won in zip(grants, taken, strict=True) if won
            }
            self.env["gotgan.petty.move"]._post("spend", parts, use, today(self.env))
        self._write_locked({"paid_by_id": self.env.uid, "paid_date": today(self.env)})

    def _on_undo(self, _reason):
        for use in self.sorted("id"):
            parts = {}
            for move in use.move_ids.filtered(lambda one: one.kind == "spend"):
                parts[move.advance_id] = parts.get(move.advance_id, 0) + move.amount
            self.env["gotgan.petty.move"]._post("undo", parts, use, today(self.env))

    def _check_available(self):
        left = sum(self._get_grants().mapped("rest"))
        if self.amount > left:
            raise UserError(self.env._(
                "%(document)s: petty cash holds %(left)s won for %(budget)s, asked %(won)s won. "
                "Ask for a grant first, or lower the amount (Local Accounting Act, Article 34).",
                document=self._get_document_label(), left=self._won(left),
                budget=self.budget_line_id.display_name, won=self._won(self.amount),
            ))

    def _check_papers(self):
        if not self.evidence_ids or not self.attachment_ids:
            raise UserError(self.env._(
                "%(document)s has no papers. Attach the receipt and tick its kind before paying "
                "(Rules on Accounting, Article 59-2).", document=self._get_document_label(),
            ))

    def _check_claims(self):
        """Petty cash keeps nothing back: what somebody else has a right to goes by a voucher."""
        unkept = self.env["gotgan.payee.claim"]._find_unkept(self.partner_id, self.amount)
        for claim_sudo, won in unkept.items():
            raise UserError(self.env._(
                "%(document)s: %(won)s won of what is owed to %(payee)s belong to %(claimant)s "
                "(%(case)s, served %(day)s). Pay it by a voucher that keeps them back, or have "
                "the claim ended with a reason (Civil Execution Act, Article 227; Civil Act, "
                "Article 450).", document=self._get_document_label(), won=self._won(won),
                payee=self.partner_id.name, claimant=claim_sudo.claimant_id.name,
                case=claim_sudo.name, day=claim_sudo.received_on,
            ))

    def _get_object_codes(self):
        return self.budget_line_id.subitem_id.mapped("code")

    def _check_open(self, vals):
        """Papers may still come in until it is paid."""
        early = set(self.mapped("state")) <= {"draft", "submitted", "approved"}
        if vals and set(vals) <= PAPERS and early:
            return
        super()._check_open(vals)

    def _get_grants(self):
        """Return the grants of the budget line that still hold something, the oldest first."""
        return self.env["gotgan.advance"].search([
            ("designation_id", "=", self.designation_id._origin.id or self.designation_id.id),
            ("budget_line_id", "=", self.budget_line_id.id),
            ("state", "=", "open"), ("rest", ">", 0),
        ], order="date, id")
