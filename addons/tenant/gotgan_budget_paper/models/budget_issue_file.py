from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..making import KINDS, PART_TITLES


class BudgetIssueFile(models.Model):
    """A file as it was given out: kept with its checksum, never changed."""

    _name = "gotgan.budget.issue.file"
    _description = "Issued Budget Paper"
    _inherit = ["gotgan.kept.file.mixin"]
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
    size = fields.Integer(string="Size (KB)", readonly=True, aggregator=None)
    pages = fields.Integer(readonly=True, aggregator=None, help="Of a PDF.")
    amount = Won(string="Expenditure of the Budget", readonly=True, aggregator=None)
    fingerprint = fields.Char(
        help="Of what the paper says: the same budget gives the same fingerprint, in whatever "
             "kind of file.",
    )

    _once = models.UniqueIndex(
        "(issue_id, part, kind)", "This file of the issue exists already.",
    )

    @api.model
    def _prepare(self, issue, part, kind, made):
        """Return the values of a file; ``made``: its bytes, fingerprint, name and pages."""
        return {
            **self._seal(made.data, made.name), "user_id": issue._get_issuer().id,
            "issue_id": issue.id, "version_id": issue.version_id.id, "part": part, "kind": kind,
            "size": -(-len(made.data) // 1024), "pages": made.pages,
            "amount": issue.version_id.amount, "fingerprint": made.fingerprint,
        }
