from odoo import fields, models

HEALTH = [
    ("good", "Good"), ("slow", "Slow"), ("unreachable", "Not Reachable"),
    ("down", "Database Down"),
]


class HubHealth(models.Model):
    """How a tenant was found at one inspection; one row whenever it changed, and every hour."""

    _name = "hub.health"
    _description = "Health of a Tenant"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "time"

    tenant_id = fields.Many2one(
        "hub.tenant", required=True, readonly=True, ondelete="restrict", index=True,
    )
    time = fields.Datetime(required=True, readonly=True)
    health = fields.Selection(HEALTH, required=True, readonly=True)
    answer = fields.Integer(
        string="Answered In (ms)", readonly=True, aggregator="avg",
        help="How long the database took to answer; empty when it did not.",
    )
    people = fields.Integer(readonly=True, aggregator=None)
    size = fields.Integer(string="Size (MB)", readonly=True, aggregator=None)
    message = fields.Char(readonly=True)
