from odoo import fields, models


class HubConsentNote(models.Model):
    """What an agency said about its consent, with its signature: the proof that it agreed."""

    _name = "hub.consent.note"
    _description = "Consent of an Agency"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    tenant_id = fields.Many2one(
        "hub.tenant", required=True, readonly=True, ondelete="restrict", index=True
    )
    sequence = fields.Integer(required=True, readonly=True, aggregator=None, string="No.")
    state = fields.Selection(
        [("agreed", "Agreed"), ("ended", "Ended")], required=True, readonly=True, copy=True
    )
    depth = fields.Char(readonly=True)
    date_from = fields.Date(readonly=True)
    date_to = fields.Date(readonly=True)
    capacity = fields.Char(readonly=True, string="Agreed By")
    reason = fields.Text(readonly=True)
    as_of = fields.Datetime(readonly=True, required=True, string="Said On")
    received = fields.Datetime(readonly=True, required=True, string="Received On")
    digest = fields.Char(readonly=True, required=True, string="Fingerprint")
    sealed = fields.Text(readonly=True, required=True, string="Signed Message")

    _sequence_unique = models.UniqueIndex(
        "(tenant_id, sequence)", "A message of an agency is kept once."
    )
