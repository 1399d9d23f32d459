from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition

from ..interest import compound_interest, split_months

HUNDREDTHS = 100
TREASURER = "group:gotgan_treasury.group_treasurer"


class TermDeposit(models.Model):
    """정기예금: idle cash of a fund put aside for a time, with interest in whole won."""

    _name = "gotgan.term.deposit"
    _description = "Term Deposit"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "date_to, id"

    _number_series = "term_deposit"
    _transitions = {
        "place": Transition(("draft",), "placed", TREASURER),
        "redeem": Transition(("placed",), "redeemed", TREASURER),
    }
    _free_fields = ("paid_interest", "redeemed_on", "no_interest_reason")

    name = fields.Char(string="Title", required=True)
    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, ondelete="restrict", index=True,
    )
    fund_id = fields.Many2one("gotgan.fund", required=True, ondelete="restrict")
    amount = Won(required=True)
    basis_points = fields.Integer(
        string="Rate in Hundredths", required=True, aggregator=None,
        help="The rate a year in hundredths of a percent: 325 is 3.25 %.",
    )
    rate = fields.Float(
        string="Rate (% a Year)", compute="_compute_rate", inverse="_inverse_rate", digits=(5, 2),
        aggregator=None, help="As the bank writes it, e.g. 3.25.",
    )
    date_from = fields.Date(
        string="Placed On", required=True, default=lambda self: today(self.env),
    )
    date_to = fields.Date(string="Until", required=True)
    compounding = fields.Selection(
        [("0", "At the End"), ("1", "Every Month"), ("3", "Every Quarter"),
         ("6", "Every Half Year"), ("12", "Every Year")],
        string="Interest Joins", required=True, default="0",
        help="When interest joins the amount and earns interest itself.",
    )
    interest_amount = Won(
        compute="_compute_interest_amount", string="Interest Due",
        help="Amount × rate × days ÷ 365; a fraction of a won falls.",
    )
    redeemed_on = fields.Date(copy=False)
    paid_interest = Won(
        string="Interest Received", copy=False,
        help="What the bank paid; left empty, the interest due.",
    )
    no_interest_reason = fields.Char(
        string="Why Without Interest", copy=False,
        help="For a deposit taken back early for which the bank pays nothing.",
    )
    state = fields.Selection([
        ("draft", "Draft"),
        ("placed", "Placed"),
        ("redeemed", "Redeemed"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "An amount lies above zero.")
    _rate_sane = models.Constraint(
        "CHECK (basis_points BETWEEN 0 AND 3000)", "A rate lies between 0 and 30 percent a year.",
    )

    @api.depends("basis_points")
    def _compute_rate(self):
        for one in self:
            one.rate = one.basis_points / HUNDREDTHS

    def _inverse_rate(self):
        for one in self:
            one.basis_points = round(one.rate * HUNDREDTHS)

    @api.depends("amount", "basis_points", "date_from", "date_to", "compounding")
    def _compute_interest_amount(self):
        for one in self:
            runs = one.date_to and one.date_from and one.date_to > one.date_from
            spans = split_months(one.date_from, one.date_to, int(one.compounding)) if runs else []
            rate = Fraction(one.basis_points, 10_000)
            one.interest_amount = compound_interest(one.amount, rate, spans)

    @api.onchange("rate")
    def _onchange_rate(self):
        self._inverse_rate()

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for one in self:
            if one.date_to <= one.date_from:
                raise ValidationError(self.env._(
                    "%(deposit)s must end after it begins. Correct the days.", deposit=one.name,
                ))

    def action_place(self):
        """Put the money aside as treasurer."""
        return self._do_transition("place")

    def action_redeem(self):
        """Take the money back, with what it has earned."""
        return self._do_transition("redeem")

    # ---- effects ---------------------------------------------------------

    def _on_place(self):
        meet_on(self.account_id)  # two who put aside or assign at once count each other's
        for one in self:
            held = self.env["gotgan.cash.assignment"].new({
                "account_id": one.account_id.id, "fund_id": one.fund_id.id,
            })._get_held()
            if one.amount > held:
                raise UserError(self.env._(
                    "%(fund)s holds %(held)s won: %(amount)s won cannot be put aside.",
                    fund=one.fund_id.name, held=won_text(held), amount=won_text(one.amount),
                ))
            one._post("deposit", -one.amount, one.date_from)
        self._take_numbers()

    def _on_redeem(self):
        """Before its time a deposit earns less: the bank's figure is needed then, or why none."""
        day = today(self.env)
        for one in self:
            ended = one.redeemed_on or day
            early = ended < one.date_to
            none = early and not one.paid_interest
            if none and not (one.no_interest_reason or "").strip():
                raise UserError(self.env._(
                    "%(deposit)s ends on %(date)s. Taken back earlier, enter the interest the bank "
                    "pays for the shorter time, or why it pays none.",
                    deposit=one.name, date=one.date_to,
                ))
            interest = 0 if none else one.paid_interest or one.interest_amount
            one._write_locked({"redeemed_on": ended, "paid_interest": interest})
            one._post("withdraw", one.amount, ended)
            if interest:
                one._post("interest", interest, ended)

    def _post(self, kind, amount, day):
        self.env["gotgan.cash.move"]._post(
            self, self.account_id, kind, {self.fund_id: amount}, day,
        )
