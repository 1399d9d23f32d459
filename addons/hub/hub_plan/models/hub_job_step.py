from odoo import fields, models


class HubJobStep(models.Model):
    """The one step of metering."""

    _inherit = "hub.job.step"

    name = fields.Selection(
        selection_add=[("meter", "Taking Samples")], ondelete={"meter": "cascade"},
    )
