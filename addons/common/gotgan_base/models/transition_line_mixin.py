from odoo import api, models

from ..derived import forget_defaults, refuse_derived
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
    # Whether a document has so few lines of this kind that who asks for them reads them.
    _read_whole = False

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            refuse_derived(self, vals)
        lines = super(TransitionLineMixin, forget_defaults(self)).create(vals_list)
        lines._check_documents_open()
        return lines

    @api.model
    @api.private
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Read the few lines of a document whole: Odoo asks which ones they are first, and for
        what they say in a second statement.
        """
        if self._read_whole and field_names and len(field_names) == 1:
            field_names = None
        return super().search_fetch(domain, field_names, offset, limit, order)

    def write(self, vals):
        if takes_pass(self, vals):
            return super().write(vals)
        refuse_derived(self, vals)
        self._check_documents_open()
        done = super().write(vals)
        self._check_documents_open()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed_document(self):
        self._check_documents_open()

    @api.model
    def _create_locked(self, vals_list):
        """Add lines to a document that is closed to everybody else; its own methods ask who may."""
        return super().create(vals_list)  # pylint: disable=super-method-mismatch

    def _write_locked(self, vals):
        """Write fields of lines whose document is closed to everybody else."""
        locked_sudo = self.sudo().with_context(**{WritePass.KEY: WritePass(self, vals)})
        return locked_sudo.write(vals)

    def _check_documents_open(self):
        documents = self[self._parent_field]
        documents._check_open({"lines": True})
        # One that began in this transaction is seen by nobody else yet.
        begun = self.env.cr.now()
        meet_on(documents.filtered(lambda one: one.create_date != begun))
