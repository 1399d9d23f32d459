from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.fields import Won


class BudgetReviewDialog(models.TransientModel):
    """Cuts or adds, many lines by a percentage or each by hand; shows first what it would do."""

    _name = "gotgan.budget.review.dialog"
    _description = "Cutting and Adding"

    request_id = fields.Many2one("gotgan.budget.request", required=True, readonly=True)
    rate = fields.Float(
        string="By Percent", digits=(16, 2),
        help="-10 cuts the chosen lines by 10 %, 5 adds 5 %. Whole 천원.",
    )
    reason = fields.Text(required=True)
    line_ids = fields.One2many(
        "gotgan.budget.review.dialog.line", "dialog_id", string="Lines",
        default=lambda self: self._default_line_ids(),
    )
    before_amount = Won(string="Before", compute="_compute_totals")
    after_amount = Won(string="After", compute="_compute_totals")
    difference = Won(string="Cut or Added", compute="_compute_totals")

    _rate_range = models.Constraint(
        "CHECK (rate BETWEEN -100 AND 1000)", "A cut is at most 100 %.",
    )

    def _default_line_ids(self):
        context = self.env.context
        request = self.env["gotgan.budget.request"].browse(context.get("default_request_id"))
        chosen = context.get("chosen_ids")
        if context.get("of_revenue"):
            return [
                Command.create({"revenue_id": one.id, "before_amount": one.amount})
                for one in request.revenue_ids
            ]
        column = request._get_round() if request else "requested"
        return [
            Command.create({
                "line_id": one.id, "requested": one.requested, "before_amount": one[column],
                "is_chosen": chosen is None or one.id in chosen,
            })
            for one in request.line_ids
        ]

    @api.depends("line_ids.before_amount", "line_ids.after_amount")
    def _compute_totals(self):
        for dialog in self:
            dialog.before_amount = sum(dialog.line_ids.mapped("before_amount"))
            dialog.after_amount = sum(dialog.line_ids.mapped("after_amount"))
            dialog.difference = dialog.after_amount - dialog.before_amount

    def action_apply(self):
        """Write what the preview shows; each changed line leaves a row with the reason."""
        self.ensure_one()
        changed = self.line_ids.filtered("difference")
        if not changed:
            raise UserError(self.env._(
                "Nothing is cut or added to. Give a percentage, or change a figure in the list.",
            ))
        self._check_unchanged(changed)
        reviews = self.env["gotgan.budget.review"]
        for reason, rows in changed.grouped(lambda one: one.reason or self.reason).items():
            lines, revenues = rows.line_id, rows.revenue_id
            if lines:
                reviews._record(lines, {one.line_id.id: one.after_amount for one in rows}, reason)
            if revenues:
                reviews._record_revenue(
                    revenues, {one.revenue_id.id: one.after_amount for one in rows}, reason,
                )
        return {"type": "ir.actions.act_window_close"}

    def _check_unchanged(self, rows):
        """Refuse to overwrite what somebody else has reviewed since the preview."""
        column = self.request_id._get_round()
        moved = rows.filtered(lambda one: one.before_amount != (
            one.line_id[column] if one.line_id else one.revenue_id.amount
        ))
        if moved:
            raise UserError(self.env._(
                "Somebody changed these meanwhile; open the preview again:\n%(lines)s",
                lines="\n".join(f"· {one.display_name}" for one in moved),
            ))
