from odoo import fields, models
from odoo.exceptions import AccessError


class AdvanceDocumentMixin(models.AbstractModel):
    """A document of this addon: what one person writes another decides.

    Requester and approver are kept apart twice: here, with words, and by the database
    (지방회계법 36).
    """

    _name = "gotgan.advance.document.mixin"
    _description = "Document Decided by a Second Person"
    _inherit = ["gotgan.expenditure.document.mixin"]

    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict",
    )

    _second_person = models.Constraint(
        "CHECK (decided_by_id IS NULL OR decided_by_id <> create_uid)",
        "Who writes a document does not decide on it.",
    )

    def _decide(self):
        """Note who decided.

        :raises AccessError: it is the person who wrote the document
        """
        for record in self:
            if record._get_author() == self.env.user:
                raise AccessError(self.env._(
                    "%(document)s was written by you. Who asks does not decide (Local Accounting "
                    "Act, Article 36). A deputy or acting officer decides.",
                    document=record._get_document_label(),
                ))
        self._write_locked({"decided_by_id": self.env.uid})

    def _get_vouchers(self):
        """Return the vouchers the documents go back to."""
        return self.env["gotgan.voucher"]

    def _get_requests(self):
        return self._get_vouchers().commitment_id.request_id

    def _get_step_word(self, what):
        _ = self.env._
        words = {
            "designate": _("designation"),
            "disburse": _("payment from petty cash"),
            "accept": _("acceptance of the settlement"),
            "notice": _("notice of return"),
            "collect": _("receipt of the money"),
            "recognize": _("recognition of the debt"),
            "return": _("return of the rest"),
        }
        return words[what] if what in words else super()._get_step_word(what)
