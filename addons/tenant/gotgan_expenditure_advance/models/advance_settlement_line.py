from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class AdvanceSettlementLine(models.Model):
    """What became of the money of one voucher line: used, to be returned, or not enough."""

    _name = "gotgan.advance.settlement.line"
    _description = "Line of a Settlement"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "settlement_id, id"
    _rec_name = "advance_id"

    _parent_field = "settlement_id"

    settlement_id = fields.Many2one(
        "gotgan.advance.settlement", required=True, ondelete="cascade", index=True,
    )
    advance_id = fields.Many2one(
        "gotgan.advance", string="Paid Amount", required=True, ondelete="restrict", index=True,
    )
    budget_line_id = fields.Many2one(related="advance_id.budget_line_id")
    paid = Won(
        string="To Settle", required=True, readonly=True, default=0,
        help="As it stood when the line was written; the steps find what changed since.",
    )
    used = Won(required=True, help="What was really spent, by the papers.")
    to_return = Won(compute="_compute_difference", store=True, string="To Return")
    extra = Won(compute="_compute_difference", store=True, string="Still to Pay")

    _used_not_negative = models.Constraint(
        "CHECK (used >= 0)", "What was used cannot be less than nothing.",
    )
    _advance_once = models.UniqueIndex(
        "(settlement_id, advance_id)", "Each amount paid is settled in one line.",
    )

    @api.depends("used", "paid")
    def _compute_difference(self):
        for line in self:
            line.to_return = max(line.paid - line.used, 0)
            line.extra = max(line.used - line.paid, 0)
