from calendar import monthrange

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition

FIGURES = """
    SELECT a.id,
        COALESCE(SUM(%(sign)s) FILTER (WHERE m.date < %(first)s), 0)::int8 AS opening,
        COALESCE(SUM(CASE kind_of WHEN 'in' THEN m.amount WHEN 'undo' THEN -m.amount ELSE 0 END)
            FILTER (WHERE m.date >= %(first)s), 0)::int8 AS received,
        COALESCE(SUM(CASE kind_of WHEN 'out' THEN m.amount WHEN 'redo' THEN -m.amount ELSE 0 END)
            FILTER (WHERE m.date >= %(first)s), 0)::int8 AS paid,
        COALESCE(SUM(m.amount)
            FILTER (WHERE m.date >= %(first)s AND kind_of = 'forfeit'), 0)::int8 AS forfeited
    FROM gotgan_custody_account a
    LEFT JOIN (SELECT *, kind AS kind_of FROM gotgan_custody_move) m
        ON m.account_id = a.id AND m.date <= %(last)s
    GROUP BY a.id ORDER BY a.id
"""
SIGN = "CASE WHEN kind_of IN ('in', 'redo') THEN m.amount ELSE -m.amount END"


class CustodyClosing(models.Model):
    """월 마감: what came in, went out and is left of each account; later moves are dated later.

    The close writes the accounts' rows, so that a closer and a poster cannot cross.
    """

    _name = "gotgan.custody.closing"
    _description = "Monthly Closing of Custody"
    _inherit = ["gotgan.transition.mixin"]
    _order = "date_to desc"

    _sealed_fields = ("state",)
    _transitions = {
        "close": Transition(("draft",), "closed", "office:custodial_cashier"),
        "reopen": Transition(
            ("closed",), "draft", "office:disbursing_officer", needs_reason=True,
        ),
    }

    state = fields.Selection(
        [("draft", "Not Closed"), ("closed", "Closed")],
        default="draft", required=True, readonly=True, copy=False,
    )
    date_from = fields.Date(string="From", compute="_compute_date_from", store=True)
    date_to = fields.Date(
        string="Month End", required=True, copy=False, default=lambda self: self._default_date_to(),
    )
    department_id = fields.Many2one(
        "hr.department", string="Kept At", required=True, ondelete="restrict",
        default=lambda self: self.env.user._get_department(),
        help="The department of the custodial cash cashier who closes.",
    )
    line_ids = fields.One2many(
        "gotgan.custody.closing.line", "closing_id", string="Accounts", readonly=True, copy=False,
    )
    balance = Won(string="Held at Month End", compute="_compute_balance", store=True)

    _month_unique = models.UniqueIndex("(date_to)", "This month has its closing already.")
    _whole_month = models.Constraint(
        "CHECK (extract(day FROM date_to + 1) = 1)", "A closing ends on the last day of a month.",
    )

    @api.model
    def _default_date_to(self):
        """Return the end of the month after the last closing, else of last month."""
        last = self.search([], order="date_to desc", limit=1)
        day = last.date_to if last else fields.Date.add(today(self.env), months=-2)
        after = fields.Date.add(day.replace(day=1), months=1)
        return after.replace(day=monthrange(after.year, after.month)[1])

    @api.depends("date_to")
    def _compute_date_from(self):
        for closing in self:
            closing.date_from = closing.date_to and closing.date_to.replace(day=1)

    @api.depends("line_ids.closing")
    def _compute_balance(self):
        for closing in self:
            closing.balance = sum(closing.line_ids.mapped("closing"))

    @api.depends("date_to")
    def _compute_display_name(self):
        for closing in self:
            closing.display_name = closing.date_to and f"{closing.date_to:%Y-%m}"

    def copy_data(self, default=None):
        """A copy is the closing of the next month that has none."""
        return [
            {
                "date_to": self._default_date_to(), "department_id": one.department_id.id,
                **(default or {}),
            }
            for one in self
        ]

    def action_close(self):
        """Close the month: its figures are fixed, and nothing more is dated in it."""
        return self._do_transition("close")

    def action_reopen(self):
        """Take a closing back, with a reason."""
        return self._do_transition("reopen")

    def _on_close(self):
        meet_on(self.env["gotgan.custody.account"].with_context(active_test=False).search([]))
        for closing in self:
            if closing.date_to >= today(self.env):
                raise UserError(self.env._(
                    "%(month)s is not over: close it from the first day of the next month.",
                    month=closing.display_name,
                ))
            line_sudo = self.env["gotgan.custody.closing.line"].sudo()
            line_sudo.search([("closing_id", "=", closing.id)]).unlink()
            line_sudo.create(closing._prepare_lines())

    def _on_reopen(self, _reason):
        for closing in self:
            later = self.search([
                ("date_to", ">", closing.date_to), ("state", "=", "closed"),
            ], limit=1)
            if later:
                raise UserError(self.env._(
                    "%(later)s is closed after %(month)s. Take that closing back first.",
                    later=later.display_name, month=closing.display_name,
                ))

    def _prepare_lines(self):
        self.env["gotgan.custody.move"].flush_model()
        rows = self.env.execute_query_dict(SQL(
            FIGURES, sign=SQL(SIGN), first=self.date_from, last=self.date_to,
        ))
        return [
            {
                "closing_id": self.id, "account_id": row.pop("id"), **row,
                "closing": row["opening"] + row["received"] - row["paid"] - row["forfeited"],
            }
            for row in rows
            if any(row[name] for name in ("opening", "received", "paid", "forfeited"))
        ]

    @api.model
    def _check_day(self, day):
        """Refuse a move dated in a month that is closed; asked with its account locked."""
        closing_sudo = self.sudo().search(
            [("state", "=", "closed"), ("date_to", ">=", day)], order="date_to desc", limit=1,
        )
        if closing_sudo:
            raise UserError(self.env._(
                "Custody is closed up to %(last)s: nothing can be dated %(day)s. Use a later day, "
                "or have the closing taken back.", last=closing_sudo.date_to, day=day,
            ))
