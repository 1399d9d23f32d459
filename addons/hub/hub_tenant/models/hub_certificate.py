from odoo import fields, models


class HubCertificate(models.Model):
    """What was destroyed, when and on whose order (개인정보 보호법 21; 파기 확인서)."""

    _name = "hub.certificate"
    _description = "Certificate of Destruction"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "agency_name"

    tenant_id = fields.Many2one("hub.tenant", required=True, readonly=True, ondelete="restrict")
    agency_name = fields.Char(required=True, readonly=True)
    business_number = fields.Char(readonly=True)
    name = fields.Char(required=True, readonly=True, string="Address")
    database = fields.Char(required=True, readonly=True)
    uuid = fields.Char(readonly=True, string="Identity")
    bytes = fields.Char(readonly=True, string="Size of the Database (Bytes)")
    files = fields.Integer(readonly=True, string="Number of Files")
    export_sha256 = fields.Char(
        readonly=True, string="Checksum of the Last Export",
        help="What the agency was given before: the checksum of the list of its files.",
    )
    reason = fields.Text(required=True, readonly=True)
    ordered_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    destroyed = fields.Datetime(required=True, readonly=True, string="Destroyed At")

    _tenant_unique = models.UniqueIndex("(tenant_id)", "A tenant is destroyed once.")
