from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

AHEAD_DAYS = 35


class RegularCharge(models.Model):
    """공과금·자동이체: a charge that comes back every month, with the day it is due.

    Electricity, water, telephone, levies and what the bank debits by itself: none of it may be
    forgotten (가산금), and none of it needs to be written anew every month.
    """

    _name = "gotgan.regular.charge"
    _description = "Regular Charge"
    _order = "day, name, id"

    name = fields.Char(required=True, help="What is paid, e.g. electricity of the city hall.")
    kind = fields.Selection(
        [("dues", "Utilities and Dues"), ("auto", "Direct Debit")], required=True, default="dues",
    )
    active = fields.Boolean(default=True)
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_department_id(),
    )
    partner_id = fields.Many2one("res.partner", string="Payee", required=True, ondelete="restrict")
    reference = fields.Char(string="Customer Number", help="Under which the payee bills it.")
    budget_line_id = fields.Many2one(
        "gotgan.budget.line", ondelete="restrict",
        domain="[('department_id', '=', department_id)]",
    )
    day = fields.Integer(
        string="Day of the Month", required=True, default=25,
        help="31: the last day of every month; so are 29 and 30 where a month is shorter. A day "
             "that is no working day moves to the next one, a debit by the bank too.",
    )
    every = fields.Selection(
        [("1", "Every Month"), ("2", "Every Two Months"), ("3", "Every Quarter"),
         ("6", "Twice a Year"), ("12", "Once a Year")],
        required=True, default="1", string="How Often",
    )
    first_month = fields.Integer(
        required=True, default=1, help="1 to 12: the month it starts with.",
    )
    expected = Won(string="Usual Amount")
    due_ids = fields.One2many("gotgan.regular.charge.due", "charge_id", string="Due Dates")

    _day_of_month = models.Constraint(
        "CHECK (day BETWEEN 1 AND 31 AND first_month BETWEEN 1 AND 12)",
        "A day lies between 1 and 31, a month between 1 and 12.",
    )

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    def action_plan(self):
        """Enter the due dates of the next weeks; those that are there stay."""
        self.check_access("write")
        return self._plan(today(self.env))

    def _plan(self, first):
        until = fields.Date.add(first, days=AHEAD_DAYS)
        known = {
            (due.charge_id.id, due.month) for due in self.env["gotgan.regular.charge.due"].search(
                [("charge_id", "in", self.ids), ("month", ">=", first.replace(day=1))],
            )
        }
        self.env["gotgan.regular.charge.due"].create([
            {"charge_id": charge.id, "month": month, "due_date": day, "amount": charge.expected}
            for charge in self for month, day in charge._get_days(first, until)
            if (charge.id, month) not in known
        ])

    def _get_days(self, first, until):
        """Return [(first day of the month, working day it is due)] from ``first`` to ``until``."""
        self.ensure_one()
        days, month = [], first.replace(day=1)
        while month <= until:
            due = self._get_due_day(month)
            if not (month.month - self.first_month) % int(self.every) and first <= due <= until:
                days.append((month, due))
            month = fields.Date.add(month, months=1)
        return days

    def _get_due_day(self, month):
        last = fields.Date.end_of(month, "month").day
        day = month.replace(day=min(self.day, last))
        calendar = self.env["gotgan.calendar"]
        return day if calendar._is_working_day(day) else calendar._add_working_days(day, 1)

    @api.model
    def _cron_plan(self):
        """Enter the due dates of every charge, once a day."""
        self.search([])._plan(today(self.env))
