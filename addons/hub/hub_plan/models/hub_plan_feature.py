from odoo import fields, models


class HubPlanFeature(models.Model):
    """Something a plan can have: one addon of the tenants, by the name an official knows it."""

    _name = "hub.plan.feature"
    _description = "Feature of a Plan"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="The module of the program that this feature opens.")
    name = fields.Char(required=True)
    summary = fields.Char()
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "A feature with this code exists already.")
