from odoo import api, fields, models

from odoo.addons.gotgan_base.meeting import meet_on

from ..adjusting import adjust
from ..estimate_tree import Row
from ..scaling import plain


class BudgetSettledEstimate(models.Model):
    """조정된 산출근거: how the settled figure is made up, where a review or the vote changed it.

    What was asked for stays readable beside it (gotgan.budget.request.estimate). The department or
    the budget office writes it once the request is settled, until the budget is in force; the
    사업명세서 prints it.
    """

    _name = "gotgan.budget.settled.estimate"
    _description = "Cost Estimate as Settled"
    _inherit = ["gotgan.budget.estimate.mixin"]
    _rows_field = "settled_estimate_ids"

    parent_id = fields.Many2one(
        "gotgan.budget.settled.estimate", string="Part Of", compute="_compute_amount", store=True,
        index="btree_not_null", ondelete="set null",
    )
    child_ids = fields.One2many("gotgan.budget.settled.estimate", "parent_id", string="Parts")

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_adjustable()
        return rows

    def write(self, vals):
        self._check_adjustable()
        done = super().write(vals)
        self._check_adjustable()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_not_adjustable(self):
        self._check_adjustable()

    def _check_adjustable(self):
        self.request_id._check_adjustable()
        meet_on(self.request_id)

    @api.model
    def _adjust(self, lines):
        """Write anew how the figures of ``lines`` are made up, in the ratio of what was asked."""
        self.search([("line_id", "in", lines.ids)]).unlink()
        self.create([values for line in lines for values in self._prepare_adjusted(line)])

    @api.model
    def _prepare_adjusted(self, line):
        rows, target = line.estimate_ids._in_order(), line.decided
        if not rows:
            return [{
                "line_id": line.id, "name": line.subitem_id.name, "formula": plain(target),
                "sequence": 1,
            }]
        formulas = adjust([Row(int(row.level), row.formula or "") for row in rows], target)
        return [
            {
                "line_id": line.id, "name": row.name, "level": row.level, "formula": formula,
                "sequence": place, "is_duty": row.is_duty, "duty_ground": row.duty_ground,
            }
            for place, (row, formula) in enumerate(zip(rows, formulas, strict=True), start=1)
        ]
