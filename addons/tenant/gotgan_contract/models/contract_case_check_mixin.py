from fractions import Fraction

from odoo import api, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import (
    BY_PROPOSAL,
    FIRM_WORDS,
    KIND_WORDS,
    PRIVATE,
    WORKS,
    Law,
    allows,
    propose,
)


class ContractCaseCheckMixin(models.AbstractModel):
    """What the law says to a contract case: its method, its floor, its notice, its splitting."""

    _name = "gotgan.contract.case.check.mixin"
    _description = "Contract Case Judged by Rules"
    _inherit = [
        "gotgan.contract.case.way.mixin", "gotgan.contract.case.lot.mixin",
        "gotgan.contract.case.tender.mixin", "gotgan.contract.case.notice.mixin",
        "gotgan.contract.case.price.mixin", "gotgan.contract.case.split.mixin",
        "gotgan.rule.check.mixin",
    ]

    _rule_checks = {
        "announce": (
            "contract.private_limit", "contract.private_grounds", "contract.notice_days",
            "contract.negotiation_notice_days", "contract.splitting", "contract.floor_rate",
            "contract.planned_price_waiver", "contract.open_tender", "contract.region_limit",
            "contract.record_limit", "contract.nomination_limit", "contract.proposal_kinds",
            "contract.qualification_limit", "contract.planned_price_ways",
        ),
        "open": ("contract.planned_price_ways",),
        "award": (
            "contract.private_partner_limit", "contract.bid_bond_rate", "contract.equal_prices",
            "contract.splitting",
        ),
    }
    _finding_depends = (
        "kind", "estimated_price", "firm_kind", "ground", "ground_text", "method", "deadline",
        "is_urgent", "floor_rate", "winner_id", "base_price", "planned_price", "has_tie",
        "single_ground",
        "name", "origin_id", "region", "limited_by", "award_by",
    )

    # ---- asking the rules ------------------------------------------------

    @api.model
    def _read_rows(self, code, day=None):
        """Return the rows of a table in force, or none."""
        edition = self.env["gotgan.rule"]._seek(code, day or today(self.env))
        return edition._get_rows() if edition else []

    @api.model
    def _read_row(self, code, day=None):
        """Return the only row of a table in force.

        :raises UserError: none is in force
        """
        return self.env["gotgan.rule"]._find(code, day or today(self.env))._get_rows()[0]

    def _read_draw_rule(self):
        """Return how preliminary prices are made and drawn, by the day of the notice."""
        code = "contract.preliminary_prices"
        return self._read_row(code, self._get_rule_day(code))

    def _get_rule_day(self, code):
        return self.announced_on or super()._get_rule_day(code)

    def _get_law(self):
        """Return the thresholds that choose the method."""
        day = self._get_rule_day("contract.private_limit")
        kinds = {word: kind for kind, word in KIND_WORDS.items()}
        firms = {word: firm for firm, word in FIRM_WORDS.items()}
        small = self.env["gotgan.rule"]._seek("contract.private_small_firm", day)
        one = {
            firms.get(row["firm"]): row["won"]
            for row in self._read_rows("contract.one_quote", day)
        }
        return Law(
            private={
                kinds.get(row["kind"]): row["won"]
                for row in self._read_rows("contract.private_limit", day)
            },
            one_quote={"any": 0, **one},
            small_firm=small._get_won() if small else 0,
            region={
                kinds.get(row["kind"]): row["won"]
                for row in self._read_rows("contract.region_limit", day)
            },
        )

    def _get_proposal(self):
        return propose(
            self.kind, self.estimated_price, self.firm_kind, self.ground or "amount",
            self._get_law(),
        )

    def _word_proposal(self, proposal):
        """Return why the law proposes a method, with its article."""
        _ = self.env._
        edition = self.env["gotgan.rule"]._seek(
            proposal.rule, self._get_rule_day(proposal.rule),
        )
        values = {
            "method": self._get_method_label(proposal.method),
            "price": won_text(self.estimated_price), "bound": won_text(proposal.bound),
            "article": self._cite_way(proposal, edition),
            "ground": self._get_ground().description or "",
        }
        texts = {
            "ground": _("%(method)s: %(ground)s, whatever the price (%(article)s).", **values),
            "one_quote": _("%(method)s: the estimated price of %(price)s won is at most "
                           "%(bound)s won (%(article)s).", **values),
            "private": _("%(method)s: the estimated price of %(price)s won is at most "
                         "%(bound)s won for this kind (%(article)s).", **values),
            "small_firm": _("%(method)s: with small enterprises up to %(bound)s won "
                            "(%(article)s).", **values),
            "region": _("%(method)s: below %(bound)s won the tender may be limited to the region "
                        "(%(article)s); an open tender is possible too.", **values),
            "open": _("%(method)s: the estimated price of %(price)s won is above what may be "
                      "contracted privately (%(article)s).", **values),
        }
        return texts[proposal.why]

    def _cite_way(self, proposal, edition):
        """Return the article of a way: that of the ground where it is not the amount."""
        if proposal.why == "ground":
            return self._get_ground().article or ""
        return edition._cite() if edition else ""

    def _word_choice(self, proposal):
        """Return in a sentence how the way that was chosen stands to the one proposed."""
        if self.method == proposal.method or not self.method:
            return ""
        words = {
            "method": self._get_method_label(self.method),
            "proposed": self._get_method_label(proposal.method),
        }
        if self.method in BY_PROPOSAL:
            return self._word_by_proposal(words["method"])
        if self._is_narrowed(proposal):
            return self.env._(
                "%(method)s was chosen instead of %(proposed)s: the notice says what it is limited "
                "to, and by which item of the decree (지방계약법 제9조제1항 단서).", **words)
        if allows(self.method, proposal):
            return self.env._(
                "%(method)s was chosen instead of %(proposed)s: more competition than the law asks "
                "for is always open to the officer (지방계약법 제9조제1항).", **words)
        return self.env._(
            "%(method)s was chosen, with less competition than %(proposed)s: the notice will be "
            "refused.", **words)

    def _word_by_proposal(self, method):
        """Return in a sentence when the decree opens this way."""
        if self.method == "negotiated":
            return self.env._(
                "%(method)s: for goods and services where expertise, technology, creativity, art "
                "or the safety of public facilities ask for it; not for plain purchases, cleaning "
                "or guarding (지방계약법 시행령 제43조제1항).", method=method)
        return self.env._(
            "%(method)s: for goods and services whose specification is hard to write beforehand or "
            "whose nature asks for it; not for cleaning or guarding (지방계약법 시행령 "
            "제18조제1항).", method=method)

    def _get_method_label(self, method):
        return dict(self._fields["method"]._description_selection(self.env)).get(method, method)

    def _get_floor_rate(self):
        """Return the lowest award rate of the law, 0 where it gives none."""
        if self.method in ("private_one", "negotiated"):
            return Fraction(0)
        if self.method == "private_two" and self.kind not in WORKS:
            rows = self._read_rows("contract.two_quote_floor")
        else:
            word = KIND_WORDS.get(self.kind)
            rows = [row for row in self._read_rows("contract.floor_rate") if row["kind"] == word]
        fits = [row for row in rows if row["to"] is None or self.estimated_price <= row["to"]]
        return fits[0]["rate"] if fits else Fraction(0)

    # ---- checks ----------------------------------------------------------

    def _check_contract_private_limit(self, _edition):
        proposal = self._get_proposal()
        if self.estimated_price <= 0:
            yield Finding(
                self.env._("The estimated price is missing."),
                fix=self.env._("Enter it without value added tax."),
            )
        elif not allows(self.method, proposal):
            yield Finding(
                self.env._(
                    "%(method)s is not possible for an estimated price of %(price)s won.",
                    method=self._get_method_label(self.method),
                    price=won_text(self.estimated_price),
                ),
                fix=self.env._("Choose: %(reason)s", reason=self._word_proposal(proposal)),
            )

    def _check_contract_floor_rate(self, _edition):
        if self.method in ("private_one", "negotiated"):
            return
        if not self.floor_rate:
            yield Finding(
                self.env._("No lowest award rate is known for this kind and price."),
                fix=self.env._("Enter the rate of the guideline, or add an edition of the rule."),
            )
        elif abs(self.floor_rate - float(self._get_floor_rate() * 100)) > 0.0005 and (
            self._get_floor_rate()
        ):
            yield Finding(
                self.env._(
                    "The lowest award rate is %(rate)s %%; the guideline says %(law)s %%.",
                    rate=f"{self.floor_rate:.3f}",
                    law=f"{float(self._get_floor_rate() * 100):.3f}",
                ),
                fix=self.env._("Take the rate of the guideline."),
            )

    def _check_contract_private_partner_limit(self, edition):
        """The number and sum of private contracts of one firm in a year, where a limit is set."""
        first = self.offer_ids.filtered(lambda one: one.rank == 1)[:1]
        if self.method not in PRIVATE or not first:
            return
        row = edition._get_rows()[0]
        past = self.env["gotgan.contract"].search([
            ("partner_id", "=", first.partner_id.id), ("case_id.method", "in", PRIVATE),
            ("fiscal_year_id", "=", self.fiscal_year_id.id), ("number", "!=", False),
        ])
        total = sum(past.mapped("amount")) + first.amount
        if len(past) + 1 > row["times"] or total > row["won"]:
            yield Finding(
                self.env._(
                    "%(firm)s would have %(times)s private contracts of %(total)s won this year.",
                    firm=first.partner_id.display_name, times=len(past) + 1, total=won_text(total),
                ),
                fix=self.env._("Ask another firm for a quote."),
                facts=("firm", first.partner_id.id, total),
            )


