import base64
from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

from ..preview import prepare_problems
from ..subjects.columns import SECTIONS
from ..subjects.entering import enter
from ..subjects.masters import SubjectMasters
from ..subjects.plan import make_plan
from ..subjects.reader import read_rows

DECIDED = ("decision_number", "date_voted", "approval_number", "date_approved", "date_effective")


class SubjectImport(models.TransientModel):
    """Enter the budget of an agency that its board has decided, from a table in 관·항·목.

    지방공기업법 65 (corporations), 지방출자출연법 18 (agencies): the board decides, the parent
    government approves. Agencies without e호조 have their budget as a spreadsheet. The preview
    tries everything, the steps with their rules too, and undoes it; confirming does it all or
    nothing.
    """

    _name = "gotgan.budget.subject.import"
    _description = "Budget by Subjects from a File"

    state = fields.Selection(
        [("file", "File"), ("preview", "Preview")], default="file", required=True, readonly=True,
    )
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="cascade",
        default=lambda self: self._default_fiscal_year_id(),
    )
    kind = fields.Selection(
        [("original", "Original Budget"), ("supplementary", "Supplementary Budget")],
        required=True, compute="_compute_kind", store=True, readonly=False, precompute=True,
        help="An original budget has all of its rows in the file; a supplementary one those it "
             "changes, with the amount after the change.",
    )
    file = fields.Binary(
        string="Budget File", help="CSV or XLSX; the headings are those of the empty form.",
    )
    file_name = fields.Char()
    function_id = fields.Many2one(
        "gotgan.function", string="Section of New Projects", ondelete="cascade",
        compute="_compute_function_id", store=True, readonly=False, precompute=True,
        domain="[('level', '=', 'section'), ('fiscal_year_id', '=', fiscal_year_id)]",
        help="Of projects that do not exist yet and whose rows name no 분야 and 부문.",
    )
    date_voted = fields.Date(string="The Board Decided On")
    decision_number = fields.Char(string="No. of the Decision")
    date_approved = fields.Date(string="The City Approved On")
    approval_number = fields.Char(string="No. of the Approval")
    date_effective = fields.Date(
        string="Takes Effect On", compute="_compute_date_effective", store=True, readonly=False,
        precompute=True,
    )
    row_count = fields.Integer(string="Rows", readonly=True)
    error_count = fields.Integer(string="Errors", readonly=True)
    warning_count = fields.Integer(string="Notices", readonly=True)
    operating_revenue = Won(string="Operating Revenue", readonly=True)
    capital_revenue = Won(string="Capital Revenue", readonly=True)
    operating_amount = Won(string="Operating Expenditure", readonly=True)
    capital_amount = Won(string="Capital Expenditure", readonly=True)
    revenue_amount = Won(string="Revenue", readonly=True)
    amount = Won(string="Expenditure", readonly=True)
    problem_ids = fields.One2many("gotgan.budget.subject.problem", "wizard_id", readonly=True)

    # ---- defaults and computes -------------------------------------------

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    @api.depends("fiscal_year_id")
    def _compute_kind(self):
        for wizard in self:
            wizard.kind = "supplementary" if wizard._get_head() else "original"

    @api.depends("fiscal_year_id")
    def _compute_function_id(self):
        """The section most projects of the year are in, else the year's first one."""
        for wizard in self:
            year = wizard.fiscal_year_id._origin.id
            used = self.env["gotgan.program"]._read_group(
                [("fiscal_year_id", "=", year), ("function_id", "!=", False)], ["function_id"],
                ["__count"], order="__count DESC", limit=1,
            )
            wizard.function_id = used[0][0] if used else self.env["gotgan.function"].search(
                [("fiscal_year_id", "=", year), ("level", "=", "section")], order="code", limit=1,
            )

    @api.depends("fiscal_year_id", "kind")
    def _compute_date_effective(self):
        day = today(self.env)
        for wizard in self:
            year = wizard.fiscal_year_id
            first = wizard.kind == "original" or not year
            wizard.date_effective = (
                year.date_from if first else min(max(day, year.date_from), year.date_to)
            )

    # ---- actions ---------------------------------------------------------

    def action_preview(self):
        """Read the file, try everything, and show the sums and every fault."""
        self.ensure_one()
        rows, plan, problems = self._read()
        if not problems.errors:
            self._rehearse(plan, problems)
        self.write({**self._prepare_preview(rows, plan, problems), "state": "preview"})
        return self._reopen()

    def action_back(self):
        """Choose another file, or other days."""
        self.write({"state": "file", "problem_ids": [Command.clear()]})
        return self._reopen()

    def action_confirm(self):
        """Make the version, and take it as far as it was decided; all of it or nothing."""
        self.ensure_one()
        _rows, plan, problems = self._read()
        if problems.errors:
            raise UserError(self.env._(
                "%(file)s has %(count)s errors and nothing was entered. Look at the preview again.",
                file=self.file_name or self.env._("The file"), count=problems.errors,
            ))
        version = self._enter(plan)
        return {
            "type": "ir.actions.act_window", "res_model": version._name, "res_id": version.id,
            "view_mode": "form", "views": [(False, "form")],
        }

    # ---- reading ---------------------------------------------------------

    def _read(self):
        """Return (rows, plan, problems) of the file as it is now."""
        data = self._get_bytes()
        masters = SubjectMasters(self.fiscal_year_id)
        rows, problems = read_rows(data)
        self._judge_choice(problems)
        plan = make_plan(rows, masters, self._get_function(masters), problems)
        return rows, plan, problems

    def _get_bytes(self):
        if not self.file:
            raise UserError(self.env._("Choose the file of the budget first."))
        return base64.b64decode(self.with_context(bin_size=False).file)

    def _get_function(self, masters):
        chosen = self.function_id.id
        return next((name for name, one in masters.functions.items() if one == chosen), None)

    def _judge_choice(self, problems):
        """Gather what is wrong with what was chosen beside the file."""
        year, head, day = self.fiscal_year_id.year, self._get_head(), today(self.env)
        if self.env["gotgan.budget.version"]._default_authority() != "board":
            problems.add(0, "", "not_an_agency")
        if not self.function_id:
            problems.add(0, "", "no_function", year=year)
        if self.kind == "original" and head and head.kind != "provisional":
            problems.add(0, "", "has_budget", year=year, name=head.name)
        if self.kind == "supplementary" and not head:
            problems.add(0, "", "no_budget", year=year)
        for one in (self.date_voted, self.date_approved):
            if one and one > day:
                problems.add(0, "", "later_day", day=fields.Date.to_string(one))
        if self.date_approved and not (self.date_voted and self.date_voted <= self.date_approved):
            problems.add(0, "", "days_out_of_order")

    def _get_head(self):
        return self.env["gotgan.budget.version"]._get_head(self.fiscal_year_id._origin)

    # ---- entering --------------------------------------------------------

    def _rehearse(self, plan, problems):
        """Do everything and undo it; what stands in the way is a problem of the preview."""
        try:
            with self.env.cr.savepoint() as savepoint:
                version = self._enter(plan)
                if not version.line_ids and not version.revenue_ids:
                    problems.add(0, "", "nothing_new")
                self.env.flush_all()
                savepoint.rollback()
        except UserError as error:
            problems.add(0, "", "refused", message=str(error))

    def _enter(self, plan):
        version = enter(plan, SubjectMasters(self.fiscal_year_id), self.kind, self._get_days())
        version.write({"note": self.env._(
            "From the file %(file)s (SHA-256 %(digest)s).",
            file=self.file_name or "-", digest=sha256(self._get_bytes()).hexdigest(),
        )})
        return version

    def _get_days(self):
        due = self.date_effective and self.date_effective <= today(self.env)
        return {**{name: self[name] for name in DECIDED}, "is_due": due}

    # ---- preview ---------------------------------------------------------

    def _prepare_preview(self, rows, plan, problems):
        operating, capital = SECTIONS
        return {
            "row_count": len(rows), "error_count": problems.errors,
            "warning_count": problems.warnings,
            "operating_revenue": plan.total(plan.earned, operating),
            "capital_revenue": plan.total(plan.earned, capital),
            "operating_amount": plan.total(plan.spent, operating),
            "capital_amount": plan.total(plan.spent, capital),
            "revenue_amount": sum(row.amount for row in plan.earned),
            "amount": sum(row.amount for row in plan.spent),
            "problem_ids": [
                Command.clear(), *map(Command.create, prepare_problems(problems)),
            ],
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window", "name": self.env._("Budget by Subjects"),
            "res_model": self._name, "res_id": self.id, "view_mode": "form", "target": "new",
        }
