from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_approval.models.successor_mixin import TAKE_OVER
from odoo.addons.gotgan_approval.subject import Subject
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_ledger.core import Posting

from ..case import build_case

OFFICER = "office:commitment_officer"
# Where the regulation on delegated decisions speaks, its line decides; else the office does.
DECIDER = f"approval|{OFFICER}"
EITHER = f"author|{OFFICER}"


class SpendingRequest(models.Model):
    """품의: what a department wants to spend, on which budget lines. Submission keeps its money.

    The commitment officer accepts it (지방회계법 29) and then uses the money kept, wholly or in
    parts. What is not used goes back to the budget line when the request is closed or cancelled.
    """

    _name = "gotgan.spending.request"
    _description = "Spending Request"
    _inherit = [
        "gotgan.successor.mixin",
        "gotgan.spending.request.check.mixin", "gotgan.spending.approval.mixin",
        "gotgan.spending.similar.mixin",
        "gotgan.spending.workbench.mixin", "gotgan.spending.kind.mixin",
        "gotgan.expenditure.document.mixin",
    ]

    _number_series = "spending_request"
    _transitions = {
        "take_over": TAKE_OVER,
        "submit": Transition(("draft",), "submitted", "author"),
        "approve": Transition(("submitted",), "approved", DECIDER),
        "reject": Transition(("submitted",), "draft", DECIDER, needs_reason=True),
        "cancel": Transition(
            ("draft", "submitted", "approved"), "cancelled", EITHER, needs_reason=True,
        ),
        "close": Transition(("approved",), "closed", EITHER, needs_reason=True),
        # What the money itself decides: nothing is left of it, or some of it came back.
        "settle": Transition(("approved",), "closed", "money:used"),
        "reopen": Transition(("closed",), "approved", "money:back"),
    }
    _approval_kind = "spending_request"
    _approval_steps = {"submit": ("approve", "reject")}
    _rule_checks = {"submit": (
        "spending.duplicate", "spending.split", "spending.prior_year", "spending.object_words",
        "spending.promotion_names", "spending.card_objects", "spending.year_end",
    )}
    _finding_depends = (
        "name", "kind", "partner_id", "amount", "note", "date", "fiscal_year_id",
        "line_ids.budget_line_id", "line_ids.amount",
    )
    _next_steps = {
        "draft": ("submit", "author"),
        "submitted": ("approve", OFFICER),
        "approved": ("commit", OFFICER),
    }

    fiscal_year_id = fields.Many2one(
        readonly=False, default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    department_id = fields.Many2one(
        readonly=False, default=lambda self: self._default_department_id(),
    )
    partner_id = fields.Many2one(
        "res.partner", string="Expected Payee", ondelete="restrict", index="btree_not_null",
    )
    template_id = fields.Many2one(
        "gotgan.spending.template", string="Saved Case", readonly=True, ondelete="set null",
        index="btree_not_null", help="The saved case it was written from.",
    )
    repeated_id = fields.Many2one(
        "gotgan.spending.request", string="Repeats", readonly=True, copy=False,
        ondelete="set null", index="btree_not_null", help="The earlier case it was written from.",
    )
    line_ids = fields.One2many(
        "gotgan.spending.request.line", "request_id", string="Lines", copy=True
    )
    commitment_ids = fields.One2many(
        "gotgan.commitment", "request_id", string="Commitments", copy=False
    )
    amount = Won(compute="_compute_amount", store=True)
    rest = Won(compute="_compute_rest", string="Not Committed", help="Money kept and not yet used.")
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "Submitted"),
        ("approved", "Approved"),
        ("closed", "Closed"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    approver_id = fields.Many2one(
        "res.users", string="Approved By", readonly=True, copy=False, ondelete="restrict",
    )

    _two_people = models.Constraint(
        "CHECK (approver_id <> create_uid AND approver_id <> successor_id)",
        "Who asks for the money does not approve it.",
    )
    _waiting = models.Index("(state) WHERE state IN ('draft', 'submitted', 'approved')")

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for request in self:
            request.amount = sum(request.line_ids.mapped("amount"))

    @api.depends("line_ids.split_ids.hold_id", "state")
    def _compute_rest(self):
        for request in self:
            request.rest = sum(request.line_ids.split_ids.hold_id.mapped("rest"))

    @api.constrains("department_id", "fiscal_year_id")
    def _check_address(self):
        self.line_ids._check_address()

    def action_submit(self):
        """Keep the money on the budget lines and hand the request to the commitment officer."""
        return self._do_transition("submit")

    def action_approve(self):
        """Accept the requests as commitment officer."""
        return self._do_transition("approve")

    def action_reject(self):
        """Return the requests to their authors, with a reason; the money goes back."""
        return self._do_transition("reject")

    def action_cancel(self):
        """Cancel the requests, with a reason; the money goes back."""
        return self._do_transition("cancel")

    def action_close(self):
        """Give back what was not committed, with a reason."""
        return self._do_transition("close")

    def action_new_commitment(self):
        """Open commitments prefilled from the requests; several at once are made as drafts."""
        if len(self) == 1:
            return {
                "type": "ir.actions.act_window",
                "name": self.env._("New Commitment"),
                "res_model": "gotgan.commitment",
                "view_mode": "form",
                "context": {"default_request_id": self.id},
            }
        commitments = self.env["gotgan.commitment"].create([{"request_id": one.id} for one in self])
        return commitments._get_list_action(self.env._("New Commitments"))

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        self._check_lines()
        self._check_splits()
        self._fix()
        for day, requests in self._get_days():
            splits = requests.line_ids.split_ids.filtered("amount")
            holds = self.env["gotgan.ledger"]._reserve(
                [Posting(one.cell_id.id, one.amount, one.request_id.id) for one in splits],
                source_model=self._name, date=day,
            )
            splits._set_holds(holds)

    def _on_approve(self):
        """Who asks for money does not grant it: asking and committing are different duties."""
        for request in self:
            if request._get_author() == self.env.user:
                raise AccessError(self.env._(
                    "%(document)s was written by you. Who asks for the money does not approve it "
                    "(Local Accounting Act, Article 36). A deputy or acting officer decides.",
                    document=request._get_document_label(),
                ))
        self._write_locked({"approver_id": self.env.uid})

    def _on_reject(self, reason):
        self._release(reason)

    def _on_cancel(self, reason):
        for request in self:
            standing = request.commitment_ids.filtered(lambda one: one.state != "cancelled")
            if standing:
                raise UserError(self.env._(
                    "%(document)s has the commitment %(commitment)s. Cancel that one first, or "
                    "close the request to give back the rest of %(rest)s won.",
                    document=request._get_document_label(), rest=self._won(request.rest),
                    commitment=standing[0].display_name,
                ))
        self._release(reason)

    def _on_close(self, reason):
        self._release(reason)

    def _release(self, reason=None):
        """Give the unused part of the requests back to their cells."""
        splits = self.line_ids.split_ids.filtered("hold_id.rest")
        splits._release_rest({split.id: split.hold_id.rest for split in splits}, reason)
        self._forget_figures()

    def _follow_money(self):
        """Close the requests whose money is used up, and open those that got some back."""
        self._forget_figures()
        used = self.filtered(
            lambda one: one.state == "approved" and one._get_capacity_money("used")
        )
        back = self.filtered(lambda one: one.state == "closed" and one._get_capacity_money("back"))
        if used:
            used._do_transition("settle")
        if back:
            back._do_transition("reopen")

    def _forget_figures(self):
        """Read anew what the ledger has just changed."""
        self.invalidate_recordset(["rest"])
        self.line_ids.split_ids.invalidate_recordset(["rest", "available"])

    def _get_capacity_money(self, value):
        """Return a text if the money of the request decides the step by itself."""
        holds = self.line_ids.split_ids.hold_id
        left = any(hold.rest for hold in holds)
        if value == "used":
            return self.env._("All of it is committed") if holds and not left else ""
        return self.env._("A commitment was taken back") if left else ""

    def _check_splits(self):
        for line in self.line_ids:
            parts = sum(line.split_ids.mapped("amount"))
            if parts != line.amount:
                raise UserError(self.env._(
                    "%(document)s, %(line)s: the funding sources add up to %(parts)s won, the line "
                    "to %(amount)s won. Open the line and correct the split.",
                    document=line.request_id._get_document_label(),
                    line=line.budget_line_id.display_name,
                    parts=self._won(parts), amount=self._won(line.amount),
                ))

    def _get_approval_subject(self):
        """Return what those who approve look at: what for, to whom, from which budget lines."""
        fields_of = self.fields_get(["partner_id", "note", "line_ids"], ["string"])
        rows = [
            (fields_of["partner_id"]["string"], self.partner_id.name or "-"),
            *(
                (line.budget_line_id.display_name, self._word_won(line.amount))
                for line in self.line_ids
            ),
            *([(fields_of["note"]["string"], self.note)] if self.note else []),
        ]
        return Subject(self.name, self.amount, self.department_id, rows=tuple(rows))

    def _get_next(self):
        """An approved request waits for its commitment, unless one is under way already.

        Where a line decides about it, who asked for the money writes it.
        """
        under_way = self.state == "approved" and self.commitment_ids.filtered(
            lambda one: one.state in ("draft", "submitted")
        )
        if self.state == "approved" and not under_way and self._is_governed_for("commitment"):
            return ("bind", "author")
        return None if under_way else super()._get_next()

    def _get_requests(self):
        return self

    def _get_case(self, focus):
        """Return the whole chain of this request as plain data; ``focus`` is the document shown."""
        return build_case(self, focus) if self.id else False

    def _get_case_labels(self):
        _ = self.env._
        return {
            "requested": _("Requested"), "committed": _("Committed"), "vouchered": _("Claimed"),
            "paid": _("Paid Amount"), "rest": _("Kept, not committed"),
        }
