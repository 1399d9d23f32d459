from odoo import api, models

from ..transition import WritePass, takes_pass


class TransitionLineMixin(models.AbstractModel):
    """A line of a document: it can be added, changed and removed while the document is open."""

    _name = "gotgan.transition.line.mixin"
    _description = "Line of a document with declared transitions"

    _parent_field = None

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines[self._parent_field]._check_open({"lines": True})
        return lines

    def write(self, vals):
        if takes_pass(self, vals):
            return super().write(vals)
        self[self._parent_field]._check_open({"lines": True})
        done = super().write(vals)
        self[self._parent_field]._check_open({"lines": True})
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed_document(self):
        self[self._parent_field]._check_open({"lines": True})

    def _write_locked(self, vals):
        """Write fields of lines whose document is closed to everybody else."""
        locked_sudo = self.sudo().with_context(**{WritePass.KEY: WritePass(self, vals)})
        return locked_sudo.write(vals)
