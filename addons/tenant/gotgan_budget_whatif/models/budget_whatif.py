from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_budget.version_row import ADDRESS, VersionRow

from ..rules.solving import MissingSolver, explore
from ..wording import explain_situation

OFFICER = "group:gotgan_budget.group_budget_officer"
# What the law or a contract obliges to pay whatever happens.
PROTECTED = "budget.protected_objects"


class BudgetWhatif(models.Model):
    """추경 helper: what falls short, what may be touched, and the ways out that were found.

    Nothing here changes the budget. An accepted option becomes the draft of a supplementary
    budget, which goes the way of every other one (지방자치법 145, 지방재정법 45).
    """

    _name = "gotgan.budget.whatif"
    _description = "Supplementary Budget Helper"
    _inherit = ["gotgan.transition.mixin"]
    _order = "id desc"

    _transitions = {
        "compare": Transition(("draft", "compared"), "compared", OFFICER),
        "revise": Transition(("compared",), "draft", OFFICER),
        "accept": Transition(("compared",), "accepted", OFFICER),
    }
    _free_fields = ("note",)
    _sealed_fields = ("state", "accepted_option_id", "version_id", "is_unsure")

    name = fields.Char(string="Subject", required=True)
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict",
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    state = fields.Selection(
        [("draft", "Draft"), ("compared", "Compared"), ("accepted", "Accepted")],
        default="draft", required=True, readonly=True, copy=False,
    )
    shock_ids = fields.One2many(
        "gotgan.budget.whatif.shock", "whatif_id", string="Changes of Revenue", copy=True,
    )
    department_ids = fields.Many2many(
        "hr.department", string="Departments to Look At", help="None: all of them.",
    )
    protected_item_ids = fields.Many2many(
        "gotgan.expenditure.object", string="Objects Never Cut",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'item')]",
        compute="_compute_protected_item_ids", store=True, readonly=False, precompute=True,
        help="Duties by law or contract: pay, debt service, repayments. Cost estimates marked as "
        "a duty (의무) are protected besides.",
    )
    protected_basis = fields.Char(
        string="Basis of Protection", compute="_compute_protected_basis",
        help="The rule that names them; another edition of it makes it others.",
    )
    smallest = Won(
        string="Smallest Cut", default=1_000_000, required=True,
        help="A line is cut by at least this much, or not at all.",
    )
    fairness = fields.Integer(
        string="Fairness Between Departments", default=0, aggregator=None,
        help="0: does not count. 10: departments should lose about the same share.",
    )
    effort = fields.Integer(
        string="Search Effort", default=5, required=True, aggregator=None,
        help="How long each way is looked for, in seconds of this server's work.",
    )
    option_ids = fields.One2many(
        "gotgan.budget.whatif.option", "whatif_id", string="Options", readonly=True, copy=False,
    )
    accepted_option_id = fields.Many2one(
        "gotgan.budget.whatif.option", readonly=True, copy=False, ondelete="restrict",
    )
    version_id = fields.Many2one(
        "gotgan.budget.version", string="Supplementary Budget", readonly=True, copy=False,
        ondelete="restrict",
    )
    total = Won(string="Change of Revenue", compute="_compute_total")
    is_unsure = fields.Boolean(
        string="Not Searched to the End", readonly=True, copy=False,
        help="No way that keeps everything was found, and none was ruled out.",
    )
    situation = fields.Text(compute="_compute_situation")
    note = fields.Text()

    _fairness_range = models.Constraint(
        "CHECK (fairness BETWEEN 0 AND 10)", "The fairness lies between 0 and 10.",
    )
    _effort_range = models.Constraint(
        "CHECK (effort BETWEEN 1 AND 20)", "The search effort lies between 1 and 20 seconds.",
    )
    _smallest_positive = models.Constraint(
        "CHECK (smallest >= 1000 AND smallest % 1000 = 0)",
        "The smallest cut is a whole number of thousands of won.",
    )

    @api.depends("fiscal_year_id")
    def _compute_protected_item_ids(self):
        for whatif in self:
            edition = whatif._seek_protection()
            whatif.protected_item_ids = self.env["gotgan.expenditure.object"].search([
                ("fiscal_year_id", "=", whatif.fiscal_year_id.id), ("level", "=", "item"),
                ("code", "in", edition._get_codes() if edition else ()),
            ])

    @api.depends("fiscal_year_id")
    def _compute_protected_basis(self):
        for whatif in self:
            edition = whatif._seek_protection()
            parts = (edition._cite(), edition._get_check_mark()) if edition else ()
            whatif.protected_basis = " · ".join(filter(None, parts))

    @api.depends("shock_ids.amount")
    def _compute_total(self):
        for whatif in self:
            whatif.total = sum(whatif.shock_ids.mapped("amount"))

    @api.depends("option_ids.broken", "option_ids.missing", "state", "is_unsure")
    @api.depends_context("lang")
    def _compute_situation(self):
        for whatif in self:
            whatif.situation = explain_situation(whatif)

    @api.constrains("shock_ids", "fiscal_year_id")
    def _check_year(self):
        wrong = self.shock_ids.filtered(
            lambda one: one.funding_source_id.fiscal_year_id != one.whatif_id.fiscal_year_id
            or one.fund_id.fiscal_year_id != one.whatif_id.fiscal_year_id
        )
        if wrong:
            raise ValidationError(self.env._(
                "%(money)s is not of the fiscal year of the comparison. Choose it again.",
                money=wrong[0].funding_source_id.display_name,
            ))

    def action_compare(self):
        """Look for the ways out."""
        return self._do_transition("compare")

    def action_revise(self):
        """Change the question; the options found so far are dropped."""
        return self._do_transition("revise")

    def action_open_version(self):
        """Open the draft that the accepted option became."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "gotgan.budget.version",
            "res_id": self.version_id.id, "views": [(False, "form")],
        }

    # ---- transitions -----------------------------------------------------

    def _on_compare(self):
        for whatif in self:
            whatif._check_question()
            problem = self.env["gotgan.budget.whatif.reader"]._read_problem(whatif)
            whatif._check_answerable(problem)
            whatif._drop_options()
            try:
                answers, sure = explore(problem)
            except MissingSolver as error:
                raise UserError(self.env._(
                    "The solver is not installed on this server: the comparison cannot be made. "
                    "Ask the operator to install the package ortools."
                )) from error
            self.env["gotgan.budget.whatif.option"]._create_from(whatif, problem, answers)
            whatif._write_locked({"is_unsure": not sure})

    def _on_revise(self):
        self._drop_options()

    def _on_accept(self):
        """Draft the supplementary budget; the option was noted by the button that was pressed."""
        for whatif in self:
            option = whatif.accepted_option_id
            if not option:
                raise UserError(self.env._("Choose one of the options to accept it."))
            whatif._write_locked({"version_id": option._make_version().id})

    def _accept(self, option):
        """Accept ``option``: note it and take the step, or neither."""
        self.ensure_one()
        self._check_transition("accept", self._transitions["accept"])
        self._write_locked({"accepted_option_id": option.id})
        return self._do_transition("accept")

    # ---- checks ----------------------------------------------------------

    def _check_question(self):
        self.ensure_one()
        if not self.shock_ids:
            raise UserError(self.env._(
                "%(subject)s: nothing changes yet. Enter by how much which revenue changes.",
                subject=self.name,
            ))

    def _seek_protection(self):
        """Return the edition that names the objects never cut, or none: of the year in question."""
        year = self.fiscal_year_id
        day = min(max(today(self.env), year.date_from), year.date_to) if year else today(self.env)
        return self.env["gotgan.rule"]._seek(PROTECTED, day)

    def _check_answerable(self, problem):
        if not problem.cells:
            raise UserError(self.env._(
                "%(year)s has no budget to change. Bring in the budget first.",
                year=self.fiscal_year_id.display_name,
            ))

    def _draft_version(self, lines):
        """Return the draft 추경 that changes the cells of ``lines``, for the reasons they say."""
        self.ensure_one()
        rows = [
            VersionRow(
                *(line.cell_id[name].id for name in ADDRESS), amount=line.after, reason=line.why,
            )
            for line in lines
        ]
        revenues = self.env["gotgan.budget.whatif.revenue"]._prepare_rows(self, lines)
        return self.env["gotgan.budget.version"]._make(
            self.fiscal_year_id, "supplementary", rows, revenues, name=self.name,
        )

    def _drop_options(self):
        options_sudo = self.option_ids.sudo()
        options_sudo.unlink()

    def _get_document_label(self):
        return self.name
