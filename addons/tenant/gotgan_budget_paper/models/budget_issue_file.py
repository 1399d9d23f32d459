import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won

from ..making import KINDS, PART_TITLES


class BudgetIssueFile(models.Model):
    """A file as it was given out: kept with its checksum, never changed."""

    _name = "gotgan.budget.issue.file"
    _description = "Issued Budget Paper"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "file_name"

    issue_id = fields.Many2one(
        "gotgan.budget.issue", string="Given Out With", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    version_id = fields.Many2one(
        "gotgan.budget.version", string="Budget", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    part = fields.Selection(PART_TITLES, string="Paper", required=True, readonly=True)
    kind = fields.Selection(KINDS, string="Kind of File", required=True, readonly=True)
    file = fields.Binary(required=True, attachment=True, readonly=True)
    file_name = fields.Char(required=True, readonly=True)
    size = fields.Integer(string="Size (KB)", readonly=True, aggregator=None)
    pages = fields.Integer(readonly=True, aggregator=None, help="Of a PDF.")
    amount = Won(string="Expenditure of the Budget", readonly=True, aggregator=None)
    sha256 = fields.Char(string="SHA-256", required=True, readonly=True)
    fingerprint = fields.Char(
        readonly=True,
        help="Of what the paper says: the same budget gives the same fingerprint, in whatever "
             "kind of file.",
    )
    issued = fields.Datetime(required=True, readonly=True, string="Issued At")
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict",
    )

    _once = models.UniqueIndex(
        "(issue_id, part, kind)", "This file of the issue exists already.",
    )

    def copy_data(self, default=None):
        """What was given out was given out once."""
        self._refuse_change()

    def action_download(self):
        """Hand the file over, after looking whether it is intact."""
        self._get_bytes()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.file_name}?download=true",
            "target": "download",
        }

    @api.model
    def _prepare(self, issue, part, kind, made):
        """Return the values of a file; ``made``: its bytes, fingerprint, name and pages."""
        return {
            "issue_id": issue.id, "version_id": issue.version_id.id, "part": part, "kind": kind,
            "file": base64.b64encode(made.data), "file_name": made.name,
            "size": -(-len(made.data) // 1024), "pages": made.pages,
            "amount": issue.version_id.amount, "fingerprint": made.fingerprint,
            "sha256": hashlib.sha256(made.data).hexdigest(), "issued": now(self.env),
            "user_id": issue._get_issuer().id,
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
