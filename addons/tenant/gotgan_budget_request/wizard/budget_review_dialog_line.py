from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..scaling import scaled_amount


class BudgetReviewDialogLine(models.TransientModel):
    """One line of the preview: what it is and what it would become."""

    _name = "gotgan.budget.review.dialog.line"
    _description = "Line to Cut or Add To"
    _order = "id"

    dialog_id = fields.Many2one("gotgan.budget.review.dialog", required=True, ondelete="cascade")
    line_id = fields.Many2one("gotgan.budget.request.line", readonly=True)
    revenue_id = fields.Many2one("gotgan.budget.request.revenue", readonly=True)
    is_chosen = fields.Boolean(string="By Percent", default=True)
    requested = Won(readonly=True)
    before_amount = Won(string="Before", readonly=True)
    after_amount = Won(
        string="After", compute="_compute_after_amount", store=True, readonly=False,
    )
    difference = Won(string="Cut or Added", compute="_compute_difference")
    reason = fields.Char(string="Own Reason", help="Empty: the reason given for all.")

    @api.depends("line_id", "revenue_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = (row.line_id or row.revenue_id).display_name

    @api.depends("dialog_id.rate", "is_chosen", "before_amount")
    def _compute_after_amount(self):
        for row in self:
            rate = row.dialog_id.rate if row.is_chosen else 0
            row.after_amount = (
                scaled_amount(row.before_amount, 100 + rate) if rate else row.before_amount
            )

    @api.depends("before_amount", "after_amount")
    def _compute_difference(self):
        for row in self:
            row.difference = row.after_amount - row.before_amount
