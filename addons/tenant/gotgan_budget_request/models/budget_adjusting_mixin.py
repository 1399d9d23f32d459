from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import WritePass

# The states of a version in which the body that votes has it, or has decided.
VOTING = ("submitted", "voted", "approved", "in_force")


class BudgetAdjustingMixin(models.AbstractModel):
    """A line whose figure others decided: its estimates are adjusted until they add up to it.

    What was asked for is kept; the adjusted estimates (조정된 산출기초) stand beside it.
    """

    _name = "gotgan.budget.adjusting.mixin"
    _description = "Line with Adjusted Estimates"

    settled_estimate_ids = fields.One2many(
        "gotgan.budget.settled.estimate", "line_id", string="Adjusted Estimates",
    )
    decided = Won(
        compute="_compute_estimate_gap", string="Decided Amount",
        help="The settled figure, and what the body that votes made of it.",
    )
    estimated = Won(
        compute="_compute_estimate_gap", string="Estimates Add Up To",
        help="The adjusted estimates; where there are none, those that were asked for.",
    )
    estimate_gap = Won(
        compute="_compute_estimate_gap", search="_search_estimate_gap", string="Still to Adjust",
        help="What the estimates lack to the decided figure.",
    )
    estimate_fault = fields.Char(compute="_compute_estimate_gap")
    may_adjust = fields.Boolean(compute="_compute_may_adjust")

    @api.depends(
        "settled", "requested", "state", "settled_estimate_ids.amount",
        "settled_estimate_ids.parent_id",
    )
    def _compute_estimate_gap(self):
        changes = self._read_vote_changes()
        for line in self:
            settled = line.state == "settled"
            line.decided = line.settled + changes.get(line._origin.id, 0) if settled else 0
            rows = line.settled_estimate_ids
            line.estimated = rows._get_total() if rows else line.requested
            line.estimate_gap = line.decided - line.estimated if settled else 0
            line.estimate_fault = line._get_estimate_fault()

    def _search_estimate_gap(self, operator, value):
        if operator not in ("in", "not in") or set(value) != {0}:
            return NotImplemented
        found = self.search([("state", "=", "settled")]).filtered("estimate_gap")
        return [("id", "in" if operator == "not in" else "not in", found.ids)]

    @api.depends_context("uid")
    @api.depends("state", "cycle_id.version_id.state")
    def _compute_may_adjust(self):
        for request, lines in self.grouped("request_id").items():
            lines.may_adjust = request._may_adjust()

    def write(self, vals):
        """The adjusted estimates are written while everything else of the line is closed."""
        passed = isinstance(self.env.context.get(WritePass.KEY), WritePass)
        if passed or "settled_estimate_ids" not in vals:
            return super().write(vals)
        self._check_may_adjust()
        for line in self:
            line._write_locked({"settled_estimate_ids": vals["settled_estimate_ids"]})
        rest = {name: value for name, value in vals.items() if name != "settled_estimate_ids"}
        return super().write(rest) if set(rest) - {"revision"} else True

    def action_adjust_estimates(self):
        """Make the estimates add up to the decided figures, in the ratio of what was asked for."""
        self._check_may_adjust()
        self.env["gotgan.budget.settled.estimate"]._adjust(self)

    # ---- inside ----------------------------------------------------------

    def _check_may_adjust(self):
        """:raises AccessError: the lines are of another department"""
        self.request_id._check_adjustable()
        for line in self.filtered(lambda one: not one.may_adjust):
            raise AccessError(self.env._(
                "%(line)s: its department or the budget office says how the decided figure is "
                "made up.", line=line.display_name,
            ))

    def _read_vote_changes(self):
        """Return ``{line id: won}`` that 수정예산 and 계수조정 added to the settled figures."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """
            SELECT l.id, SUM(p.amount - p.submitted_amount)::int8
            FROM gotgan_budget_request_line l
            JOIN gotgan_budget_cycle c ON c.id = l.cycle_id
            JOIN gotgan_budget_version v ON v.id = c.version_id AND v.state = ANY(%s)
            JOIN gotgan_budget_version_line p ON p.version_id = v.id AND p.fund_id = l.fund_id
             AND p.department_id = l.department_id AND p.project_id = l.project_id
             AND p.subitem_id = l.subitem_id
            WHERE l.id = ANY(%s) GROUP BY l.id
            """, list(VOTING), list(self._origin.ids),
        ))
        return dict(rows)

    def _get_estimate_fault(self):
        """Return in words that the estimates do not add up to what was decided, or nothing."""
        if not self.estimate_gap:
            return False
        return self.env._(
            "The estimates add up to %(estimated)s won, the decided figure is %(decided)s won; "
            "%(gap)s won are still to adjust.", estimated=won_text(self.estimated),
            decided=won_text(self.decided), gap=won_text(self.estimate_gap),
        )
