from odoo import fields, models


class VoucherPapersMixin(models.AbstractModel):
    """What the ticks of a voucher stand for: a paper somebody can open (지방회계법 시행령 33)."""

    _name = "gotgan.voucher.papers.mixin"
    _description = "Papers of Vouchers"

    papers_reason = fields.Char(
        string="Why No Paper Is Attached", copy=False,
        help="Where the papers lie, when neither a file nor a document of the case shows them.",
    )

    def _iter_proofs(self):
        """Yield the records that show what was ticked: files, and documents kept here.

        An addon adds the documents of its kind of spending.
        """
        self.ensure_one()
        voucher_sudo = self.sudo()
        yield from voucher_sudo.inspection_ids.filtered(lambda one: one.state == "passed")
        bound_sudo = voucher_sudo.commitment_id
        for document_sudo in (voucher_sudo, bound_sudo, bound_sudo.request_id):
            yield from document_sudo.attachment_ids

    def _is_proven(self):
        return bool((self.papers_reason or "").strip() or any(self._iter_proofs()))
