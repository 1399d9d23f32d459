from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_approval.models.successor_mixin import TAKE_OVER
from odoo.addons.gotgan_approval.subject import Subject
from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_ledger.core import Posting

from ..shares import split_by_share

OFFICER = "office:commitment_officer"


class Commitment(models.Model):
    """지출원인행위: the commitment officer binds money of a request to a payee, for a reason.

    Only inside the allotted budget (지방회계법 29②): the ledger turns money kept by the request
    into committed money, never more than is left of it.
    """

    _name = "gotgan.commitment"
    _description = "Commitment"
    _inherit = [
        "gotgan.successor.mixin", "gotgan.spending.guard.mixin", "gotgan.officer.decision.mixin",
        "gotgan.spending.kind.mixin", "gotgan.expenditure.document.mixin",
    ]

    _number_series = "commitment"
    _transitions = {
        "take_over": TAKE_OVER,
        "submit": Transition(("draft",), "submitted", "drafter"),
        "commit": Transition(("draft", "submitted"), "committed", f"approval|{OFFICER}"),
        "reject": Transition(("submitted",), "draft", "approval", needs_reason=True),
        "reduce": Transition(("committed",), "committed", OFFICER, needs_reason=True),
        "cancel": Transition(("committed",), "cancelled", OFFICER, needs_reason=True),
        "discard": Transition(("draft",), "cancelled", f"author|{OFFICER}", needs_reason=True),
        # What the payments decide: everything is paid, or a transfer came back.
        "settle": Transition(("committed",), "closed", "money:paid"),
        "reopen": Transition(("closed",), "committed", "money:owed"),
    }
    _approval_kind = "commitment"
    _approval_office = "commitment_officer"
    _approval_article = "지방회계법 제29조"
    _approval_steps = {"submit": ("commit", "reject")}
    _rule_checks = dict.fromkeys(("submit", "commit"), ("spending.duplicate", "spending.split"))
    _finding_depends = ("name", "partner_id", "amount", "request_id")
    _guard_origin = "o.request_id"
    _next_steps = {"draft": ("commit", OFFICER), "submitted": ("commit", OFFICER)}

    request_id = fields.Many2one(
        "gotgan.spending.request", required=True, ondelete="restrict", index=True,
    )
    partner_id = fields.Many2one(
        "res.partner", string="Payee", ondelete="restrict", index="btree_not_null",
    )
    basis_kind = fields.Selection([
        ("contract", "Contract"),
        ("order", "Purchase Order"),
        ("decision", "Decision"),
        ("notice", "Notice of Payment"),
    ], string="Basis", required=True, default="order")
    basis = fields.Char(string="Basis Text", help="The contract, order or decision it rests on.")
    basis_date = fields.Date(string="Date of the Basis")
    inspected_kind = fields.Selection(
        [("inspection", "By Inspection"), ("none", "Not Needed")],
        string="Inspection", required=True, default="inspection",
        help="Goods, works and services are inspected before payment "
             "(Enforcement Decree of the Local Contracts Act, Article 64).",
    )
    is_final = fields.Boolean(
        string="Last of the Request", default=True,
        help="What the request kept and this commitment does not use goes back to the budget.",
    )
    line_ids = fields.One2many("gotgan.commitment.line", "commitment_id", string="Lines", copy=True)
    inspection_ids = fields.One2many(
        "gotgan.inspection", "commitment_id", string="Inspections", copy=False
    )
    voucher_ids = fields.One2many("gotgan.voucher", "commitment_id", string="Vouchers", copy=False)
    amount = Won(compute="_compute_amount", store=True)
    agreed_amount = Won(
        compute="_compute_agreed_amount", readonly=False, string="Agreed Amount",
        help="Entered here, it is spread over the lines by what the request keeps in each.",
    )
    current_amount = Won(compute="_compute_progress", string="After Reductions")
    paid = Won(compute="_compute_progress", string="Paid Amount")
    unpaid = Won(compute="_compute_progress", string="Owed")
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "In Approval"),
        ("committed", "In Force"),
        ("closed", "Paid Up"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    requester_id = fields.Many2one(
        related="request_id.create_uid", store=True, precompute=True, string="Requested By",
    )

    _two_people = models.Constraint(
        "CHECK (signer_id <> create_uid AND signer_id <> requester_id"
        " AND signer_id <> successor_id)",
        "Who wrote a commitment, or asked for its money, does not sign it.",
    )
    _waiting = models.Index("(state) WHERE state IN ('draft', 'submitted', 'committed')")

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for commitment in self:
            commitment.amount = sum(commitment.line_ids.mapped("amount"))

    @api.depends("amount")
    def _compute_agreed_amount(self):
        for commitment in self:
            commitment.agreed_amount = commitment.amount

    @api.depends("line_ids.amount", "line_ids.reduced", "line_ids.paid")
    def _compute_progress(self):
        for commitment in self:
            lines = commitment.line_ids
            commitment.current_amount = sum(line.amount - line.reduced for line in lines)
            commitment.paid = sum(lines.mapped("paid"))
            commitment.unpaid = commitment.current_amount - commitment.paid

    @api.onchange("request_id")
    def _onchange_request_id(self):
        if self.request_id:
            self.update(self._prepare_from_request(self.request_id))

    @api.onchange("agreed_amount")
    def _onchange_agreed_amount(self):
        if self.agreed_amount != self.amount:
            parts = split_by_share(self.agreed_amount, self.line_ids.mapped("split_rest"))
            for line, part in zip(self.line_ids, parts, strict=True):
                line.amount = part

    @api.constrains("request_id")
    def _check_request(self):
        self.line_ids._check_split()

    @api.model_create_multi
    def create(self, vals_list):
        parents = self._get_parents("request_id", vals_list)
        return super().create([
            self._complete(vals, parent) for vals, parent in zip(vals_list, parents, strict=True)
        ])

    def action_commit(self):
        """Bind the money as commitment officer."""
        return self._do_transition("commit")

    def action_cancel(self):
        """Undo the commitments, with a reason; the money returns to the requests."""
        return self._do_transition("cancel")

    def action_discard(self):
        """Drop drafts, with a reason."""
        return self._do_transition("discard")

    def action_reduce(self):
        """Open the dialog that lowers the commitment."""
        self.ensure_one()
        self._check_transition("reduce", self._transitions["reduce"])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reduce %(commitment)s", commitment=self.number),
            "res_model": "gotgan.commitment.reduction",
            "view_mode": "form",
            "target": "new",
            "context": {"default_commitment_id": self.id},
        }

    def action_new_inspection(self):
        """Open an inspection prefilled with what is not yet inspected."""
        return self._get_new_action("gotgan.inspection", self.env._("New Inspection"))

    def action_new_voucher(self):
        """Open vouchers prefilled with what was inspected and not yet claimed."""
        return self._get_new_action("gotgan.voucher", self.env._("New Voucher"))

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        self._check_lines()
        self._check_complete()

    def _on_commit(self):
        self._check_lines()
        self._check_complete()
        self._fix()
        for day, commitments in self._get_days():
            lines = commitments.line_ids
            holds = self.env["gotgan.ledger"]._commit(
                [
                    Posting(one.split_id.hold_id.id, one.amount, one.commitment_id.id)
                    for one in lines
                ],
                source_model=self._name,
                date=day,
            )
            lines._set_holds(holds)
        self.filtered("is_final").request_id._release()
        self.request_id._follow_money()

    def _on_cancel(self, reason):
        """The money stays with the request: another commitment can be made, or it is closed."""
        for commitment in self:
            busy = sum(commitment.line_ids.mapped("vouchered"))
            inspected = commitment.inspection_ids.filtered(lambda one: one.state == "passed")
            if busy or inspected:
                raise UserError(self.env._(
                    "%(document)s cannot be cancelled: %(busy)s won of it are in vouchers, and "
                    "%(count)s inspections stand. Cancel those first.",
                    document=commitment._get_document_label(), busy=self._won(busy),
                    count=len(inspected),
                ))
        lines = self.line_ids.filtered(lambda one: one.amount > one.reduced)
        self.env["gotgan.ledger"]._uncommit(
            [
                Posting(one.hold_id.id, one.amount - one.reduced, one.commitment_id.id)
                for one in lines
            ],
            source_model=self._name,
            date=today(self.env),
            reason=reason,
        )
        self.request_id._follow_money()

    def _on_reduce(self, reason):
        """Give back all that nobody has delivered or claimed yet."""
        self._lower({line: line._get_open() for line in self.line_ids if line._get_open()}, reason)

    def _lower(self, amounts, reason):
        """Lower ``{commitment line: won}``; the money goes back to the budget cells."""
        if not amounts:
            raise UserError(self.env._(
                "Nothing is left to reduce: everything was inspected or claimed already.",
            ))
        lines = self.env["gotgan.commitment.line"].union(*amounts)
        deltas = {line.id: won for line, won in amounts.items()}
        lines.filtered(lambda one: one.commitment_id.inspected_kind == "none")._add_total(
            "inspected", {one: -won for one, won in deltas.items()},
        )
        lines._add_total("reduced", deltas)
        self.env["gotgan.ledger"]._decommit(
            [Posting(line.hold_id.id, won, line.commitment_id.id) for line, won in amounts.items()],
            source_model=self._name, date=today(self.env), reason=reason,
        )

    def _reduce(self, amounts, reason):
        """Lower single lines as commitment officer; leaves an event like any transition."""
        capacities = self._check_transition("reduce", self._transitions["reduce"])
        self._lower(amounts, reason)
        self._log_events("reduce", {one.id: one.state for one in self}, capacities, reason)
        self._follow_money()

    def _follow_money(self):
        """Close the commitments that are paid up, and open those that are owed again."""
        paid = self.filtered(
            lambda one: one.state == "committed" and one._get_capacity_money("paid")
        )
        owed = self.filtered(lambda one: one.state == "closed" and one._get_capacity_money("owed"))
        if paid:
            paid._do_transition("settle")
        if owed:
            owed._do_transition("reopen")

    def _get_capacity_money(self, value):
        """Return a text if what is paid decides the step by itself."""
        if value == "paid":
            return self.env._("All of it is paid") if self.paid and not self.unpaid else ""
        return self.env._("A transfer came back") if self.unpaid else ""

    def _check_complete(self):
        for commitment in self:
            request = commitment.request_id
            if request.state != "approved":
                raise UserError(self.env._(
                    "%(document)s: the request %(request)s is %(state)s. A commitment needs an "
                    "approved request (Local Accounting Act, Article 29).",
                    document=commitment._get_document_label(), request=request.display_name,
                    state=request._get_state_label(),
                ))
            if not commitment.partner_id or not commitment.basis:
                raise UserError(self.env._(
                    "%(document)s needs a payee and the basis it rests on (contract, order or "
                    "decision). Enter them first.", document=commitment._get_document_label(),
                ))

    # ---- preparation -----------------------------------------------------

    def _complete(self, vals, request):
        """Return ``vals`` with what the request decides, and its lines where none are given."""
        prepared = self._prepare_from_request(request)
        fixed = {name: prepared[name] for name in ("fiscal_year_id", "department_id")}
        return {**prepared, **vals, **fixed}

    def _prepare_from_request(self, request):
        splits = request.line_ids.split_ids.filtered("rest")
        return {
            "name": request.name,
            "kind": request.kind or "general",
            "fiscal_year_id": request.fiscal_year_id.id,
            "department_id": request.department_id.id,
            "partner_id": request.partner_id.id,
            **request._prepare_basis(),
            "line_ids": [
                Command.clear(),
                *(Command.create({"split_id": one.id, "amount": one.rest}) for one in splits),
            ],
        }

    def _get_next(self):
        """What was inspected is claimed by accounting; who asked for it inspects the rest.

        Where a line decides about the voucher, who asked writes that, too.
        """
        if self.state != "committed":
            return super()._get_next()
        if self.voucher_ids.filtered(lambda one: one.state == "draft"):
            return None
        if any(line._get_claimable() > 0 for line in self.line_ids):
            lined = self.request_id._is_governed_for("voucher")
            return ("claim", "requester" if lined else "office:disbursing_officer")
        drafts = self.inspection_ids.filtered(lambda one: one.state == "draft")
        waits = any(line.amount - line.reduced > line.inspected for line in self.line_ids)
        return ("inspect", "requester") if waits and not drafts else None

    def _get_person(self, kind):
        if kind == "requester":
            return self.request_id._get_author()
        return super()._get_person(kind)

    def _get_approval_subject(self):
        """Return what those who sign look at: whom it binds to, on what, from which lines."""
        known = self.fields_get(["request_id", "partner_id", "basis", "note"], ["string"])
        values = (
            ("request_id", self.request_id.display_name), ("partner_id", self.partner_id.name),
            ("basis", self.basis), ("note", self.note),
        )
        *rows, note = [(known[name]["string"], text or "-") for name, text in values]
        rows += [
            (line.budget_line_id.display_name, self._word_won(line.amount))
            for line in self.line_ids
        ]
        if self.note:
            rows.append(note)
        return Subject(self.name, self.amount, self.department_id, rows=tuple(rows))

    def _get_requests(self):
        return self.request_id

    def _get_new_action(self, model, title):
        if len(self) == 1:
            return {
                "type": "ir.actions.act_window", "name": title, "res_model": model,
                "view_mode": "form", "context": {"default_commitment_id": self.id},
            }
        documents = self.env[model].create([{"commitment_id": one.id} for one in self])
        return documents._get_list_action(title)
