from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from odoo.addons.gotgan_base.fields import Won

from ..shares import split_by_share


class SpendingRequestLine(models.Model):
    """An amount on one budget line, split over the line's cells by what is available there."""

    _name = "gotgan.spending.request.line"
    _description = "Line of a Spending Request"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "request_id, id"
    _rec_name = "name"

    _parent_field = "request_id"
    _read_whole = True

    request_id = fields.Many2one(
        "gotgan.spending.request", required=True, ondelete="cascade", index=True,
    )
    name = fields.Char(string="Particulars")
    budget_line_id = fields.Many2one(
        "gotgan.budget.line", required=True, ondelete="restrict", index=True,
    )
    amount = Won(required=True)
    split_ids = fields.One2many(
        "gotgan.spending.request.split", "line_id", string="Funding Sources", copy=True,
    )
    state = fields.Selection(related="request_id.state")
    appropriated = Won(related="budget_line_id.appropriated")
    allotted = Won(related="budget_line_id.allotted")
    in_use = Won(compute="_compute_in_use", string="Requested and Committed")
    available = Won(related="budget_line_id.available")

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a line cannot be negative.",
    )

    @api.depends("budget_line_id")
    def _compute_in_use(self):
        for line in self:
            line.in_use = line.budget_line_id.requested + line.budget_line_id.committed

    @api.onchange("budget_line_id", "amount")
    def _onchange_amount(self):
        self.split_ids = [Command.clear(), *self._prepare_splits(self.budget_line_id, self.amount)]

    @api.constrains("budget_line_id", "request_id")
    def _check_address(self):
        for line in self:
            request, budget = line.request_id, line.budget_line_id
            if (budget.department_id, budget.fiscal_year_id) != (
                request.department_id, request.fiscal_year_id,
            ):
                raise ValidationError(self.env._(
                    "%(budget)s belongs to %(department)s, %(year)s: a request of %(own)s in "
                    "%(own_year)s cannot spend it. Choose a budget line of the same department "
                    "and year.", budget=budget.display_name,
                    department=budget.department_id.name, own=request.department_id.name,
                    year=budget.fiscal_year_id.display_name,
                    own_year=request.fiscal_year_id.display_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        ids = [vals.get("budget_line_id") for vals in vals_list]
        lines = self.env["gotgan.budget.line"].browse(dict.fromkeys(filter(None, ids)))
        by_id = dict(zip(lines.ids, lines, strict=True))
        return super().create([
            vals if vals.get("split_ids") else {**vals, "split_ids": self._prepare_splits(
                by_id.get(line_id, lines.browse()), vals.get("amount") or 0,
            )}
            for vals, line_id in zip(vals_list, ids, strict=True)
        ])

    def write(self, vals):
        done = super().write(vals)
        if {"amount", "budget_line_id"} & set(vals) and "split_ids" not in vals:
            for line in self:
                splits = self._prepare_splits(line.budget_line_id, line.amount)
                line.split_ids = [Command.clear(), *splits]
        return done

    def action_open_funding(self):
        """Show how the line is split over its funding sources; a draft's split can be changed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.budget_line_id.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _prepare_splits(self, budget_line, amount):
        """Return the commands that spread ``amount`` over the cells of the budget line."""
        cells = budget_line.cell_ids
        parts = split_by_share(amount, cells.mapped("available"))
        return [
            Command.create({"cell_id": cell.id, "amount": part})
            for cell, part in zip(cells, parts, strict=True)
            if part or len(cells) > 1
        ]

    def _get_by_budget_line(self):
        """Return ``{budget line: won}`` of the lines."""
        sums = defaultdict(int)
        for line in self:
            sums[line.budget_line_id] += line.amount
        return sums
