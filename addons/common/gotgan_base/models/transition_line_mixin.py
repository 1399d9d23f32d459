from odoo import api, models

from ..meeting import meet_on
from ..transition import WritePass, takes_pass


class TransitionLineMixin(models.AbstractModel):
    """A line of a document: it can be added, changed and removed while the document is open.

    Each of these also meets on the document's row: a line that is added while somebody else signs
    the document would otherwise be in it without having been signed.
    """

    _name = "gotgan.transition.line.mixin"
    _description = "Line of a document with declared transitions"

    _parent_field = None

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_documents_open()
        return lines

    def write(self, vals):
        if takes_pass(self, vals):
            return super().write(vals)
        self._check_documents_open()
        done = super().write(vals)
        self._check_documents_open()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed_document(self):
        self._check_documents_open()

    def _write_locked(self, vals):
        """Write fields of lines whose document is closed to everybody else."""
        locked_sudo = self.sudo().with_context(**{WritePass.KEY: WritePass(self, vals)})
        return locked_sudo.write(vals)

    def _check_documents_open(self):
        documents = self[self._parent_field]
        documents._check_open({"lines": True})
        meet_on(documents)
