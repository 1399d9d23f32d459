import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import BY_PROPOSAL
from ..prices import cast_lots


class ContractCaseLotMixin(models.AbstractModel):
    """추첨: who is first of equal lowest prices (지방계약법 시행령 제48조).

    The seed is that of the draw, sealed with the notice, so that nobody chooses the winner and
    everybody can repeat it; a case without a draw gets one of its own.
    """

    _name = "gotgan.contract.case.lot.mixin"
    _description = "Lots Among Equal Prices"

    lot_seed = fields.Char(
        string="Seed of the Lots", readonly=True, copy=False,
        help="With the names of the bidders it gives the order of the lots, to whoever repeats it.",
    )
    has_tie = fields.Boolean(compute="_compute_has_tie", string="Equal Lowest Prices")

    @api.depends("state", "offer_ids.state", "offer_ids.amount", "offer_ids.lot")
    def _compute_has_tie(self):
        for case in self:
            case.has_tie = bool(case._find_tie())

    def action_cast_lots(self):
        """Cast lots among equal lowest prices, and rank by them."""
        return self._do_transition("cast")

    def _on_cast(self):
        for case in self:
            tied = case._find_tie()
            if not tied:
                raise UserError(self.env._(
                    "%(case)s has no equal lowest prices that wait for lots.",
                    case=case._get_document_label(),
                ))
            seed = case.disclosed_seed or secrets.token_hex(16)
            names = {one: f"{one.partner_id.vat or ''} {one.partner_id.name}" for one in tied}
            order = cast_lots(list(names.values()), seed)
            for offer, name in names.items():
                offer._write_locked({"lot": order.index(name) + 1})
            case._write_locked({"lot_seed": seed})
            case._rank()

    def _find_tie(self):
        """Return the first offers of equal price among which lots are still to be cast."""
        none = self.env["gotgan.contract.offer"]
        valid = self.offer_ids.filtered(lambda one: one.state == "valid")
        if self.state != "opened" or self.method in BY_PROPOSAL or not valid:
            return none
        lowest = min(valid.mapped("amount"))
        first = valid.filtered(lambda one: one.amount == lowest)
        return first if len(first) > 1 and not all(first.mapped("lot")) else none

    def _check_contract_equal_prices(self, _edition):
        """영 48: of equal prices, and equal points of the review, lots decide, not the time."""
        tied = self._find_tie()
        if tied:
            yield Finding(
                self.env._(
                    "%(firms)s offered the same lowest price of %(won)s won.",
                    firms=", ".join(tied.partner_id.mapped("name")), won=won_text(tied[0].amount),
                ),
                fix=self.env._(
                    "Cast lots. Where the review of capability gives them unequal points, "
                    "disqualify those with fewer instead.",
                ),
            )
