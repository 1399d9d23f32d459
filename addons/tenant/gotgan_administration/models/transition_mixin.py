from odoo import SUPERUSER_ID, models


class TransitionMixin(models.AbstractModel):
    """Two things every document learns: some steps come with time, and support does none."""

    _inherit = "gotgan.transition.mixin"

    def _get_capacity(self, step):
        if self.env.user._is_support():
            return ""
        return super()._get_capacity(step)

    def _get_capacity_clock(self, _value):
        """Steps that come when their time has come, by a scheduled job and by nobody else."""
        return self.env._("by its date") if self.env.uid == SUPERUSER_ID else ""

    def _get_authority_label(self, kind, value):
        if kind == "clock":
            return self.env._("its date")
        return super()._get_authority_label(kind, value)
