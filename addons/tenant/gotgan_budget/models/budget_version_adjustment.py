from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class BudgetVersionAdjustment(models.Model):
    """One figure changed in a bill that lies before the council or the board, and why.

    수정예산 (지방자치법 142④) comes from the executive, 계수조정 from the body that decides.
    """

    _name = "gotgan.budget.version.adjustment"
    _description = "Change to a Bill"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id"
    _log_access = False
    _rec_name = "label"

    version_id = fields.Many2one(
        "gotgan.budget.version", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    kind = fields.Selection(
        [("amend", "Amended Bill"), ("adjust", "Adjusted in the Deliberation")],
        required=True, readonly=True,
    )
    side = fields.Selection(
        [("expenditure", "Expenditure"), ("revenue", "Revenue")], required=True, readonly=True,
    )
    label = fields.Char(string="Budget Line", required=True, readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="restrict")
    before = Won(readonly=True, required=True)
    after = Won(readonly=True, required=True)
    difference = Won(string="Change", compute="_compute_difference")
    reason = fields.Char(required=True, readonly=True)
    author_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    date = fields.Datetime(string="At", required=True, readonly=True)

    @api.depends("before", "after")
    def _compute_difference(self):
        for row in self:
            row.difference = row.after - row.before
