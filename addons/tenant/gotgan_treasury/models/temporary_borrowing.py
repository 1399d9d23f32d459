from odoo import fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding

TREASURER = "group:gotgan_treasury.group_treasurer"


class TemporaryBorrowing(models.Model):
    """일시차입: cash for a time within the year, under the ceiling the council resolved.

    It is repaid out of the receipts of the same year (지방회계법 24).
    """

    _name = "gotgan.temporary.borrowing"
    _description = "Temporary Borrowing"
    _inherit = ["gotgan.rule.check.mixin", "gotgan.number.mixin"]
    _order = "date_to, id"

    _number_series = "temporary_borrowing"
    _transitions = {
        "borrow": Transition(("draft",), "borrowed", TREASURER),
        "repay": Transition(("borrowed",), "repaid", TREASURER),
    }
    _rule_checks = {"borrow": ("treasury.borrowing_ceiling", "treasury.borrowing_in_year")}
    _finding_depends = ("amount", "ceiling_id", "date_from", "date_to")

    name = fields.Char(string="Title", required=True)
    ceiling_id = fields.Many2one(
        "gotgan.borrowing.ceiling", required=True, ondelete="restrict",
        index=True,
    )
    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, ondelete="restrict", index=True,
    )
    amount = Won(required=True)
    lender = fields.Char(required=True)
    date_from = fields.Date(
        string="Borrowed On", required=True, default=lambda self: today(self.env),
    )
    date_to = fields.Date(string="To Repay By", required=True)
    interest_amount = Won(
        string="Interest Paid", help="Interest is spent as expenditure; noted here.",
    )
    repaid_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection([
        ("draft", "Draft"),
        ("borrowed", "Borrowed"),
        ("repaid", "Repaid"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "An amount lies above zero.")

    def action_borrow(self):
        """Borrow as treasurer."""
        return self._do_transition("borrow")

    def action_repay(self):
        """Repay as treasurer."""
        return self._do_transition("repay")

    # ---- effects ---------------------------------------------------------

    def _on_borrow(self):
        for one in self:
            one.ceiling_id._add(one.amount)
        self._take_numbers()
        for one in self:
            one._post("borrow", one.amount, one.date_from)

    def _on_repay(self):
        for one in self:
            one.ceiling_id._add(-one.amount)
            one._write_locked({"repaid_on": today(self.env)})
            one._post("repay", -one.amount, today(self.env))

    def _post(self, kind, amount, day):
        self.env["gotgan.cash.move"]._post(
            self, self.account_id, kind, {self.ceiling_id.fund_id: amount}, day,
        )

    # ---- rules -----------------------------------------------------------

    def _check_treasury_borrowing_ceiling(self, _edition):
        ceiling = self.ceiling_id
        if ceiling and not ceiling.confirmed_amount:
            yield Finding(
                self.env._(
                    "The ceiling of %(fund)s was entered by %(person)s and is not confirmed.",
                    fund=ceiling.fund_id.name, person=ceiling.entered_by_id.name,
                ),
                fix=self.env._("Have a second person hold it against the resolution first."),
                record=self, facts=(ceiling.id, "confirm"),
            )
        elif ceiling and ceiling.borrowed + self.amount > ceiling.confirmed_amount:
            yield Finding(
                self.env._(
                    "%(fund)s may owe %(ceiling)s won at a time and owes %(owed)s won; "
                    "%(amount)s won more is too much.", fund=ceiling.fund_id.name,
                    ceiling=won_text(ceiling.confirmed_amount), owed=won_text(ceiling.borrowed),
                    amount=won_text(self.amount),
                ),
                fix=self.env._("Repay first, or have the council raise the ceiling."),
                record=self, facts=(ceiling.id, self.amount),
            )

    def _check_treasury_borrowing_in_year(self, _edition):
        year = self.ceiling_id.fiscal_year_id
        last = year.date_to
        if last and self.date_from and not year.date_from <= self.date_from <= last:
            yield Finding(
                self.env._(
                    "It is borrowed on %(day)s, and its ceiling is of the year %(first)s to "
                    "%(last)s.", day=self.date_from, first=year.date_from, last=last,
                ),
                fix=self.env._("Choose a day within the fiscal year."),
                record=self, facts=("from", str(self.date_from)),
            )
        if last and self.date_to and self.date_to > last:
            yield Finding(
                self.env._(
                    "It is to be repaid on %(day)s, after the fiscal year ends on %(last)s.",
                    day=self.date_to, last=last,
                ),
                fix=self.env._("Choose a day within the fiscal year."),
                record=self, facts=(str(self.date_to),),
            )
