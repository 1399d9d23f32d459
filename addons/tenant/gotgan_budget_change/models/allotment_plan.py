from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..monthly import MONTHS, NAMES, due, issue_amount, quarter_of

OFFICER = "group:gotgan_budget.group_budget_officer"


class AllotmentPlan(models.Model):
    """예산배정계획: what of each budget line is allotted in which month of the year.

    The annual plan of allotment goes with the budget and is carried out quarter by quarter
    (지방재정법 시행령 제56조, 지방회계법 제29조제2항). Issuing a month makes one allotment of all
    that is due and not yet issued.
    """

    _name = "gotgan.allotment.plan"
    _description = "Allotment Plan"
    _inherit = ["gotgan.transition.mixin"]
    _order = "fiscal_year_id desc, id desc"

    _transitions = {
        "confirm": Transition(("draft",), "confirmed", OFFICER),
        "reopen": Transition(("confirmed",), "draft", OFFICER, needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", OFFICER),
    }

    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed"), ("cancelled", "Cancelled")],
        default="draft", required=True, readonly=True, copy=False,
    )
    name = fields.Char(required=True)
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_fiscal_year_id(),
    )
    line_ids = fields.One2many("gotgan.allotment.plan.line", "plan_id", string="Lines", copy=True)
    line_count = fields.Integer(compute="_compute_line_count", string="Number of Lines")
    allotment_ids = fields.One2many("gotgan.allotment", "plan_id", string="Allotments")
    allotment_count = fields.Integer(
        compute="_compute_allotment_count", string="Number of Allotments",
    )
    amount = Won(compute="_compute_amount", string="Planned")
    issued = Won(compute="_compute_amount", string="Issued So Far")
    due_now = Won(
        compute="_compute_amount", string="Due Now",
        help="Planned until this month and not yet issued, as far as there is money for it.",
    )

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    @api.depends("line_ids")
    def _compute_line_count(self):
        for plan in self:
            plan.line_count = len(plan.line_ids)

    @api.depends("allotment_ids")
    def _compute_allotment_count(self):
        for plan in self:
            plan.allotment_count = len(plan.allotment_ids)

    @api.depends("line_ids.total", "line_ids.issued", *(f"line_ids.{name}" for name in NAMES))
    def _compute_amount(self):
        for plan in self:
            plan.amount = sum(plan.line_ids.mapped("total"))
            plan.issued = sum(plan.line_ids.mapped("issued"))
            plan.due_now = sum(plan._get_due(plan._get_present_month()).values())

    def action_confirm(self):
        """Fix the plan, so that it can be issued month by month."""
        return self._do_transition("confirm")

    def action_reopen(self):
        """Open the plan again to change the months to come, with a reason."""
        return self._do_transition("reopen")

    def action_cancel(self):
        """Drop the draft."""
        return self._do_transition("cancel")

    def action_fill(self):
        """Choose budget lines and the shares of the quarters."""
        return self._open_wizard("gotgan.allotment.plan.fill", self.env._("Plan Budget Lines"))

    def action_issue(self):
        """Choose until which month the plan is carried out."""
        return self._open_wizard("gotgan.allotment.plan.issue", self.env._("Issue Allotment"))

    def action_open_allotments(self):
        """Show the allotments that carried this plan out."""
        action = self.env["ir.actions.act_window"]._for_xml_id("gotgan_budget.allotment_action")
        action["domain"] = [("plan_id", "in", self.ids)]
        action["context"] = {}
        return action

    def _open_wizard(self, model, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": title, "res_model": model,
            "view_mode": "form", "target": "new", "context": {"default_plan_id": self.id},
        }

    # ---- steps -----------------------------------------------------------

    def _on_confirm(self):
        for plan in self:
            if not plan.line_ids:
                raise UserError(self.env._(
                    "%(document)s has no lines. Choose budget lines first.",
                    document=plan._get_document_label(),
                ))
            plan.line_ids._check_planned()

    def _on_cancel(self):
        for plan in self.filtered("allotment_ids"):
            raise UserError(self.env._(
                "%(document)s has been carried out in part. Confirm it again instead.",
                document=plan._get_document_label(),
            ))

    def _get_present_month(self):
        """Return the month until which the plan is due today: 0 before its year, 12 after it."""
        year, day = self.fiscal_year_id, today(self.env)
        if not year or day < year.date_from:
            return 0
        return MONTHS[-1] if day > year.date_to else day.month

    def _get_due(self, month):
        """Return ``{line: won}`` of what is to be issued until ``month``, where there is any."""
        amounts = {
            line: issue_amount(line._get_months(), month, line.issued, line.room)
            for line in self.line_ids
        }
        return {line: won for line, won in amounts.items() if won}

    def _get_late(self, month):
        """Return the won that the plan asks for until ``month`` and no line has room for."""
        planned = sum(max(due(one._get_months(), month) - one.issued, 0) for one in self.line_ids)
        return planned - sum(self._get_due(month).values())

    def _issue(self, month):
        """Make and issue the allotment of all that is due until ``month``; return it.

        :raises UserError: the plan is not confirmed, or nothing is due
        """
        self.ensure_one()
        if self.state != "confirmed":
            raise UserError(self.env._(
                "%(document)s is not confirmed yet. Confirm it first.",
                document=self._get_document_label(),
            ))
        self.line_ids.invalidate_recordset(["issued", "room", "unplanned"])
        amounts = defaultdict(int)
        for line, won in self._get_due(month).items():
            amounts[line.cell_id] += won
        if not amounts:
            raise UserError(self.env._(
                "%(document)s: nothing is due until month %(month)s. Choose a later month.",
                document=self._get_document_label(), month=month,
            ))
        allotment = self.env["gotgan.allotment"].create({
            "fiscal_year_id": self.fiscal_year_id.id, "quarter": quarter_of(month),
            "date": self._get_issue_date(), "reason": self.env._(
                "%(plan)s, until month %(month)s", plan=self.name, month=month,
            ),
            "line_ids": [
                Command.create({"cell_id": cell.id, "amount": won})
                for cell, won in amounts.items()
            ],
        })
        allotment._write_locked({"plan_id": self.id})
        allotment.action_issue()
        self.invalidate_recordset()
        self.line_ids.invalidate_recordset()
        return allotment

    def _get_issue_date(self):
        """Money planned for a year is not allotted on a day before it."""
        return max(today(self.env), self.fiscal_year_id.date_from)
