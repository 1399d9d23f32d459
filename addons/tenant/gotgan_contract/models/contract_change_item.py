from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..orders import adjust_price


class ContractChangeItem(models.Model):
    """A unit price that a change of prices raises or lowers (지방계약법 제22조, 시행령 제73조)."""

    _name = "gotgan.contract.change.item"
    _description = "Changed Unit Price"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "change_id, id"
    _rec_name = "item_id"

    _parent_field = "change_id"

    change_id = fields.Many2one(
        "gotgan.contract.change", required=True, index=True, ondelete="cascade",
    )
    contract_id = fields.Many2one(related="change_id.contract_id")
    item_id = fields.Many2one(
        "gotgan.contract.item", required=True, index=True, ondelete="restrict",
        domain="[('contract_id', '=', contract_id)]",
    )
    price_now = Won(related="item_id.price_now", string="Unit Price Now", aggregator=None)
    computed_price = Won(
        compute="_compute_price", string="By the Computation", aggregator=None,
        help="The price now, raised or lowered by the indices of the change.",
    )
    unit_price = Won(string="New Unit Price", required=True, aggregator=None)

    _price_positive = models.Constraint("CHECK (unit_price > 0)", "A unit price is above zero won.")
    _once = models.UniqueIndex("(change_id, item_id)", "Each item stands once in a change.")

    @api.depends("item_id", "change_id.index_before", "change_id.index_after",
                 "change_id.reference_date")
    def _compute_price(self):
        for line in self:
            result = line.change_id._adjust()
            line.computed_price = (
                adjust_price(line.price_now, result.rate) if result and result.due
                else line.price_now
            )

    @api.onchange("item_id")
    def _onchange_item_id(self):
        self.unit_price = self.computed_price
