from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_rule.finding import Finding

from ..floors import floor_amount
from ..methods import DRAWN, METHOD_WORDS, PLANNED
from ..prices import draw, make_prices, parse_choices, planned_price, seal


class ContractCasePriceMixin(models.AbstractModel):
    """예정가격: sealed with the notice, known to nobody until the opening (지방계약법 11).

    Drawn from preliminary prices, or one price that was sealed with the reason why there is one.
    """

    _name = "gotgan.contract.case.price.mixin"
    _description = "Planned Price of a Contract Case"

    single_ground = fields.Char(
        string="Why One Planned Price", copy=False,
        help="The item of the guideline and the facts, where one price is sealed in place of a "
             "draw from preliminary prices.",
    )
    sealed_price = Won(readonly=True, copy=False, groups="base.group_system")
    has_draw = fields.Boolean(
        string="Drawn From Preliminary Prices", compute="_compute_has_draw",
        help="Bidders choose numbers of the preliminary prices.",
    )

    @api.depends("method", "base_price", "planned_price", "seal")
    def _compute_has_draw(self):
        for case in self:
            sealed_sudo = case.sudo()
            drawn = bool(sealed_sudo.seed and not sealed_sudo.sealed_price)
            case.has_draw = drawn if case.state != "draft" else case._draws_price()

    # ---- with the notice ---------------------------------------------------

    def _seal_prices(self, seed):
        """Return what is kept of the prices with the notice: sealed, for nobody to read."""
        if self._draws_price():
            return {"seed": seed, "seal": seal(seed, self._make_prices(seed))}
        if self.planned_price and self.method != "private_one":
            return {
                "seed": seed, "seal": seal(seed, [self.planned_price]),
                "sealed_price": self.planned_price, "planned_price": 0,
            }
        return {}

    def _draws_price(self):
        return self.method != "private_one" and bool(self.base_price) and not self.planned_price

    def _make_prices(self, seed):
        rule = self._read_draw_rule()
        return make_prices(self.base_price, seed, rule["count"], rule["spread"])

    # ---- at the opening ----------------------------------------------------

    def _fix_price(self):
        """Disclose the preliminary prices and draw the planned price, or take what was sealed."""
        case_sudo = self.sudo()
        seed, sealed = case_sudo.seed, case_sudo.sealed_price
        planned = sealed or self.planned_price or self.base_price
        if seed:
            self._check_seal(seed, [sealed] if sealed else self._make_prices(seed))
            planned = sealed or self._draw_price(seed)
        if not planned and not self._waives_planned_price():
            raise UserError(self.env._(
                "%(case)s needs a planned price. Enter it, or the base price, before the notice.",
                case=self._get_document_label(),
            ))
        rate = Fraction(f"{self.floor_rate:.3f}") / 100
        floor = 0 if self.method in ("private_one", "negotiated") else floor_amount(planned, rate)
        self._write_locked({
            "planned_price": planned, "floor_amount": floor, "disclosed_seed": seed,
        })

    def _check_seal(self, seed, prices):
        if seal(seed, prices) != self.seal:
            raise UserError(self.env._(
                "%(case)s: the preliminary prices are not those of the notice. Cancel the case.",
                case=self._get_document_label(),
            ))

    def _draw_price(self, seed):
        rule = self._read_draw_rule()
        prices = self._make_prices(seed)
        choices = [parse_choices(one.choices) for one in self.offer_ids._get_counted()]
        drawn = draw(choices, rule["drawn"], (seed, rule["count"]))
        votes = [number for chosen in choices for number in chosen]
        self.env["gotgan.contract.price"].sudo().create([
            {
                "case_id": self.id, "sequence": number, "amount": amount,
                "votes": votes.count(number), "is_drawn": number in drawn,
            }
            for number, amount in enumerate(prices, 1)
        ])
        return planned_price([prices[number - 1] for number in drawn])

    # ---- rules -------------------------------------------------------------

    def _check_contract_planned_price_ways(self, edition):
        """법 11, 영 8: offers are opened against a price that was secret until then."""
        word = METHOD_WORDS.get(self.method)
        wanted = next((row["price"] for row in edition._get_rows() if row["method"] == word), "")
        sealed_sudo = self.sudo()
        single = sealed_sudo.sealed_price or self.planned_price
        if wanted == DRAWN and not self.has_draw and not (single and self.single_ground):
            yield Finding(
                self.env._(
                    "%(method)s is opened with a planned price drawn from preliminary prices, and "
                    "none are sealed with the notice.", method=self._get_method_label(self.method),
                ),
                fix=self.env._(
                    "Enter the base price before the notice, or the planned price and why there is "
                    "only one.",
                ),
            )
        if wanted == PLANNED and not (single or sealed_sudo.seed or self.base_price):
            yield Finding(
                self.env._("%(method)s needs a planned price made before the opening.",
                           method=self._get_method_label(self.method)),
                fix=self.env._("Enter the base price or the planned price before the notice."),
            )
