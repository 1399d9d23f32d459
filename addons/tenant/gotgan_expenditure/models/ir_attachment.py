from odoo import api, models
from odoo.exceptions import UserError

CONTENT = frozenset(
    ["datas", "raw", "db_datas", "store_fname", "name", "res_model", "res_id", "url"]
)


class IrAttachment(models.Model):
    """Papers of a document that is fixed stay as they were when it was signed."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        papers = super().create(vals_list)
        papers._check_papers_open()
        return papers

    def write(self, vals):
        if not CONTENT & set(vals):
            return super().write(vals)
        self._check_papers_open()
        done = super().write(vals)
        self._check_papers_open()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed_document(self):
        self._check_papers_open()

    def _check_papers_open(self):
        """Refuse to add to, change or take papers of a document that has left its open states."""
        documents = self.env.registry["gotgan.expenditure.document.mixin"]
        for paper_sudo in self.sudo().filtered(
            lambda one: one.res_model in self.env and one.res_id
        ):
            model = self.env[paper_sudo.res_model]
            if not isinstance(model, documents):
                continue
            document_sudo = model.sudo().browse(paper_sudo.res_id).exists()
            if document_sudo and document_sudo.state not in document_sudo._paper_states:
                raise UserError(self.env._(
                    "%(paper)s belongs to %(document)s, which is %(state)s: its papers can no "
                    "longer be changed.", paper=paper_sudo.name,
                    document=document_sudo._get_document_label(),
                    state=document_sudo._get_state_label(),
                ))
