from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won

from .. import pricing


class HubPriceTier(models.Model):
    """One step of the price of extra users: up to so many, each costs so much."""

    _name = "hub.price.tier"
    _description = "Step of the Price of Extra Users"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "price_id, last, up_to, id"
    _rec_name = "up_to"
    _parent_field = "price_id"

    price_id = fields.Many2one("hub.price", required=True, index=True, ondelete="cascade")
    up_to = fields.Integer(
        string="Up to Extra Users", aggregator=None,
        help="The step ends with this extra user; 0: all further ones.",
    )
    last = fields.Boolean(compute="_compute_last", store=True)
    unit_price = Won(required=True, string="Per User and Month", aggregator=None)
    span = fields.Char(compute="_compute_span", string="Extra Users")

    _not_negative = models.Constraint(
        "CHECK (up_to >= 0 AND unit_price >= 0)", "Steps and prices are never below zero.",
    )
    _up_to_once = models.UniqueIndex(
        "(price_id, up_to)", "Two steps of a price end with the same user.",
    )

    @api.depends("up_to")
    def _compute_last(self):
        for tier in self:
            tier.last = tier.up_to == 0

    @api.depends("up_to", "price_id.tier_ids.up_to")
    def _compute_span(self):
        for tier in self:
            below = [
                one.up_to for one in tier.price_id.tier_ids
                if one.up_to and (tier.last or one.up_to < tier.up_to)
            ]
            first = max(below, default=0) + 1
            tier.span = f"{first:,} ~ {tier.up_to:,}" if tier.up_to else f"{first:,} ~"

    def _get_tiers(self):
        """Return the steps in order; the open one (0) stands last."""
        ordered = self.sorted(lambda tier: (tier.last, tier.up_to))
        return tuple(pricing.Tier(tier.up_to, tier.unit_price) for tier in ordered)

    def _check_steps(self):
        """The last step is open, so that every number of users has its price."""
        if self and not any(tier.last for tier in self):
            raise UserError(self.env._(
                "%(price)s: the last step of extra users must be open (0), or a number of users "
                "would have no price.", price=self.price_id.display_name,
            ))
