from odoo import api, models

from odoo.addons.gotgan_base.clock import seoul_day, today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import BY_PROPOSAL, PRIVATE, notice_group


class ContractCaseNoticeMixin(models.AbstractModel):
    """How long a notice stands, whether a price was planned, and what a bid is secured by."""

    _name = "gotgan.contract.case.notice.mixin"
    _description = "Notice, Prices and Bid Bond of a Contract Case"

    @api.depends("winner_id.amount")
    def _compute_awarded_amount(self):
        for case in self:
            case.awarded_amount = case._get_award_amount()

    def _check_contract_notice_days(self, edition):
        """시행령 35①③④, 30: days of the notice; a negotiated contract has days of its own."""
        if self.method == "private_one":
            return
        if not self.deadline:
            yield Finding(
                self.env._("The notice needs the moment until which offers come in."),
                fix=self.env._("Enter it."), severity="block",
            )
            return
        if self.method not in BY_PROPOSAL:
            yield from self._judge_notice(self._get_notice_days_by(edition))

    def _check_contract_negotiation_notice_days(self, edition):
        """시행령 35⑤: how long the notice stands where proposals are asked for, by the price."""
        if self.method in BY_PROPOSAL and self.deadline:
            yield from self._judge_notice(self._get_notice_days_by(edition))

    def _check_contract_planned_price_waiver(self, edition):
        """시행령 8②: small private contracts do without a planned price, others do not."""
        if self.method in PRIVATE and self.estimated_price > edition._get_won() and not (
            self.planned_price or self.base_price
        ):
            yield Finding(
                self.env._("Above %(limit)s won a planned price is made for a private contract "
                           "too.", limit=won_text(edition._get_won())),
                fix=self.env._("Enter the base price or the planned price."),
            )

    def _check_contract_bid_bond_rate(self, _edition):
        """지방계약법 12: the first offer is secured by a bond, or a pledge where it is waived."""
        first = self.offer_ids.filtered(lambda one: one.rank == 1)[:1]
        wanted = self._get_bid_bond(first.amount or 0)
        held = self.env["gotgan.contract.guarantee"].search([
            ("case_id", "=", self._origin.id), ("kind", "=", "bid"), ("state", "=", "held"),
            ("partner_id", "=", first.partner_id.id),
        ]) if wanted else self.env["gotgan.contract.guarantee"]
        total = sum(held.mapped("amount"))
        if wanted > total and "pledge" not in held.mapped("form"):
            yield Finding(
                self.env._("The bid bond of %(firm)s is %(held)s won; %(wanted)s won are needed.",
                           firm=first.partner_id.display_name, held=won_text(total),
                           wanted=won_text(wanted)),
                fix=self.env._("Take the bond in, or a pledge of payment where it is waived."),
            )

    def _judge_notice(self, wanted):
        given = (seoul_day(self.deadline) - today(self.env)).days
        if given < wanted:
            yield Finding(
                self.env._("The notice stands %(given)s days; %(wanted)s are needed.",
                           given=given, wanted=wanted),
                fix=self.env._("Set the end of the offers later, or have it announced as urgent."),
                facts=("notice", given, wanted),
            )

    def _get_notice_days_by(self, edition):
        """Return the days of the table for this case, or those of an urgent notice (35④, ⑥)."""
        code = "contract.urgent_notice_days"
        if self.method in BY_PROPOSAL:
            code = "contract.negotiation_urgent_days"
        urgent = self.is_urgent and self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        return urgent._get_days() if urgent else self._read_notice_days(edition)

    def _read_notice_days(self, edition):
        """Return the days of the table for this case, urgent or not."""
        group = notice_group(self.kind, self.method)
        return next((
            row["days"] for row in edition._get_rows() if row.get("group", group) == group
            and (row["to"] is None or self.estimated_price <= row["to"])
        ), 0)

    def _waives_planned_price(self):
        """Say whether this case may go without a planned price (시행령 8②)."""
        if self.method == "negotiated":
            return True
        code = "contract.planned_price_waiver"
        edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        return bool(
            edition and self.method == "private_one"
            and self.estimated_price <= edition._get_won()
        )

    def _get_price_limit(self):
        """Return the won above which an offer loses; 0 where nothing bounds it.

        It is the planned price; a negotiated contract without one is bound by the estimated price
        with value added tax (시행령 43①).
        """
        if self.planned_price or self.method != "negotiated":
            return self.planned_price
        code = "contract.vat_rate"
        edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        tax = edition._get_rate() if edition else 0
        return int(self.estimated_price * (1 + tax))

    def _get_award_amount(self):
        """Return the won of the award; what was offered, unless something else was agreed."""
        return self.winner_id.amount

    def _get_bid_bond(self, amount):
        """Return the won that secure an offer of ``amount`` won; 0 for a private contract."""
        code = "contract.bid_bond_rate"
        edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        if self.method in PRIVATE or not edition:
            return 0
        share = amount * edition._get_rate()
        return -(-share.numerator // share.denominator)
