from collections import defaultdict

from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

from ..orders import amount_of, price_on

STANDING = ("placed", "completed")


class ContractItem(models.Model):
    """One item of a 단가계약: its unit price and the quantity that is expected of it.

    The price at signing is the first of its dated prices; a 물가변동 adds another one.
    """

    _name = "gotgan.contract.item"
    _description = "Item of a Unit-Price Contract"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "contract_id, sequence, id"

    _parent_field = "contract_id"

    contract_id = fields.Many2one("gotgan.contract", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10, aggregator=None)
    name = fields.Char(string="Item", required=True)
    specification = fields.Char()
    unit = fields.Char(string="Unit of Quantity", required=True)
    quantity = fields.Float(string="Estimated Quantity", digits=(16, 3), required=True)
    largest_quantity = fields.Float(
        string="Largest Single Delivery", digits=(16, 3),
        help="Of what is delivered in several turns: the most that is expected at once. The "
             "performance bond is a share of it. Empty: all of it at once.",
    )
    unit_price = Won(string="Unit Price at Signing", required=True, aggregator=None)
    amount = Won(string="Estimated Amount", compute="_compute_amount", store=True)
    price_ids = fields.One2many("gotgan.contract.item.price", "item_id", string="Prices")
    price_now = Won(string="Unit Price Now", compute="_compute_price_now", aggregator=None)
    ordered_quantity = fields.Float(
        string="Ordered", digits=(16, 3), compute="_compute_quantities",
    )
    delivered_quantity = fields.Float(
        string="Delivered", digits=(16, 3), compute="_compute_quantities",
    )
    left_quantity = fields.Float(
        string="Left of the Estimate", digits=(16, 3), compute="_compute_quantities",
        help="Below zero where more was ordered than expected: the amount of the contract is the "
             "limit, the quantity is an estimate.",
    )
    ordered_amount = Won(compute="_compute_quantities", string="Ordered Amount")

    _figures_positive = models.Constraint(
        "CHECK (unit_price > 0 AND quantity > 0)",
        "Unit price and estimated quantity of an item lie above zero.",
    )
    _largest_within = models.Constraint(
        "CHECK (COALESCE(largest_quantity, 0) BETWEEN 0 AND quantity)",
        "The largest single delivery lies between zero and the estimated quantity.",
    )

    @api.depends("name", "specification", "unit")
    def _compute_display_name(self):
        for item in self:
            item.display_name = " ".join(filter(None, (item.name, item.specification))) or ""

    @api.depends("unit_price", "quantity")
    def _compute_amount(self):
        for item in self:
            item.amount = amount_of(item.unit_price or 0, item.quantity)

    @api.depends("price_ids.unit_price", "unit_price")
    def _compute_price_now(self):
        day = today(self.env)
        for item in self:
            item.price_now = item._get_price(day) or item.unit_price

    @api.depends("quantity")
    def _compute_quantities(self):
        """What placed orders ask for; of revoked ones what came before."""
        sums = self._sum_lines()
        for item in self:
            ordered, delivered, won = sums[item._origin.id]
            item.ordered_quantity, item.delivered_quantity = ordered, delivered
            item.left_quantity = round(item.quantity - ordered, 3)
            item.ordered_amount = won

    def _sum_lines(self):
        """Return ``{item id: (quantity ordered, delivered, won ordered)}``."""
        lines_sudo = self.env["gotgan.contract.order.line"].sudo()
        sums = defaultdict(lambda: (0.0, 0.0, 0))
        for item, state, *figures in lines_sudo._read_group(
            [("item_id", "in", self.ids), ("state", "in", (*STANDING, "revoked"))],
            ["item_id", "state"],
            ["quantity:sum", "delivered:sum", "amount:sum", "delivered_amount:sum"],
        ):
            quantity, delivered, won, accepted = figures
            if state == "revoked":
                quantity, won = delivered, accepted
            known = sums[item.id]
            sums[item.id] = (
                round(known[0] + quantity, 3), round(known[1] + delivered, 3), known[2] + won,
            )
        return sums

    def _get_price(self, day):
        """Return the unit price in force on a day, or None before the first."""
        return price_on([(one.date_from, one.unit_price) for one in self.price_ids], day)

    def _begin_prices(self, day):
        """The price at signing is the first one (append-only)."""
        prices_sudo = self.env["gotgan.contract.item.price"].sudo()
        prices_sudo.create([
            {"item_id": item.id, "date_from": min(day, item.contract_id.date_start),
             "unit_price": item.unit_price}
            for item in self
        ])
        self.invalidate_recordset(["price_ids", "price_now"])
