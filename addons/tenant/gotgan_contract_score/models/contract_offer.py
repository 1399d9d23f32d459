from odoo import api, fields, models
from odoo.exceptions import UserError

LAST = 9999


class ContractOffer(models.Model):
    """Offers whose proposal is evaluated: their price stays closed until they have passed."""

    _inherit = "gotgan.contract.offer"

    # Whether the price is closed is set here at the creation, and by the envelope.
    _sealed_fields = (
        "state", "rank", "lot", "late_ground", "technical_score", "price_score", "is_fit",
    )

    score = fields.Float(digits=(7, 4))
    technical_score = fields.Float(digits=(7, 4), readonly=True, copy=False, aggregator=None)
    price_score = fields.Float(digits=(7, 4), readonly=True, copy=False, aggregator=None)
    is_fit = fields.Boolean(string="Passed", readonly=True, copy=False)
    is_evaluated = fields.Boolean(related="case_id.is_evaluated")
    place = fields.Integer(
        string="Order of Display", compute="_compute_place", store=True, aggregator=None,
        help="The first in order first, those without a rank last.",
    )

    @api.depends("rank")
    def _compute_place(self):
        for offer in self:
            offer.place = offer.rank or LAST

    @api.model_create_multi
    def create(self, vals_list):
        cases = self.env["gotgan.contract.case"]
        given = self.default_get(["case_id"]).get("case_id")
        prepared = []
        for vals in vals_list:
            case = cases.browse(vals.get("case_id", given) or ())
            plain = {name: value for name, value in vals.items() if name != "is_sealed"}
            if case.is_evaluated:
                self._refuse_typed(case, vals)
                plain.update(is_sealed=True, amount=0)
            prepared.append(plain)
        return super().create(prepared)

    def _check_sealed(self, vals, initial=()):
        super()._check_sealed(vals, initial)
        if initial:
            return
        for offer in self.filtered(lambda one: one.is_evaluated or "is_sealed" in vals):
            if {"score", "amount", "is_sealed", "case_id"} & set(vals):
                offer._refuse_typed(offer.case_id, {"score": 1})

    def _refuse_typed(self, case, vals):
        """What follows from sheets and envelopes is not typed."""
        if vals.get("score") or vals.get("amount"):
            raise UserError(self.env._(
                "%(case)s has score sheets: scores follow from them, and prices from the envelopes "
                "that are opened after the technical scores (Enforcement Decree of the Local "
                "Contracts Act, Articles 18 and 43). Enter the offer without them.",
                case=case.display_name,
            ))

    def _rank_by_score(self, results):
        """Of equal totals the better proposal goes first, then the lower price."""
        if not self.case_id.is_evaluated:
            return super()._rank_by_score(results)
        order = self.filtered(lambda one: results[one.id][1]).sorted(
            lambda one: (-one.score, -one.technical_score, one.amount),
        )
        for place, offer in enumerate(order, 1):
            results[offer.id] = (results[offer.id][0], place)
        return None

    def _take_verdicts(self, results):
        """Of equal prices of a two-stage tender the better proposal goes first (시행령 48①5)."""
        if self.case_id.is_evaluated and self.case_id.method == "two_stage":
            order = self.filtered(lambda one: results[one.id][1]).sorted(
                lambda one: (one.amount, -one.technical_score, results[one.id][1]),
            )
            places = {offer.id: place for place, offer in enumerate(order, 1)}
            results = {key: (said, places.get(key, 0)) for key, (said, _old) in results.items()}
        return super()._take_verdicts(results)

    def _get_ceiling(self):
        """Return the most a negotiation may end in."""
        return min(self.case_id._get_price_limit() or self.amount, self.amount)
