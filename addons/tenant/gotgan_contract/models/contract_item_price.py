from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class ContractItemPrice(models.Model):
    """A unit price of an item from a day on; the one before stays as it was (물가변동)."""

    _name = "gotgan.contract.item.price"
    _description = "Unit Price of an Item"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "item_id, date_from desc"
    _rec_name = "date_from"

    item_id = fields.Many2one(
        "gotgan.contract.item", required=True, index=True, ondelete="restrict",
    )
    date_from = fields.Date(string="In Force From", required=True)
    unit_price = Won(required=True, aggregator=None)
    change_id = fields.Many2one(
        "gotgan.contract.change", string="By the Change", ondelete="restrict",
        index="btree_not_null", help="Empty: the price at signing.",
    )

    _price_positive = models.Constraint("CHECK (unit_price > 0)", "A unit price is above zero won.")
    _once = models.UniqueIndex(
        "(item_id, date_from)", "On one day an item has one price. Agree on another day.",
    )
