from odoo import api, models
from odoo.exceptions import AccessError

from ..closed_doors import is_closed


class IrModelAccess(models.Model):
    """Rights that no group gives: they depend on the model, the plan, or on who one is."""

    _inherit = "ir.model.access"

    @api.private
    @api.model
    def check(self, model, mode="read", raise_exception=True):
        """Refuse what nobody of an agency may do, before any group is asked.

        Technical models are changed by the system only; support looks and changes nothing;
        features that the plan lacks are not reached at all.
        """
        if not self.env.su and self._is_refused(model, mode):
            if raise_exception:
                raise self._make_access_error(model, mode)
            return False
        return super().check(model, mode, raise_exception)

    def _is_refused(self, model, mode):
        if mode != "read":
            user = self.env.user
            if user._is_support() or (is_closed(model) and not user._is_technical()):
                return True
        return self.env["gotgan.plan"]._is_locked(model)

    def _make_access_error(self, model, mode):
        if self.env["gotgan.plan"]._is_locked(model):
            return AccessError(self.env["gotgan.plan"]._make_lock_message(model))
        return super()._make_access_error(model, mode)
