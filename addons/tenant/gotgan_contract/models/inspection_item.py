from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..orders import part_amount


class InspectionItem(models.Model):
    """What of an ordered item was delivered and accepted, in quantity and won."""

    _name = "gotgan.inspection.item"
    _description = "Delivered Item"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "inspection_id, id"
    _rec_name = "order_line_id"

    _parent_field = "inspection_id"

    inspection_id = fields.Many2one(
        "gotgan.inspection", required=True, index=True, ondelete="cascade",
    )
    order_line_id = fields.Many2one(
        "gotgan.contract.order.line", string="Item", required=True, index=True,
        ondelete="restrict",
    )
    specification = fields.Char(related="order_line_id.specification")
    unit = fields.Char(related="order_line_id.unit")
    ordered = fields.Float(related="order_line_id.quantity", string="Ordered")
    left_quantity = fields.Float(related="order_line_id.left_quantity")
    quantity = fields.Float(string="Delivered", digits=(16, 3), required=True)
    amount = Won(compute="_compute_amount", store=True)

    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "What was delivered lies above zero. Delete the line if nothing "
        "of it came.",
    )
    _once = models.UniqueIndex(
        "(inspection_id, order_line_id)", "Each item stands once in an inspection.",
    )

    @api.depends("quantity", "order_line_id")
    def _compute_amount(self):
        for item in self:
            line = item.order_line_id
            item.amount = part_amount(
                line.unit_price, line.delivered, item.quantity, line.delivered_amount,
            )

    def _get_parts(self, sign):
        """Return ``{order line id: (signed quantity, signed won)}``."""
        return {
            one.order_line_id.id: (sign * one.quantity, sign * one.amount) for one in self
        }
