from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.fields import Won, won_text


class BudgetReview(models.Model):
    """One change a review made: which line, in which round, from what to what, why and by whom.

    Written once. A figure changed twice leaves two rows.
    """

    _name = "gotgan.budget.review"
    _description = "Review of a Request"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False
    _rec_name = "reason"

    request_id = fields.Many2one(
        "gotgan.budget.request", required=True, readonly=True, index=True, ondelete="restrict",
    )
    department_id = fields.Many2one(
        related="request_id.department_id", store=True, precompute=True, readonly=True,
    )
    line_id = fields.Many2one(
        "gotgan.budget.request.line", index="btree_not_null", ondelete="restrict",
    )
    revenue_id = fields.Many2one(
        "gotgan.budget.request.revenue", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    round = fields.Selection(
        [("first", "First Review"), ("second", "Second Review"), ("settled", "Final Review")],
        required=True, readonly=True,
    )
    run = fields.Integer(
        string="Times Handed In", readonly=True, aggregator=None,
        help="How often the request had been handed in by then.",
    )
    before_amount = Won(string="Before", required=True, readonly=True)
    after_amount = Won(string="After", required=True, readonly=True)
    difference = Won(string="Cut or Added", required=True, readonly=True)
    reason = fields.Text(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict",
    )
    capacity = fields.Char(readonly=True, help="In which capacity the person acted.")
    time = fields.Datetime(required=True, readonly=True)

    _about_one = models.Constraint(
        "CHECK (num_nonnulls(line_id, revenue_id) = 1)",
        "A review is of one line or of one revenue.",
    )
    _sum_right = models.Constraint(
        "CHECK (difference = after_amount - before_amount)",
        "The difference is what lies between before and after.",
    )

    @api.model
    def _record(self, lines, amounts, reason):
        """Set reviewed figures of expenditure lines; one row per change.

        :param lines: ``gotgan.budget.request.line`` of any requests
        :param dict amounts: ``{line id: won}``; unchanged ones leave no row
        :raises UserError: names the line and what is missing
        :raises AccessError: the round is somebody else's
        """
        reason = self._check_reason(reason)
        capacities = self._check_round(lines.request_id)
        rows = []
        for line in lines.filtered(lambda one: one.id in amounts):
            column, after = line.request_id._get_round(), amounts[line.id]
            before = line[column]
            if before == after:
                continue
            if after < 0:
                raise UserError(self.env._(
                    "%(line)s: %(amount)s won is below zero.", line=line.display_name,
                    amount=won_text(after),
                ))
            line._apply_review(column, after)
            rows.append(self._prepare(line, "line_id", column, before, after, reason, capacities))
        return self._log(rows)

    @api.model
    def _record_revenue(self, revenues, amounts, reason):
        """Set reviewed figures of revenue rows, as :meth:`_record` does of lines."""
        reason = self._check_reason(reason)
        capacities = self._check_round(revenues.request_id)
        rows = []
        for one in revenues.filtered(lambda row: row.id in amounts):
            before, after = one.amount, amounts[one.id]
            if before != after:
                column = one.request_id._get_round()
                one._write_locked({"reviewed": after, "is_reviewed": True})
                rows.append(
                    self._prepare(one, "revenue_id", column, before, after, reason, capacities)
                )
        return self._log(rows)

    @api.model
    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the figure is cut or added to."))
        return reason.strip()

    @api.model
    def _check_round(self, requests):
        """Return ``{request: capacity}``; each must be in a round of the person's own."""
        capacities = {one: one._get_capacity_round("") for one in requests}
        for request, capacity in capacities.items():
            request.check_access("read")
            if not capacity:
                raise AccessError(self.env._(
                    "%(document)s is %(state)s: its figures are not yours to change now.",
                    document=request._get_document_label(), state=request._get_state_label(),
                ))
        return capacities

    @api.model
    def _prepare(self, record, name, column, before, after, reason, capacities):
        return {
            "request_id": record.request_id.id, name: record.id, "round": column,
            "run": record.request_id.run,
            "before_amount": before, "after_amount": after, "difference": after - before,
            "reason": reason, "user_id": self.env.uid,
            "capacity": capacities[record.request_id], "time": self.env.cr.now(),
        }

    @api.model
    def _log(self, rows):
        reviews_sudo = self.sudo().create(rows)
        return reviews_sudo.sudo(False)
