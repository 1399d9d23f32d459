from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

from ..orders import amount_of


class ContractOrderLine(models.Model):
    """So much of one item, at the unit price of the day the order is placed; what came of it.

    ``unit_price``, ``amount``, ``delivered`` and ``delivered_amount`` are the server's: the amount
    is the price times the quantity, and no more is delivered than was ordered, by the table itself.
    """

    _name = "gotgan.contract.order.line"
    _description = "Line of an Order"
    _inherit = ["gotgan.expenditure.line.mixin"]
    _order = "order_id desc, id"
    _rec_name = "item_id"

    _parent_field = "order_id"
    _server_fields = ("unit_price", "amount", "delivered", "delivered_amount")

    order_id = fields.Many2one(
        "gotgan.contract.order", required=True, index=True, ondelete="cascade",
    )
    contract_id = fields.Many2one(related="order_id.contract_id", store=True, index=True)
    item_id = fields.Many2one(
        "gotgan.contract.item", required=True, index=True, ondelete="restrict",
        domain="[('contract_id', '=', contract_id)]",
    )
    specification = fields.Char(related="item_id.specification")
    unit = fields.Char(related="item_id.unit")
    quantity = fields.Float(digits=(16, 3), required=True, default=1)
    unit_price = Won(readonly=True, copy=False, aggregator=None, string="Price When Placed")
    amount = Won(readonly=True, copy=False, string="Amount When Placed")
    price = Won(compute="_compute_price", aggregator=None, string="Price per Unit")
    price_amount = Won(compute="_compute_price", string="Amount")
    delivered = fields.Float(digits=(16, 3), readonly=True, copy=False)
    delivered_amount = Won(readonly=True, copy=False, string="Accepted")
    left_quantity = fields.Float(
        string="To Be Delivered", digits=(16, 3), compute="_compute_left", store=True,
    )
    state = fields.Selection(related="order_id.state", store=True)
    date = fields.Date(related="order_id.date", store=True)
    due_date = fields.Date(related="order_id.due_date", store=True)
    department_id = fields.Many2one(related="order_id.department_id", store=True)

    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "The quantity of an order lies above zero.",
    )
    _amount_computed = models.Constraint(
        "CHECK (COALESCE(unit_price, 0) = 0 OR amount = floor(unit_price * quantity))",
        "The amount of an order is its quantity at the unit price in force.",
    )
    _delivered_within = models.Constraint(
        "CHECK (COALESCE(delivered, 0) BETWEEN 0 AND quantity "
        "AND COALESCE(delivered_amount, 0) >= 0)",
        "More than was ordered cannot be delivered.",
    )

    @api.depends("item_id", "quantity", "unit_price", "amount", "item_id.price_now")
    def _compute_price(self):
        """Until it is placed, at today's price."""
        for line in self:
            placed = bool(line.unit_price)
            line.price = line.unit_price if placed else line.item_id.price_now
            line.price_amount = line.amount if placed else amount_of(line.price, line.quantity)

    @api.depends("quantity", "delivered", "order_id.state")
    def _compute_left(self):
        for line in self:
            waits = line.order_id.state not in ("revoked", "cancelled")
            line.left_quantity = round(line.quantity - line.delivered, 3) if waits else 0

    @api.constrains("item_id", "order_id")
    def _check_item(self):
        for line in self:
            if line.item_id.contract_id != line.order_id.contract_id:
                raise ValidationError(self.env._(
                    "%(item)s is not an item of %(contract)s. An order takes the items of its own "
                    "contract.", item=line.item_id.display_name,
                    contract=line.order_id.contract_id.display_name,
                ))

    def _set_prices(self, day):
        """Fix price and amount by the prices in force on ``day``; nobody else writes them."""
        self.flush_recordset()
        prices = [line.item_id._get_price(day) for line in self]
        self.env.cr.execute(SQL(
            """
            UPDATE gotgan_contract_order_line AS l
               SET unit_price = w.price, amount = floor(w.price * l.quantity)
              FROM unnest(%s::int[], %s::int8[]) AS w(id, price) WHERE l.id = w.id
            """, list(self.ids), prices,
        ))
        self.invalidate_recordset(["unit_price", "amount", "price", "price_amount"])
        self.modified(["unit_price", "amount"])

    def _add_delivered(self, parts):
        """Add ``{line id: (quantity, won)}`` to what was delivered, or take it off.

        The rows are locked in ascending order; two deliveries at once meet here, and the table
        refuses more than was ordered.
        """
        self.flush_recordset()
        ids = sorted(parts)
        self.env.cr.execute(SQL(
            """
            UPDATE gotgan_contract_order_line AS l
               SET delivered = COALESCE(l.delivered, 0) + w.quantity,
                   delivered_amount = COALESCE(l.delivered_amount, 0) + w.won
              FROM unnest(%s::int[], %s::numeric[], %s::int8[]) AS w(id, quantity, won)
             WHERE l.id = w.id
            """, ids, [parts[one][0] for one in ids], [parts[one][1] for one in ids],
        ))
        self.invalidate_recordset(["delivered", "delivered_amount"])
        self.modified(["delivered", "delivered_amount"])

    def _get_today_amount(self):
        """Return the won by today's prices, as it would be placed now."""
        day = today(self.env)
        return sum(amount_of(line.item_id._get_price(day) or 0, line.quantity) for line in self)
