from odoo import api, fields, models

from odoo.addons.gotgan_base.transition import Transition

from .fiscal_year import MANAGER


class PeriodLock(models.Model):
    """A month of a fiscal year, open or locked; unlocking takes a reason, both leave a trace."""

    _name = "gotgan.period.lock"
    _description = "Month of a Fiscal Year"
    _inherit = ["gotgan.transition.mixin"]
    _order = "fiscal_year_id desc, month"
    _rec_name = "month"

    _transitions = {
        "lock": Transition(("unlocked",), "locked", MANAGER),
        "unlock": Transition(("locked",), "unlocked", MANAGER, needs_reason=True),
    }
    _open_states = ()

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    month = fields.Integer(required=True, readonly=True, aggregator=None)
    state = fields.Selection(
        [("unlocked", "Open"), ("locked", "Locked")],
        default="unlocked",
        required=True,
        readonly=True,
        copy=False,
    )

    _month_unique = models.UniqueIndex(
        "(fiscal_year_id, month)",
        "A fiscal year has each month once.",
    )
    _month_range = models.Constraint("CHECK (month BETWEEN 1 AND 12)", "A month is 1 to 12.")

    @api.depends("fiscal_year_id.year", "month")
    def _compute_display_name(self):
        for period in self:
            period.display_name = self.env._(
                "%(year)s-%(month)s",
                year=period.fiscal_year_id.year,
                month=f"{period.month:02d}",
            )

    def action_lock(self):
        """Let nothing more be posted in the month."""
        return self._do_transition("lock")

    def action_unlock(self):
        """Open the month again; a reason is asked for."""
        return self._do_transition("unlock")

    def _get_document_label(self):
        return self.display_name
