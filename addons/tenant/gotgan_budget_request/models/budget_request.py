from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding

OFFICER = "group:gotgan_budget.group_budget_officer"
HEAD = "group:gotgan_budget_request.group_head"
SUMS = ("requested", "first", "second", "settled", "amount", "base_amount", "last_amount",
        "difference")
# The amount column that is worked on in each state, and the round that worked on it.
ROUNDS = {
    "draft": "requested", "returned": "requested", "submitted": "first",
    "bureau_reviewed": "second", "office_reviewed": "settled", "settled": "settled",
}


class BudgetRequest(models.Model):
    """예산요구서: what one department asks for in one preparation, and what becomes of it.

    부서 → 실국 → 예산부서 → 단체장. Each round begins with the figures of the one before and keeps
    them beside its own; a figure is changed with a reason, and who changed it stays to be seen.
    """

    _name = "gotgan.budget.request"
    _description = "Budget Request"
    _inherit = [
        "gotgan.budget.shared.row.mixin", "gotgan.paper.mixin", "gotgan.budget.request.check.mixin",
        "gotgan.budget.request.round.mixin",
    ]
    _order = "cycle_id desc, department_id"

    _transitions = {
        "submit": Transition(("draft", "returned"), "submitted", "department:"),
        "withdraw": Transition(("submitted",), "draft", "department:"),
        "bureau_review": Transition(("submitted",), "bureau_reviewed", "bureau:"),
        "office_review": Transition(("bureau_reviewed",), "office_reviewed", OFFICER),
        "settle": Transition(("office_reviewed",), "settled", HEAD),
        "return": Transition(
            ("submitted", "bureau_reviewed", "office_reviewed", "settled"), "returned",
            "reviewer:", needs_reason=True,
        ),
    }
    _open_states = ("draft", "returned")
    _sealed_fields = ("state", "run")

    cycle_id = fields.Many2one(
        "gotgan.budget.cycle", required=True, index=True, ondelete="restrict",
        default=lambda self: self._default_cycle_id(),
    )
    fiscal_year_id = fields.Many2one(related="cycle_id.fiscal_year_id", store=True)
    kind = fields.Selection(related="cycle_id.kind")
    subject_set = fields.Selection(related="cycle_id.subject_set")
    department_id = fields.Many2one(
        "hr.department", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user._get_department(),
    )
    state = fields.Selection(
        [
            ("draft", "Being Written"),
            ("returned", "Returned"),
            ("submitted", "Handed In"),
            ("bureau_reviewed", "First Review"),
            ("office_reviewed", "Reviewed by the Budget Office"),
            ("settled", "Settled"),
        ],
        default="draft", required=True, readonly=True, copy=False, index=True,
    )
    date_due = fields.Date(related="cycle_id.date_due")
    is_late = fields.Boolean(string="Late", compute="_compute_is_late")
    due_text = fields.Char(string="Time Left", compute="_compute_is_late")
    note = fields.Text(string="Summary", help="What the department wants to achieve, in brief.")
    line_ids = fields.One2many("gotgan.budget.request.line", "request_id", string="Lines")
    revenue_ids = fields.One2many(
        "gotgan.budget.request.revenue", "request_id", string="Revenue Requests",
    )
    indicator_ids = fields.One2many(
        "gotgan.budget.request.indicator", "request_id", string="Goals and Indicators",
    )
    review_ids = fields.One2many(
        "gotgan.budget.review", "request_id", string="Reviews", readonly=True,
    )
    guideline_ids = fields.One2many(related="cycle_id.guideline_ids")
    line_count = fields.Integer(compute="_compute_sums", store=True, string="Number of Lines")
    requested = Won(compute="_compute_sums", store=True)
    first = Won(string="First Review", compute="_compute_sums", store=True)
    second = Won(string="Second Review", compute="_compute_sums", store=True)
    settled = Won(string="Settled Amount", compute="_compute_sums", store=True)
    amount = Won(
        string="As It Stands", compute="_compute_sums", store=True,
        help="The figure of the round that is under way.",
    )
    base_amount = Won(string="Budget So Far", compute="_compute_sums", store=True)
    last_amount = Won(
        string="Last Year's Original Budget", compute="_compute_sums", store=True,
        help="Of what is asked for again: works that ended are not in it.",
    )
    difference = Won(string="Increase or Decrease", compute="_compute_sums", store=True)
    revenue = Won(compute="_compute_revenue", store=True)
    ceiling = Won(
        compute="_compute_ceiling",
        help="Of each account the ceiling that leaves least, the department's own or its bureau's.",
    )
    ceiling_used = Won(compute="_compute_ceiling", string="Counts Towards the Ceiling")
    ceiling_left = Won(compute="_compute_ceiling", string="Left Under the Ceiling")
    may_review = fields.Boolean(compute="_compute_may_review")
    gap_count = fields.Integer(
        compute="_compute_gap_count", string="Lines to Adjust",
        help="Lines whose estimates do not add up to the decided figure.",
    )

    _once = models.UniqueIndex(
        "(cycle_id, department_id)", "This department has a request in this preparation already.",
    )

    def _default_cycle_id(self):
        return self.env["gotgan.budget.cycle"].search([("state", "=", "open")], limit=1)

    @api.depends("department_id")
    def _compute_allowed_transitions(self):
        """The department decides whose request it is."""
        return super()._compute_allowed_transitions()

    @api.depends("cycle_id", "department_id")
    def _compute_display_name(self):
        for request in self:
            names = (request.cycle_id.display_name, request.department_id.name)
            request.display_name = " · ".join(filter(None, names))

    @api.depends("date_due", "state")
    def _compute_is_late(self):
        day = today(self.env)
        for request in self:
            waits = bool(request.date_due) and request.state in request._open_states
            left = (request.date_due - day).days if waits else 0
            request.is_late = waits and left < 0
            request.due_text = self._get_left_text(left) if waits else False

    @api.depends("line_ids", *(f"line_ids.{name}" for name in SUMS))
    def _compute_sums(self):
        for request in self:
            request.line_count = len(request.line_ids)
            for name in SUMS:
                request[name] = sum(request.line_ids.mapped(name))

    @api.depends("revenue_ids.amount")
    def _compute_revenue(self):
        for request in self:
            request.revenue = sum(request.revenue_ids.mapped("amount"))

    @api.depends("cycle_id", "department_id", "amount")
    def _compute_ceiling(self):
        self._forget_used()
        for request in self:
            ceilings = request._get_tightest_ceilings()
            request.ceiling = sum(ceilings.mapped("amount"))
            request.ceiling_used = sum(ceilings.mapped("used"))
            request.ceiling_left = request.ceiling - request.ceiling_used

    @api.depends("state", "department_id")
    @api.depends_context("uid")
    def _compute_may_review(self):
        for request in self:
            request.may_review = bool(request._get_capacity_round(""))

    @api.depends("state", "line_ids.estimate_gap")
    def _compute_gap_count(self):
        for request in self:
            request.gap_count = len(request.line_ids.filtered("estimate_gap"))

    @api.constrains("cycle_id", "department_id")
    def _check_cycle_open(self):
        for request in self:
            if request.cycle_id.state == "made":
                raise ValidationError(self.env._(
                    "%(cycle)s is done: its version is made. Ask the budget office to reopen it.",
                    cycle=request.cycle_id.display_name,
                ))

    def copy_data(self, default=None):
        raise UserError(self.env._(
            "A department has one request in a preparation. Open the new one and choose Take Over "
            "Last Year's.",
        ))

    def action_submit(self):
        """Hand the request to the bureau; what was asked for stays as it is."""
        return self._do_transition("submit")

    def action_withdraw(self):
        """Take the request back before the bureau has looked at it."""
        return self._do_transition("withdraw")

    def action_bureau_review(self):
        """Pass the request on to the budget office."""
        return self._do_transition("bureau_review")

    def action_office_review(self):
        """Pass the request on to the head of the agency."""
        return self._do_transition("office_review")

    def action_settle(self):
        """Settle the request; it is ready for the version."""
        return self._do_transition("settle")

    def action_return(self):
        """Give the request back to its department, with a reason."""
        return self._do_transition("return")

    def action_review(self):
        """Cut or add: a few lines by hand, or many by a percentage, with a preview."""
        return self._get_dialog("gotgan.budget.review.dialog", self.env._("Cut or Add"))

    def action_review_revenue(self):
        """Cut or add revenue that the department expects."""
        action = self._get_dialog("gotgan.budget.review.dialog", self.env._("Cut or Add"))
        return {**action, "context": {**action["context"], "of_revenue": True}}

    def action_take_over(self):
        """Take last year's lines and estimates over, with a rate."""
        return self._get_dialog(
            "gotgan.budget.take.over", self.env._("Take Over Last Year's Budget"),
        )

    def action_refresh_figures(self):
        """Read last year's and the current figures again."""
        self.line_ids._refresh_figures()

    def action_adjust_estimates(self):
        """Make the estimates of every line add up to the decided figure."""
        self.line_ids.filtered("estimate_gap").action_adjust_estimates()

    def action_open_gaps(self):
        """Show the lines whose estimates do not add up to the decided figure."""
        return {
            **self.action_open_lines(),
            "domain": [("id", "in", self.line_ids.filtered("estimate_gap").ids)],
        }

    def action_open_lines(self):
        """Show 요구 · 1차 · 2차 · 조정 of this request side by side."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_budget_request.budget_request_line_action",
        )
        return {**action, "domain": [("request_id", "in", self.ids)], "context": {}}

    # ---- adjusting -------------------------------------------------------

    def _may_adjust(self):
        """Return whether the person may say how the decided figures are made up."""
        officer = self.env.user.has_group("gotgan_budget.group_budget_officer")
        return self._is_adjustable() and bool(officer or self._get_capacity_department(""))

    def _is_adjustable(self):
        return self.state == "settled" and self.cycle_id.version_id.state != "in_force"

    def _check_adjustable(self):
        """:raises UserError: the figures are not decided yet, or the budget is in force"""
        for request in self.filtered(lambda one: not one._is_adjustable()):
            raise UserError(self.env._(
                "%(document)s is %(state)s: estimates are adjusted to the settled figure once the "
                "request is settled, and until its budget is in force.",
                document=request._get_document_label(), state=request._get_state_label(),
            ))

    def _check_complete(self):
        """Refuse what cannot be judged: no lines, or money that is nobody's."""
        for request in self:
            if not request.line_ids and not request.revenue_ids:
                raise UserError(self.env._(
                    "%(document)s has no lines. Write what the department asks for, or take last "
                    "year's over.", document=request._get_document_label(),
                ))
        self.line_ids._check_funding()

    def _check_budget_request_ceiling(self, edition):
        """Yield a finding for each ceiling the department goes beyond.

        Who answers for a request answers for what was asked: a cut in a review needs nobody again.
        """
        self._forget_used()
        for ceiling in self._get_ceilings().filtered(lambda one: one.left < 0):
            lines = self.line_ids.filtered(lambda one, by=ceiling: one.fund_id == by.fund_id)
            yield Finding(
                self.env._(
                    "%(department)s, %(fund)s: %(used)s won is asked for, the ceiling is "
                    "%(amount)s won; %(over)s won too much.",
                    department=ceiling.department_id.name, fund=ceiling.fund_id.name,
                    used=won_text(ceiling.used), amount=won_text(ceiling.amount),
                    over=won_text(-ceiling.left),
                ),
                fix=self.env._("Lower the request, or have the ceiling raised."),
                facts=("ceiling", ceiling.id, ceiling.amount, sum(lines.mapped("requested"))),
            )

    # ---- authority -------------------------------------------------------

    def _get_capacity_department(self, _value):
        """Return a text if the person works in the department that asks."""
        user = self.env.user
        own = user._get_department() == self.department_id and bool(self.department_id)
        mine = own and not user.has_group("gotgan_base.group_auditor")
        return f"{self.department_id.name} {user.name}" if mine else ""

    def _get_capacity_bureau(self, _value):
        """Return a text for the head of the bureau; of a department under none, the officer."""
        user = self.env.user
        above = self.department_id._get_lineage()
        if user.has_group("gotgan_budget_request.group_bureau_head"):
            place = user._get_department()
            return f"{place.name} {user.name}" if place.id in above else ""
        direct = not self.department_id.parent_id
        return self._get_capacity_group("gotgan_budget.group_budget_officer") if direct else ""

    def _get_capacity_round(self, _value):
        """Return a text if the person may change the figures of the round that is under way."""
        if self.state == "submitted":
            return self._get_capacity_bureau("")
        if self.state == "bureau_reviewed":
            return self._get_capacity_group("gotgan_budget.group_budget_officer")
        if self.state == "office_reviewed":
            return self._get_capacity_group("gotgan_budget_request.group_head")
        return ""

    def _get_capacity_reviewer(self, _value):
        """Return a text if the person may give the request back in its present state."""
        if self.state == "settled" or not self._get_capacity_round(""):
            if self.cycle_id.state == "made" or self.state not in ("submitted", "settled"):
                return ""
            return self._get_capacity_group("gotgan_budget.group_budget_officer")
        return self._get_capacity_round("")

    def _get_authority_label(self, kind, value):
        _ = self.env._
        labels = {
            "department": _("the department that asks"), "bureau": _("the head of the bureau"),
            "reviewer": _("whoever reviews it now"), "round": _("whoever reviews it now"),
        }
        return labels.get(kind) or super()._get_authority_label(kind, value)

    # ---- inside ----------------------------------------------------------

    def _get_round(self):
        """Return the name of the amount column that is worked on now."""
        self.ensure_one()
        return ROUNDS[self.state]

    def _get_ceilings(self):
        """Return the ceilings the department stands under, its bureau's included."""
        lineage = self.department_id._get_lineage() if self.department_id else []
        return self.cycle_id.ceiling_ids.filtered(lambda one: one.department_id.id in lineage)

    def _get_tightest_ceilings(self):
        """Return, of each account, the one ceiling that leaves the department least."""
        ceilings = self._get_ceilings().sorted("left")
        return ceilings.browse([group[0].id for group in ceilings.grouped("fund_id").values()])

    def _forget_used(self):
        """What counts towards ceilings changes with lines of any department under them."""
        self.cycle_id.ceiling_ids.invalidate_recordset(["used", "left"], flush=False)

    @api.model
    def _get_left_text(self, left):
        return f"D-{left}" if left > 0 else "D-day" if not left else f"D+{-left}"

    def _get_dialog(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_request_id": self.id, "dialog_size": "extra-large"},
        }

    def _get_document_label(self):
        return self.display_name
