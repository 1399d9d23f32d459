import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import now


class KeptFileMixin(models.AbstractModel):
    """A file as it was given out: kept with its checksum, never changed."""

    _name = "gotgan.kept.file.mixin"
    _description = "Kept File"
    _inherit = ["gotgan.append.only.mixin"]

    file = fields.Binary(required=True, attachment=True, readonly=True)
    file_name = fields.Char(required=True, readonly=True)
    sha256 = fields.Char(string="SHA-256", required=True, readonly=True)
    fingerprint = fields.Char(
        readonly=True, help="Of what the paper says, in whatever kind of file.",
    )
    issued = fields.Datetime(string="Issued At", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict",
    )

    def copy_data(self, default=None):
        """What was given out was given out once."""
        self._refuse_change()

    def action_download(self):
        """Hand the file over as it was, after looking whether it is intact."""
        self._get_bytes()
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.file_name}?download=true",
        }

    @api.model
    def _seal(self, data, file_name):
        """Return the values of a file of these bytes, given out now by this person."""
        return {
            "file": base64.b64encode(data), "file_name": file_name,
            "sha256": hashlib.sha256(data).hexdigest(), "issued": now(self.env),
            "user_id": self.env.uid,
        }

    def _get_bytes(self):
        """Return the file as it was given out.

        :raises UserError: what is kept no longer has the checksum it was given out with
        """
        self.ensure_one()
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise UserError(self.env._(
                "%(file)s: the copy that is kept differs from what was issued. Do not use it; "
                "tell the security officer.", file=self.file_name,
            ))
        return data
