from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won


class RegularChargeDue(models.Model):
    """One date on which a regular charge is due, and the request it became."""

    _name = "gotgan.regular.charge.due"
    _description = "Due Date of a Regular Charge"
    _order = "due_date, id"
    _rec_name = "charge_id"

    charge_id = fields.Many2one(
        "gotgan.regular.charge", required=True, readonly=True, ondelete="cascade",
        index=True,
    )
    month = fields.Date(readonly=True, required=True)
    due_date = fields.Date(string="Due", readonly=True, required=True)
    amount = Won(help="What the bill of this month says.")
    kind = fields.Selection(related="charge_id.kind")
    department_id = fields.Many2one(related="charge_id.department_id", store=True, index=True)
    partner_id = fields.Many2one(related="charge_id.partner_id")
    request_id = fields.Many2one(
        "gotgan.spending.request", readonly=True, ondelete="set null", index="btree_not_null",
    )
    stage = fields.Selection([
        ("overdue", "Overdue"), ("soon", "Soon"), ("waiting", "Waiting"),
        ("requested", "Requested"),
    ], compute="_compute_stage")

    _month_unique = models.UniqueIndex(
        "(charge_id, month)", "A charge is due once in a month.",
    )

    @api.depends("due_date", "request_id.state")
    def _compute_stage(self):
        day = today(self.env)
        soon = self.env["gotgan.calendar"]._add_working_days(day, 5)
        for due in self:
            if due.request_id and due.request_id.state != "cancelled":
                due.stage = "requested"
            elif due.due_date < day:
                due.stage = "overdue"
            else:
                due.stage = "soon" if due.due_date <= soon else "waiting"

    def action_request(self):
        """Draft the spending requests of these dates."""
        for due in self:
            due._check_requestable()
            due.request_id = self.env["gotgan.spending.request"].create(due._prepare_request())
        return self.request_id._get_list_action(self.env._("New Requests"))

    def _check_requestable(self):
        open_request = self.request_id.filtered(lambda one: one.state != "cancelled")
        if open_request or not self.amount or not self.charge_id.budget_line_id:
            raise UserError(self.env._(
                "%(charge)s of %(month)s: it needs an amount and a budget line, and no request "
                "yet (%(request)s).", charge=self.charge_id.name,
                month=f"{self.month:%Y-%m}", request=open_request.display_name or "-",
            ))

    def _prepare_request(self):
        charge = self.charge_id
        return {
            "name": f"{charge.name} ({self.month:%Y-%m})", "kind": charge.kind,
            "partner_id": charge.partner_id.id, "department_id": charge.department_id.id,
            "fiscal_year_id": charge.budget_line_id.fiscal_year_id.id,
            "note": charge.reference,
            "line_ids": [Command.create({
                "budget_line_id": charge.budget_line_id.id, "amount": self.amount,
            })],
        }
