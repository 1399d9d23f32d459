from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..taking_over import estimate_total


class BudgetTakeOverLine(models.TransientModel):
    """One line of last year's budget, and the object it gets this year."""

    _name = "gotgan.budget.take.over.line"
    _description = "Line to Take Over"
    _order = "id"
    _rec_name = "budget_line_id"

    take_over_id = fields.Many2one("gotgan.budget.take.over", required=True, ondelete="cascade")
    budget_line_id = fields.Many2one("gotgan.budget.line", required=True, readonly=True)
    fund_id = fields.Many2one(related="budget_line_id.fund_id")
    project_id = fields.Many2one(related="budget_line_id.project_id", string="Project")
    former_subitem_id = fields.Many2one(
        related="budget_line_id.subitem_id", string="Last Year's Object",
    )
    subitem_id = fields.Many2one("gotgan.expenditure.object", string="This Year's Object")
    status = fields.Selection(
        [("same", "As It Was"), ("mapped", "New Code"), ("decide", "To Decide"),
         ("present", "Is There Already")],
        readonly=True, required=True, default="same",
    )
    note = fields.Char(string="What the Table Says", readonly=True)
    is_chosen = fields.Boolean(string="Take", default=True)
    amount = Won(string="Last Year's", readonly=True)
    rate = fields.Float(
        string="Rate (%)", digits=(16, 2), compute="_compute_rate", store=True, readonly=False,
        aggregator=None,
    )
    new_amount = Won(string="Taken Over", compute="_compute_new_amount")

    @api.depends("take_over_id.rate")
    def _compute_rate(self):
        for line in self:
            line.rate = line.take_over_id.rate or 100

    @api.depends("amount", "rate", "is_chosen")
    def _compute_new_amount(self):
        for line in self:
            line.new_amount = estimate_total(
                line.budget_line_id, line.amount, line.rate,
            ) if line.is_chosen else 0

    @api.model
    def _prepare_lines(self, request):
        """Return values of all lines the department had in the year before."""
        year = request.env["gotgan.fiscal.year"].search(
            [("year", "=", request.fiscal_year_id.year - 1)], limit=1,
        )
        sums = self.env["gotgan.budget.cell"]._read_group(
            [("fiscal_year_id", "=", year.id), ("voted", ">", 0),
             ("department_id", "=", request.department_id.id)],
            ["line_id"], ["voted:sum"],
        )
        targets = self._find_targets([line.subitem_id for line, _won in sums], request)
        present = {
            (one.fund_id.code, one.project_id.code, one.subitem_id.id) for one in request.line_ids
        }
        return [
            self._prepare_line(line, won, *targets[line.subitem_id], present) for line, won in sums
        ]

    @api.model
    def _prepare_line(self, line, won, subitem, status, note, present):
        key = (line.fund_id.code, line.project_id.code, subitem.id)
        there = bool(subitem) and key in present
        return {
            "budget_line_id": line.id, "amount": won, "subitem_id": subitem.id, "note": note,
            "status": "present" if there else status,
            "is_chosen": not there and bool(subitem),
        }

    @api.model
    def _find_targets(self, objects, request):
        """Return ``{old object: (new object or none, status, what the table says)}``."""
        model = self.env["gotgan.expenditure.object"]
        old = model.union(*objects)
        year = request.fiscal_year_id
        mappings = self.env["gotgan.classification.mapping"]._get_targets(old, year)
        same = model._get_by_code(year, old.mapped("code"), subject_set=request.subject_set)
        return {
            one: self._find_target(mappings[one], same.get(one.code, model.browse()))
            for one in old
        }

    @api.model
    def _find_target(self, rows, same):
        note = "; ".join(row.display_name for row in rows)
        if not rows:
            return same, "same" if same else "decide", note
        if len(rows) == 1 and not rows.needs_decision and rows.to_object_id:
            code = rows.to_object_id.code
            return rows.to_object_id, "same" if code == rows.from_code else "mapped", note
        return same.browse(), "decide", note
