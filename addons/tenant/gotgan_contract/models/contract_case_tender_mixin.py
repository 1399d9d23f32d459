from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import AWARDS, KIND_WORDS, LIMITS, TENDERS, WORKS


class ContractCaseTenderMixin(models.AbstractModel):
    """A tender: open to all unless the decree lets it be narrowed, and how its winner is found."""

    _name = "gotgan.contract.case.tender.mixin"
    _description = "Tender Judged by Rules"

    limited_by = fields.Selection(
        LIMITS, compute="_compute_limited_by", store=True, readonly=False,
        precompute=True, help="What the tender is limited by (Enforcement Decree, Article 20).",
    )
    award_by = fields.Selection(
        AWARDS, string="Winner Found By", compute="_compute_award_by", store=True, readonly=False,
        precompute=True,
        help="How the bidders for works are judged (Enforcement Decree, Articles 42 and 42-3).",
    )

    @api.depends("kind", "estimated_price", "method")
    def _compute_limited_by(self):
        for case in self:
            proposed = case.method == "limited" and case._get_proposal().method == "limited"
            case.limited_by = proposed and "region"

    @api.depends("kind", "estimated_price", "method")
    def _compute_award_by(self):
        for case in self:
            case.award_by = case._get_award_by()

    def _get_award_by(self):
        """Return the way the decree judges the bidders of this case; nothing beside works."""
        code = "contract.qualification_limit"
        edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        if not edition or self.kind not in WORKS or self.method not in TENDERS:
            return False
        return "qualification" if self.estimated_price < edition._get_won() else "overall"

    def _is_narrowed(self, proposal):
        """Whether fewer may bid than the way the law proposes lets in."""
        wider = {"limited": ("open",), "nominated": ("open", "limited")}
        return proposal.method in wider.get(self.method, ())

    def _check_contract_open_tender(self, _edition):
        """지방계약법 9①: open to all, unless it is written what it is narrowed to and why."""
        named = self.region and (self.limited_by or self.method == "nominated")
        if self._is_narrowed(self._get_proposal()) and not named:
            yield Finding(
                self.env._("A tender is open to all; this one does not say what it is limited to."),
                fix=self.env._(
                    "Write it under Limited To with the item of the decree, or choose an open "
                    "tender.",
                ),
            )

    def _check_contract_record_limit(self, edition):
        """시행령 20①1: records of works may be asked for from a price on."""
        word = KIND_WORDS.get(self.kind)
        for row in edition._get_rows():
            if (self.method == "limited" and self.limited_by == "record" and row["kind"] == word
                    and self.estimated_price < row["won"]):
                yield Finding(
                    self.env._(
                        "Records of works may be asked for from %(bound)s won on; the estimated "
                        "price is %(price)s won.", bound=won_text(row["won"]),
                        price=won_text(self.estimated_price),
                    ),
                    fix=self.env._("Limit it by something else, or choose an open tender."),
                )

    def _check_contract_qualification_limit(self, edition):
        """시행령 42①, 42의3: 적격심사 below a price, 종합평가 from it on."""
        wanted = self._get_award_by()
        if wanted and self.award_by != wanted:
            yield Finding(
                self.env._(
                    "With an estimated price of %(price)s won the winner is found by %(wanted)s: "
                    "the bound is %(bound)s won.", price=won_text(self.estimated_price),
                    wanted=dict(self._fields["award_by"]._description_selection(self.env))[wanted],
                    bound=won_text(edition._get_won()),
                ),
                fix=self.env._("Choose that way, or note on what ground it is another."),
            )
