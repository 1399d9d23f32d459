from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.fields import Won

from ..taking_over import build_estimates, carry_fund, carry_project


class BudgetTakeOver(models.TransientModel):
    """Takes last year's lines, estimates and shares over into a request, with a rate.

    The objects follow the published table of old and new objects (신구대비); where it leaves the
    new object open, the line is listed and a person chooses.
    """

    _name = "gotgan.budget.take.over"
    _description = "Taking Over Last Year's Budget"

    request_id = fields.Many2one("gotgan.budget.request", required=True, readonly=True)
    fiscal_year_id = fields.Many2one(related="request_id.fiscal_year_id")
    subject_set = fields.Selection(related="request_id.subject_set")
    project_ids = fields.Many2many(
        "gotgan.program", string="Only These Projects", help="Empty: all of the department.",
    )
    former_project_ids = fields.Many2many("gotgan.program", compute="_compute_former_project_ids")
    rate = fields.Float(
        string="Rate (%)", digits=(16, 2), default=100, required=True,
        help="100 takes the figures as they are; 103 raises them by 3 %. The formula is kept and "
             "the rate is written behind it.",
    )
    line_ids = fields.One2many(
        "gotgan.budget.take.over.line", "take_over_id", string="Lines",
        default=lambda self: self._default_line_ids(),
    )
    former = Won(string="Last Year's", compute="_compute_totals")
    taken = Won(string="Taken Over", compute="_compute_totals")
    open_count = fields.Integer(string="Decisions to Make", compute="_compute_totals")

    _rate_positive = models.Constraint("CHECK (rate > 0)", "The rate must be above zero.")

    def _default_line_ids(self):
        request = self.env["gotgan.budget.request"].browse(
            self.env.context.get("default_request_id"),
        )
        lines = self.env["gotgan.budget.take.over.line"]
        return [Command.create(vals) for vals in lines._prepare_lines(request)]

    @api.depends("line_ids.project_id")
    def _compute_former_project_ids(self):
        for dialog in self:
            dialog.former_project_ids = dialog.line_ids.project_id

    @api.depends("line_ids.is_chosen", "line_ids.amount", "line_ids.new_amount", "line_ids.status")
    def _compute_totals(self):
        for dialog in self:
            chosen = dialog.line_ids.filtered("is_chosen")
            dialog.former = sum(chosen.mapped("amount"))
            dialog.taken = sum(chosen.mapped("new_amount"))
            dialog.open_count = len(dialog.line_ids.filtered(
                lambda line: line.status == "decide" and not line.subitem_id
            ))

    @api.onchange("project_ids")
    def _onchange_project_ids(self):
        """Choose the lines of these projects, and only those."""
        wanted = self.project_ids._origin or self.line_ids.project_id._origin
        for line in self.line_ids:
            fits = line.project_id._origin in wanted and line.status != "present"
            line.is_chosen = fits and bool(line.subitem_id)

    def action_apply(self):
        """Write the chosen lines into the request."""
        self.ensure_one()
        chosen = self.line_ids.filtered("is_chosen")
        undecided = chosen.filtered(lambda line: not line.subitem_id)
        if undecided:
            raise UserError(self.env._(
                "The table of old and new objects leaves these open. Choose the new object of "
                "each, or take the mark off:\n%(lines)s",
                lines="\n".join(f"· {line.budget_line_id.display_name}" for line in undecided),
            ))
        for line in chosen:
            self._take(line)
        return {"type": "ir.actions.act_window_close"}

    def _take(self, line):
        """Write one line, or add its estimates to the line that stands there already."""
        former = line.budget_line_id
        subject = {
            "request_id": self.request_id.id,
            "fund_id": carry_fund(former.fund_id, self.fiscal_year_id).id,
            "project_id": carry_project(former.project_id, self.fiscal_year_id).id,
            "subitem_id": line.subitem_id.id,
        }
        lines = self.env["gotgan.budget.request.line"]
        target = lines.search([(name, "=", value) for name, value in subject.items()])
        target = target or lines.create({**subject, "origin_line_id": former.id})
        target.estimate_ids = [
            Command.create(vals) for vals in build_estimates(former, line.amount, line.rate)
        ]
