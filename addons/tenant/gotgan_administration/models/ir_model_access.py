from odoo import api, models

from ..closed_doors import is_closed


class IrModelAccess(models.Model):
    """Rights that no group gives: they depend on the model, or on who one is."""

    _inherit = "ir.model.access"

    @api.model
    def check(self, model, mode="read", raise_exception=True):
        """Refuse what nobody of an agency may do, before any group is asked.

        Technical models are changed by the system only; support looks and changes nothing.
        """
        if mode != "read" and not self.env.su and self._is_refused(model):
            if raise_exception:
                raise self._make_access_error(model, mode)
            return False
        return super().check(model, mode, raise_exception)

    def _is_refused(self, model):
        user = self.env.user
        return user._is_support() or (is_closed(model) and not user._is_technical())
