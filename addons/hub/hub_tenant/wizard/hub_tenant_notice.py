from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.clock import today

NOTICE_DAYS = 14


class HubTenantNotice(models.TransientModel):
    """Announces that a tenant will be suspended, e.g. because statements are unpaid."""

    _name = "hub.tenant.notice"
    _description = "Announce a Suspension"

    tenant_id = fields.Many2one("hub.tenant", required=True, readonly=True)
    reason = fields.Text(required=True)
    date = fields.Date(
        string="Suspended From", required=True, default=lambda self: self._default_date(),
    )

    def _default_date(self):
        return today(self.env) + timedelta(days=NOTICE_DAYS)

    @api.constrains("date")
    def _check_date(self):
        for wizard in self:
            if wizard.date <= today(self.env):
                raise ValidationError(self.env._(
                    "%(tenant)s: a suspension is announced before it begins. Choose a later day, "
                    "or suspend the tenant at once.", tenant=wizard.tenant_id.display_name,
                ))

    def action_confirm(self):
        """Note the announcement; on its day the tenant is suspended by itself."""
        self.ensure_one()
        self.tenant_id._check_manager()
        self.tenant_id._announce_suspension(self.reason, self.date)
        return {"type": "ir.actions.act_window_close"}
