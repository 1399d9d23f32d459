from odoo import api, fields, models
from odoo.exceptions import UserError


class PaperMixin(models.AbstractModel):
    """A document with papers: whoever may read it may read them, and once it is fixed, so are they.

    A paper belongs to one document. ``ir.attachment`` asks here before anything happens to a file,
    whichever way the call came.
    """

    _name = "gotgan.paper.mixin"
    _description = "Document with papers"

    # The states in which papers may come and go; none named: those in which the document is open.
    _paper_states = ()

    attachment_ids = fields.Many2many("ir.attachment", string="Attachments", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._adopt_papers()
        return documents

    def write(self, vals):
        done = super().write(vals)
        if "attachment_ids" in vals:
            self._adopt_papers()
        return done

    def _get_paper_document(self):
        """Return the document that decides over these papers; a line names its own."""
        return self

    def _are_papers_fixed(self):
        document = self._get_paper_document()
        return document.state not in (self._paper_states or document._open_states)

    def _adopt_papers(self):
        """Take over what its writer uploaded before the first save.

        :raises UserError: a paper belongs to another document or was uploaded by somebody else
        """
        for document_sudo in self.sudo().filtered("attachment_ids"):
            own = {"res_model": document_sudo._name, "res_id": document_sudo.id}
            papers_sudo = document_sudo.attachment_ids.filtered(
                lambda one, own=own: (one.res_model, one.res_id) != tuple(own.values())
            )
            foreign_sudo = papers_sudo.filtered(
                lambda one: one.res_id or one.create_uid != self.env.user
            )
            if foreign_sudo:
                raise UserError(self.env._(
                    "File %(number)s belongs to another document or was uploaded by somebody "
                    "else. Upload it here yourself.", number=foreign_sudo[0].id,
                ))
            if papers_sudo:
                papers_sudo.write({**own, "public": False, "access_token": False})
