from odoo import fields, models

from .hub_link import DEPTHS


class HubReport(models.Model):
    """A report as it came: the canonical JSON, its fingerprint, and when the hub received it."""

    _name = "hub.report"
    _description = "Report of an Agency"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False
    _rec_name = "sequence"

    tenant_id = fields.Many2one(
        "hub.tenant", string="Agency", required=True, readonly=True, ondelete="restrict"
    )
    link_id = fields.Many2one(
        "hub.link", required=True, readonly=True, ondelete="restrict", index=True
    )
    sequence = fields.Integer(required=True, readonly=True, aggregator=None, string="No.")
    year = fields.Integer(required=True, readonly=True, aggregator=None, string="Fiscal Year")
    version = fields.Integer(required=True, readonly=True, aggregator=None)
    depth = fields.Selection(DEPTHS, required=True, readonly=True)
    as_of = fields.Datetime(required=True, readonly=True)
    received = fields.Datetime(required=True, readonly=True, string="Received On")
    size = fields.Integer(required=True, readonly=True, aggregator=None, string="Bytes")
    digest = fields.Char(required=True, readonly=True, string="Fingerprint")
    document = fields.Text(
        required=True, readonly=True, prefetch=False, groups="base.group_system"
    )

    _sequence_unique = models.UniqueIndex(
        "(tenant_id, sequence)", "A report of an agency is kept once."
    )
