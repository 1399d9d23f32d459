from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition

TREASURER = "group:gotgan_treasury.group_treasurer"


class CashAssignment(models.Model):
    """자금배정: how much cash of a fund a department may count on in a month.

    The budget says what may be spent, this says when the money is there. What is assigned is not
    more than what is in the account with what is expected. In a month in which a fund is assigned,
    payment orders stay within what their department was given (지방회계법 시행령 33).
    """

    _name = "gotgan.cash.assignment"
    _description = "Cash Assignment"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "month desc, department_id, id"

    _number_series = "cash_assignment"
    _transitions = {
        "assign": Transition(("draft",), "assigned", TREASURER),
        "cancel": Transition(("assigned",), "cancelled", TREASURER, needs_reason=True),
    }

    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, ondelete="restrict", index=True,
    )
    fund_id = fields.Many2one("gotgan.fund", required=True, ondelete="restrict")
    department_id = fields.Many2one("hr.department", required=True, ondelete="restrict", index=True)
    month = fields.Date(
        required=True, default=lambda self: today(self.env).replace(day=1),
        help="Any day of the month; the month counts.",
    )
    month_text = fields.Char(compute="_compute_month_text", string="For Month")
    amount = Won(required=True)
    expected_amount = Won(
        string="Expected Receipts", help="What will come in during the month, by the plan.",
    )
    paid = Won(compute="_compute_paid", string="Paid in the Month")
    rest = Won(compute="_compute_paid", string="Left")
    note = fields.Text(string="Remarks")
    state = fields.Selection([
        ("draft", "Draft"),
        ("assigned", "Assigned"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "An amount lies above zero.")

    @api.depends("month")
    def _compute_month_text(self):
        for one in self:
            one.month_text = f"{one.month:%Y-%m}" if one.month else False

    @api.depends("amount", "month", "fund_id", "department_id")
    def _compute_paid(self):
        for one in self:
            one.paid = one._get_paid()
            one.rest = one.amount - one.paid

    def action_assign(self):
        """Assign the cash as treasurer."""
        return self._do_transition("assign")

    def action_cancel(self):
        """Take the assignments back, with a reason."""
        return self._do_transition("cancel")

    # ---- the limit of orders -----------------------------------------------

    @api.model
    def _check_orders(self, orders):
        """Refuse payment orders beyond the cash their departments were given this month.

        A fund that nobody was assigned cash of this month is not limited.

        :raises UserError: an order is more than what is left of its department's cash
        """
        month = today(self.env).replace(day=1)
        assigned_sudo = self.sudo().search([
            ("state", "=", "assigned"), ("month", ">=", month),
            ("month", "<", fields.Date.add(month, months=1)),
        ])
        for order in orders:
            for fund, won in order._get_fund_amounts().items():
                limits_sudo = assigned_sudo.filtered(lambda one, fund=fund: one.fund_id == fund)
                if limits_sudo:
                    limits_sudo._check_order(order, fund, won)

    def _check_order(self, order, fund, won):
        """Compare an order with the assignments of its fund (``self``) that serve it."""
        above = order.department_id._get_lineage()
        mine = self.filtered(lambda one: one.department_id.id in above)
        # Two officers at once meet on these rows: the second counts what the first has issued.
        self.env.cr.execute(SQL(
            "UPDATE gotgan_cash_assignment SET write_date = write_date WHERE id = ANY(%s)",
            (mine or self).ids,
        ))
        given = sum(mine.mapped("amount"))
        spoken = mine._get_spoken(fund, order)
        if spoken + won > given:
            raise UserError(self.env._(
                "%(order)s pays %(won)s won out of %(fund)s. %(department)s was assigned %(given)s "
                "won of its cash this month, of which %(spoken)s won are ordered already (Local "
                "Accounting Act, Enforcement Decree, Article 33). Have more cash assigned, or "
                "issue it next month.", order=order._get_document_label(), won=won_text(won),
                fund=fund.name, department=order.department_id.name, given=won_text(given),
                spoken=won_text(spoken),
            ))

    def _get_spoken(self, fund, order):
        """Return the won of the fund that the departments have ordered this month, paid or not."""
        orders_sudo = self.env["gotgan.payment.order"].sudo().search([
            ("department_id", "child_of", self.department_id.ids), ("id", "!=", order.id),
            "|", ("state", "=", "issued"),
            "&", ("state", "=", "paid"), ("transfer_date", ">=", today(self.env).replace(day=1)),
        ])
        return sum(one._get_fund_amounts().get(fund, 0) for one in orders_sudo)

    # ---- effects ---------------------------------------------------------

    def _on_assign(self):
        meet_on(self.account_id)  # two who assign or put aside at once count each other's
        for one in self:
            held = one._get_held()
            planned = one._get_planned() + one.amount
            if planned > held + one.expected_amount:
                raise UserError(self.env._(
                    "%(fund)s holds %(held)s won and expects %(expected)s won: %(planned)s won "
                    "cannot be assigned. Assign less, or state what will come in.",
                    fund=one.fund_id.name, held=won_text(held),
                    expected=won_text(one.expected_amount), planned=won_text(planned),
                ))
        self._take_numbers()

    def _get_held(self):
        """Return the cash of the fund by our books."""
        groups = self.env["gotgan.cash.move"]._read_group(
            [("account_id", "=", self.account_id.id), ("fund_id", "=", self.fund_id.id)],
            [], ["amount:sum"],
        )
        return int(groups[0][0] or 0)

    def _get_planned(self):
        """Return what of the month's assignments of the fund is not paid out yet."""
        others = self.search([
            ("state", "=", "assigned"), ("fund_id", "=", self.fund_id.id),
            ("account_id", "=", self.account_id.id),
        ]).filtered(lambda one: self._get_month(one.month) == self._get_month(self.month))
        return sum(max(one.rest, 0) for one in others)

    def _get_paid(self):
        if not (self.month and self.fund_id and self.department_id):
            return 0
        orders_sudo = self.env["gotgan.payment.order"].sudo().search([
            ("state", "=", "paid"), ("department_id", "child_of", self.department_id.id),
            ("transfer_date", ">=", self.month.replace(day=1)),
        ])
        lines = orders_sudo.filtered(
            lambda one: self._get_month(one.transfer_date) == self._get_month(self.month)
        ).voucher_ids.line_ids
        mine = lines.filtered(lambda one: one.budget_line_id.fund_id == self.fund_id)
        return sum(mine.mapped("amount"))

    def _get_month(self, day):
        return day.year, day.month
