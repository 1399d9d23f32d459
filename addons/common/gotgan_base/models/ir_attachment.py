from odoo import api, models
from odoo.exceptions import UserError

from ..meeting import meet_on

OPENING = frozenset(["public", "access_token", "res_model", "res_id"])


class IrAttachment(models.Model):
    """Papers of a document stay with it, and stay as they were when it was fixed.

    What is asked is the class of the document, not how it was declared: an addon that extends a
    document cannot take the guard off.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        papers = super().create(vals_list)
        papers._check_papers_open()
        papers._check_papers_private()
        return papers

    def write(self, vals):
        self._check_papers_open()
        kept = [] if OPENING.isdisjoint(vals) else self._get_listed_papers()
        done = super().write(vals)
        if not OPENING.isdisjoint(vals):
            self._check_papers_open()
            self._check_papers_stayed(kept)
            self._check_papers_private()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_fixed_document(self):
        self._check_papers_open()

    def _get_papers(self):
        """Return pairs (paper, its document) of those files that are papers of a document."""
        mixin = self.env.registry["gotgan.paper.mixin"]
        papers_sudo = self.sudo().filtered(
            lambda one: one.res_id and one.res_model in self.env
            and isinstance(self.env[one.res_model], mixin)
        )
        return [
            (paper, document)
            for paper in papers_sudo
            if (document := papers_sudo.env[paper.res_model].browse(paper.res_id).exists())
        ]

    def _get_listed_papers(self):
        return [(paper, document) for paper, document in self._get_papers()
                if paper in document.attachment_ids]

    def _check_papers_open(self):
        """Refuse to add, change or take a paper once its document is fixed.

        File and signature meet on the document's row: what somebody is signing right now does not
        change under his hands.
        """
        for paper_sudo, document_sudo in self._get_papers():
            if document_sudo._are_papers_fixed():
                keeper_sudo = document_sudo._get_paper_document()
                raise UserError(self.env._(
                    "%(paper)s belongs to %(document)s, which is %(state)s: its papers can no "
                    "longer be changed.", paper=paper_sudo.name,
                    document=keeper_sudo._get_document_label(),
                    state=keeper_sudo._get_state_label(),
                ))
            meet_on(document_sudo._get_paper_document())

    def _check_papers_stayed(self, listed):
        """Refuse to give a paper away while its document still lists it."""
        for paper_sudo, document_sudo in listed:
            if (paper_sudo.res_model, paper_sudo.res_id) != (document_sudo._name, document_sudo.id):
                raise UserError(self.env._(
                    "%(paper)s is a paper of %(document)s. Take it out there first.",
                    paper=paper_sudo.name, document=document_sudo.display_name,
                ))

    def _check_papers_private(self):
        """Refuse a link that opens a paper to people who may not read its document."""
        for paper_sudo, document_sudo in self._get_papers():
            if paper_sudo.public or paper_sudo.access_token:
                raise UserError(self.env._(
                    "%(paper)s is a paper of %(document)s and is read only by those who may read "
                    "that: it gets no public link.",
                    paper=paper_sudo.name, document=document_sudo.display_name,
                ))
