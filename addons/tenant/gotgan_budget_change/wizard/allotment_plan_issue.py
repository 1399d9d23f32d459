from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..monthly import MONTHS


class AllotmentPlanIssue(models.TransientModel):
    """Carry out a plan until a month: one allotment of all that is due."""

    _name = "gotgan.allotment.plan.issue"
    _description = "Issue Planned Allotment"

    plan_id = fields.Many2one("gotgan.allotment.plan", required=True, ondelete="cascade")
    month = fields.Selection(
        [(str(month), f"{month:02d}") for month in MONTHS], string="Until Month", required=True,
        default=lambda self: self._default_month(),
    )
    amount = Won(compute="_compute_amount", string="To Be Allotted")
    line_count = fields.Integer(compute="_compute_amount", string="Number of Budget Lines")
    late = Won(
        compute="_compute_amount", string="Planned but Not Possible",
        help="The plan asks for it, but it was moved, is withheld or was allotted otherwise.",
    )

    def _default_month(self):
        plan = self.env["gotgan.allotment.plan"].browse(self.env.context.get("default_plan_id"))
        month = plan._get_present_month() if plan else 1
        quarter_end = (month + 2) // 3 * 3
        return str(max(quarter_end, 3))

    @api.depends("plan_id", "month")
    def _compute_amount(self):
        for wizard in self:
            month = int(wizard.month or 1)
            due = wizard.plan_id._get_due(month)
            wizard.amount, wizard.line_count = sum(due.values()), len(due)
            wizard.late = wizard.plan_id._get_late(month)

    def action_issue(self):
        """Make and issue the allotment, and show it."""
        self.ensure_one()
        allotment = self.plan_id._issue(int(self.month))
        return {
            "type": "ir.actions.act_window", "res_model": allotment._name, "res_id": allotment.id,
            "view_mode": "form", "views": [(False, "form")],
        }
