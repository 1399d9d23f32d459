from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding

from ..schedule import find_legal_days
from ..versioning import build_revenues, build_rows, find_open_requests

OFFICER = "group:gotgan_budget.group_budget_officer"
TOTALS = ("requested", "first", "second", "settled", "amount", "base_amount", "last_amount")
DAYS = ("date_due", "date_bureau", "date_office", "submission_date", "vote_date")


class BudgetCycle(models.Model):
    """One preparation of a budget: the call, the ceilings, what departments ask, what is settled.

    The bill goes to the council 50 days (시도) or 40 days (시군구) before the year begins and is
    voted 15 or 10 days before it (지방자치법 142①②). An agency's board decides, and its parent city
    approves. What is settled becomes a version of the budget.
    """

    _name = "gotgan.budget.cycle"
    _description = "Budget Cycle"
    _inherit = ["gotgan.rule.check.mixin"]
    _order = "fiscal_year_id desc, kind, round desc"

    _transitions = {
        "open": Transition(("draft",), "open", OFFICER),
        "make_version": Transition(("open",), "made", OFFICER),
        "reopen": Transition(("made",), "open", OFFICER, needs_reason=True),
    }
    _open_states = ("draft", "open")
    _sealed_fields = ("state", "version_id")
    _rule_checks = {"make_version": ("budget.subsidy_balance",)}
    _finding_depends = ("request_ids.amount", "request_ids.revenue")

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_fiscal_year_id(),
    )
    kind = fields.Selection(
        [("original", "Original Budget"), ("supplementary", "Supplementary Budget")],
        required=True, default="original",
    )
    round = fields.Integer(
        string="Supplementary Budget No.", aggregator=None, default=0,
        help="1 for the first supplementary budget (추경) of the year; 0 for the original one.",
    )
    authority = fields.Selection(
        [("council", "Council"), ("board", "Board and Parent City")],
        string="Decided By", required=True, default=lambda self: self._default_authority(),
    )
    subject_set = fields.Selection(
        [("local_government", "Local Government"), ("affiliated_agency", "Affiliated Agency")],
        string="Set of Subjects", compute="_compute_subject_set",
    )
    unit = fields.Selection(
        [("1000", "Thousand Won"), ("1", "Won")], string="Split Funding In", required=True,
        default="1000", help="The unit in which amounts are split over funding sources.",
    )
    state = fields.Selection(
        [("draft", "Being Set Up"), ("open", "Collecting Requests"), ("made", "Version Made")],
        default="draft", required=True, readonly=True, copy=False,
    )
    date_due = fields.Date(string="Departments Hand In By")
    date_bureau = fields.Date(
        string="First Review By", help="By the bureaus, or by whoever stands above the department.",
    )
    date_office = fields.Date(string="Budget Office Reviews By")
    submission_date = fields.Date(
        string="Bill Handed In By", compute="_compute_legal_dates", store=True, readonly=False,
        help="Local Autonomy Act, Article 142(1): 50 days (province) or 40 days (city, county, "
             "district) before the fiscal year begins.",
    )
    vote_date = fields.Date(
        string="Vote By", compute="_compute_legal_dates", store=True, readonly=False,
        help="Local Autonomy Act, Article 142(2): 15 days (province) or 10 days (city, county, "
             "district) before the fiscal year begins.",
    )
    next_day = fields.Date(compute="_compute_next_day")
    next_day_text = fields.Char(string="Calendar", compute="_compute_next_day")
    guideline_ids = fields.One2many("gotgan.budget.guideline", "cycle_id", string="Guidelines")
    ceiling_ids = fields.One2many("gotgan.budget.ceiling", "cycle_id", string="Ceilings")
    request_ids = fields.One2many("gotgan.budget.request", "cycle_id", string="Requests")
    balance_ids = fields.One2many(
        "gotgan.budget.cycle.balance", "cycle_id", string="Balance per Fund", readonly=True,
    )
    version_id = fields.Many2one(
        "gotgan.budget.version", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )
    requested = Won(compute="_compute_totals")
    first = Won(string="First Review", compute="_compute_totals")
    second = Won(string="Second Review", compute="_compute_totals")
    settled = Won(string="Settled Amount", compute="_compute_totals")
    amount = Won(string="As It Stands", compute="_compute_totals")
    base_amount = Won(string="Budget So Far", compute="_compute_totals")
    last_amount = Won(
        string="Last Year's Original Budget", compute="_compute_totals",
        help="Of what is asked for again: works that ended are not in it.",
    )
    revenue = Won(compute="_compute_revenue")
    missing = Won(
        string="Revenue Missing", compute="_compute_revenue",
        help="Expenditure less revenue; the budget must balance in every fund.",
    )
    request_count = fields.Integer(compute="_compute_progress", string="Requests in All")
    settled_count = fields.Integer(compute="_compute_progress", string="Settled Requests")
    late_count = fields.Integer(compute="_compute_progress", string="Late Requests")

    _once = models.UniqueIndex(
        "(fiscal_year_id, kind, round)", "This budget is being prepared already.",
    )
    _round_fits = models.Constraint(
        "CHECK ((kind = 'original') = (round = 0) AND round >= 0)",
        "A supplementary budget has a number from 1; the original budget has none.",
    )

    def _default_fiscal_year_id(self):
        years = self.env["gotgan.fiscal.year"].search([("year", ">", today(self.env).year)])
        return years[-1:] or self.env["gotgan.fiscal.year"]._get_current()

    def _default_authority(self):
        parameter_sudo = self.env["ir.config_parameter"].sudo()
        kind = parameter_sudo.get_param("gotgan.kind", "municipality")
        return "council" if kind == "municipality" else "board"

    @api.depends("fiscal_year_id", "kind", "round")
    def _compute_display_name(self):
        for cycle in self:
            year = cycle.fiscal_year_id.display_name or ""
            cycle.display_name = self.env._("%(year)s Original Budget", year=year) if (
                cycle.kind == "original"
            ) else self.env._(
                "%(year)s Supplementary Budget No. %(round)s", year=year, round=cycle.round,
            )

    @api.depends("authority")
    def _compute_subject_set(self):
        for cycle in self:
            cycle.subject_set = (
                "local_government" if cycle.authority == "council" else "affiliated_agency"
            )

    @api.depends("fiscal_year_id", "kind", "authority")
    def _compute_legal_dates(self):
        for cycle in self:
            days = find_legal_days(cycle)
            cycle.submission_date = days.get("submission_date")
            cycle.vote_date = days.get("vote_date")

    @api.depends(*DAYS, "state")
    def _compute_next_day(self):
        day = today(self.env)
        for cycle in self:
            coming = [(cycle[name], name) for name in DAYS if cycle[name] and cycle[name] >= day]
            cycle.next_day = min(coming)[0] if coming else False
            known = sorted((cycle[name], place) for place, name in enumerate(DAYS) if cycle[name])
            cycle.next_day_text = " · ".join(
                cycle._get_day_text(DAYS[place], day) for _date, place in known
            )

    @api.depends(*(f"request_ids.{name}" for name in TOTALS))
    def _compute_totals(self):
        for cycle in self:
            for name in TOTALS:
                cycle[name] = sum(cycle.request_ids.mapped(name))

    @api.depends("request_ids.revenue", "request_ids.amount")
    def _compute_revenue(self):
        for cycle in self:
            cycle.revenue = sum(cycle.request_ids.mapped("revenue"))
            cycle.missing = cycle.amount - cycle.revenue

    @api.depends("request_ids.state", "request_ids.is_late")
    def _compute_progress(self):
        for cycle in self:
            requests = cycle.request_ids
            cycle.request_count = len(requests)
            cycle.settled_count = len(requests.filtered(lambda one: one.state == "settled"))
            cycle.late_count = len(requests.filtered("is_late"))

    def copy_data(self, default=None):
        raise UserError(self.env._(
            "A budget is prepared once. Make a new cycle, and take last year's figures over in the "
            "requests.",
        ))

    def action_open(self):
        """Call for requests: every department gets its own."""
        return self._do_transition("open")

    def action_make_version(self):
        """Turn what is settled into a version of the budget, and open it."""
        self.ensure_one()
        self._do_transition("make_version")
        return self.action_open_version()

    def action_reopen(self):
        """Go back to the requests, with a reason; the draft of the version is dropped."""
        return self._do_transition("reopen")

    def action_open_version(self):
        """Open the version this preparation ended in."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "gotgan.budget.version",
            "res_id": self.version_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_open_requests(self):
        """Show the board: each department with its state, its figures and its ceiling."""
        return self._get_action("budget_request_action", [("cycle_id", "in", self.ids)])

    def action_open_comparison(self):
        """Show 요구 · 1차 · 2차 · 조정 side by side."""
        action = self._get_action("budget_request_line_action", [("cycle_id", "in", self.ids)])
        return {**action, "context": {"search_default_group_department": 1}}

    def action_add_departments(self):
        """Give every department that has no request yet an empty one."""
        self._create_requests()

    # ---- effects ---------------------------------------------------------

    def _on_open(self):
        self._create_requests()

    def _on_make_version(self):
        for cycle in self:
            waiting = find_open_requests(cycle)
            if waiting:
                raise UserError(self.env._(
                    "%(cycle)s: these requests are not settled yet, so nothing can be made of "
                    "them:\n%(requests)s", cycle=cycle.display_name,
                    requests="\n".join(
                        f"· {one.department_id.name} ({one._get_state_label()})" for one in waiting
                    ),
                ))
            version = self.env["gotgan.budget.version"]._make(
                cycle.fiscal_year_id, cycle.kind, build_rows(cycle), build_revenues(cycle),
                round=cycle.round,
            )
            cycle._write_locked({"version_id": version.id})

    def _on_reopen(self, reason):
        for cycle in self:
            version = cycle.version_id
            if version.state not in ("draft", "rejected", "cancelled"):
                raise UserError(self.env._(
                    "%(cycle)s: the version %(version)s is %(state)s. What the body has before it "
                    "is changed as an amended bill, not here.", cycle=cycle.display_name,
                    version=version.display_name, state=version._get_state_label(),
                ))
            cycle._write_locked({"version_id": False})
            if version.state == "draft":
                version._do_transition("cancel")

    def _check_budget_subsidy_balance(self, _edition):
        """Yield a finding for each fund whose transfers do not go out as they come in."""
        self.env["gotgan.budget.cycle.balance"].invalidate_model(flush=False)
        self.invalidate_recordset(["balance_ids"], flush=False)
        for row in self.balance_ids.filtered("transfer_missing"):
            yield Finding(
                self.env._(
                    "%(fund)s: the State and the province give %(revenue)s won, %(expenditure)s "
                    "won is spent from it; the difference is %(missing)s won.",
                    fund=row.fund_id.name, revenue=won_text(row.transfer_revenue),
                    expenditure=won_text(row.transfer_expenditure),
                    missing=won_text(row.transfer_missing),
                ),
                fix=self.env._("Correct the funding ratios or the revenue requests."),
                facts=("transfer", row.fund_id.id, row.transfer_missing),
            )

    # ---- inside ----------------------------------------------------------

    def _create_requests(self):
        """Create the missing requests of departments; the officer may, whoever writes them."""
        for cycle in self:
            present = cycle.request_ids.department_id
            self.env["gotgan.budget.request"].create([
                {"cycle_id": cycle.id, "department_id": department.id}
                for department in cycle._find_departments() - present
            ])

    def _find_departments(self):
        """Return who is called: those with a budget this year or last, or a ceiling; else all."""
        self.ensure_one()
        numbers = (self.fiscal_year_id.year, self.fiscal_year_id.year - 1)
        lines = self.env["gotgan.budget.line"]._read_group(
            [("fiscal_year_id.year", "in", numbers)], ["department_id"],
        )
        departments = self.env["hr.department"].union(*(row[0] for row in lines))
        departments |= self.ceiling_ids.department_id.filtered(lambda one: not one.child_ids)
        return departments.filtered("active") or self.env["hr.department"].search([])

    def _get_day_text(self, name, day):
        """Return one date of the calendar with the days left: ``부서 제출 10.16.(D-3)``."""
        left = (self[name] - day).days
        count = f"D-{left}" if left > 0 else "D-day" if not left else f"D+{-left}"
        return f"{self._get_day_label(name)} {self[name]:%m.%d.} ({count})"

    def _get_day_label(self, name):
        """Return what a day of the calendar is called; an agency has a board, not a council."""
        if self.authority == "board" and name == "submission_date":
            return self.env._("Parent City Approves By")
        if self.authority == "board" and name == "vote_date":
            return self.env._("Board Decides By")
        return self._fields[name]._description_string(self.env)

    def _get_action(self, name, domain):
        action = self.env["ir.actions.act_window"]._for_xml_id(f"gotgan_budget_request.{name}")
        return {**action, "domain": domain, "context": {}}

    def _get_document_label(self):
        return self.display_name
