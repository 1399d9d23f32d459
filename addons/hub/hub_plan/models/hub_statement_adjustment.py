from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class HubStatementAdjustment(models.Model):
    """What the operator adds to or takes off a draft, and why: a missed service level, an error."""

    _name = "hub.statement.adjustment"
    _description = "Adjustment"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "statement_id, id"
    _parent_field = "statement_id"

    statement_id = fields.Many2one(
        "hub.statement", required=True, index=True, ondelete="cascade",
    )
    name = fields.Char(required=True, string="Reason")
    amount = Won(required=True, help="Supply amount in won; below zero to take off.")

    _not_zero = models.Constraint("CHECK (amount != 0)", "An adjustment changes the amount.")
