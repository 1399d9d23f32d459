from odoo import fields, models

from .hub_job import OWN


class HubJobStep(models.Model):
    _inherit = "hub.job.step"

    name = fields.Selection(
        selection_add=[
            ("inspect", "Looking After All"), ("reconcile", "Comparing With the Register"),
            ("backup", "Backup"), ("support", "Asking the Agency"),
            ("support_state", "Looking for the Answer"),
            ("server_log", "Reading the Server Log"),
        ],
        ondelete=dict.fromkeys(OWN, "cascade"),
    )
