from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class PettyLimit(models.Model):
    """교부한도액: how much of one object an imprest cashier may hold at a time."""

    _name = "gotgan.petty.limit"
    _description = "Limit of Petty Cash"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "designation_id, subitem_id"
    _rec_name = "subitem_id"

    _parent_field = "designation_id"

    designation_id = fields.Many2one(
        "gotgan.petty.designation", required=True, ondelete="cascade", index=True,
    )
    fiscal_year_id = fields.Many2one(related="designation_id.fiscal_year_id")
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object", required=True, ondelete="restrict",
        index=True,
    )
    amount = Won(string="Limit", required=True)

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A limit of petty cash lies above zero.",
    )
    _once = models.UniqueIndex(
        "(designation_id, subitem_id)", "Each object has one limit in a designation.",
    )
