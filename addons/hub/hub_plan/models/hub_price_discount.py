from odoo import fields, models

from .. import pricing


class HubPriceDiscount(models.Model):
    """A percentage off for a long term, or for several agencies that subscribe together."""

    _name = "hub.price.discount"
    _description = "Discount"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "price_id, kind desc, at_least, id"
    _rec_name = "percent"
    _parent_field = "price_id"

    price_id = fields.Many2one("hub.price", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [("term", "Months of the Term"), ("number", "Agencies Together")],
        required=True, default="term", string="For",
    )
    at_least = fields.Integer(required=True, string="From", aggregator=None)
    percent = fields.Integer(required=True, string="Percent Off", aggregator=None)

    _range = models.Constraint(
        "CHECK (at_least > 0 AND percent > 0 AND percent <= 50)",
        "A discount begins at one or more, and is 1 to 50 percent.",
    )
    _step_once = models.UniqueIndex(
        "(price_id, kind, at_least)", "Two discounts of a price begin at the same number.",
    )

    def _get_discounts(self, kind):
        """Return the steps of one kind of discount as plain data."""
        steps = self.filtered(lambda one: one.kind == kind).sorted("at_least")
        return tuple(pricing.Discount(one.at_least, one.percent) for one in steps)
