from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_rule.citing import names_article

from ..estimate_tree import MARKS, Row, weigh
from ..wording import explain_formula

# Where a new row stands until somebody moves it: below all that are there.
LAST = 1_000_000


class BudgetEstimateMixin(models.AbstractModel):
    """산출근거: what a figure is computed from, as a list in order with its depth (Ο, ο, -).

    A row with deeper rows right below it is their sum; every other row is worth its formula,
    rounded up to 천원 as the budget book prints it. The concrete model gives ``parent_id`` and
    ``_rows_field``, the field of the line that holds its rows.
    """

    _name = "gotgan.budget.estimate.mixin"
    _description = "Cost Estimate"
    _inherit = ["gotgan.budget.shared.row.mixin"]
    _order = "line_id, sequence, id"
    _rec_names_search = ["name", "formula"]

    _rows_field = None

    line_id = fields.Many2one(
        "gotgan.budget.request.line", required=True, index=True, ondelete="cascade",
    )
    request_id = fields.Many2one(related="line_id.request_id", store=True, index=True)
    department_id = fields.Many2one(related="line_id.department_id", store=True)
    sequence = fields.Integer(default=LAST)
    level = fields.Selection(
        [(str(depth), mark) for depth, mark in enumerate(MARKS, start=1)], string="Depth",
        required=True, default="1",
        help="Ο is the upper row, ο stands under it, - under that. A row with deeper rows below "
             "it is their sum.",
    )
    name = fields.Char(string="Cost Estimate", required=True)
    formula = fields.Char(
        help="As people write it: 5,000원*300부*2회, (1,200,000원+300,000원)*12월*70%.",
    )
    amount = Won(compute="_compute_amount", store=True)
    shown_amount = Won(
        string="Amount as Typed", compute="_compute_shown_amount",
        help="The amount, also while rows around it are being typed.",
    )
    is_sum = fields.Boolean(string="Sum of Its Parts", compute="_compute_amount", store=True)
    problem = fields.Char(string="To Mend", compute="_compute_problem")
    is_duty = fields.Boolean(
        string="Legal Duty",
        help="The law obliges the agency to spend it (법정의무경비): it is not cut where revenue "
        "falls short. Rows under it belong to it.",
    )
    duty_ground = fields.Char(
        string="Basis of the Duty", help="The act or ordinance with its article.",
    )

    @api.depends(lambda self: self._get_row_depends())
    def _compute_amount(self):
        for line in self.line_id:
            rows = line[self._rows_field]._in_order()
            for row, value in zip(rows, rows._weigh(), strict=True):
                if row in self:
                    row.amount, row.is_sum = value.amount, bool(value.children)
                    row.parent_id = rows[value.parent] if value.parent is not None else False
        for row in self.filtered(lambda one: one not in one.line_id[self._rows_field]):
            value = row._weigh()[0]
            row.amount, row.is_sum, row.parent_id = value.amount, False, False

    def _compute_shown_amount(self):
        """No dependencies: the screen is told by the onchange of the line, row by row."""
        for row in self:
            row.shown_amount = row.amount

    @api.depends("formula", "is_sum", "name")
    @api.depends_context("lang")
    def _compute_problem(self):
        for row in self:
            fault = row._weigh()[0].problem
            row.problem = explain_formula(self.env, row, *fault) if fault else (
                self.env._(
                    "%(name)s is the sum of the rows below it: empty its formula, or make those "
                    "rows as deep as this one.", name=row.name or "",
                ) if row.is_sum and (row.formula or "").strip() else False
            )

    @api.constrains("formula", "level", "sequence", "line_id")
    def _check_formula(self):
        rows = self.line_id[self._rows_field]
        faults = [row.problem for row in rows if row.problem]
        faults += [
            self.env._(
                "%(line)s would be below zero. Correct the estimates.", line=line.display_name,
            )
            for line, parts in rows.grouped("line_id").items() if parts._get_total() < 0
        ]
        if faults:
            raise ValidationError("\n".join(faults))

    @api.constrains("is_duty", "duty_ground")
    def _check_duty_ground(self):
        for row in self.filtered("is_duty"):
            if not names_article(row.duty_ground):
                raise ValidationError(self.env._(
                    "%(name)s is marked as a duty by law: write the act or ordinance with its "
                    "article, or take the mark away.", name=row.name,
                ))

    @api.onchange("formula", "level", "line_id")
    def _onchange_formula(self):
        """Show what the row comes to as soon as it is typed."""
        self.shown_amount = self.amount

    @api.model
    def _get_row_depends(self):
        own = ("formula", "level", "sequence")
        rows = f"line_id.{self._rows_field}"
        return (*own, rows, *(f"{rows}.{name}" for name in own)) if self._rows_field else own

    def _get_total(self):
        """Return what these rows of one line come to."""
        return sum(self.filtered(lambda one: not one.parent_id).mapped("amount"))

    def _in_order(self):
        """Return the rows as they stand on the page; rows not yet saved keep their place."""
        places = {row: place for place, row in enumerate(self)}
        return self.sorted(lambda row: (row.sequence, places[row]))

    def _weigh(self):
        return weigh([Row(int(row.level or 1), row.formula or "") for row in self])
