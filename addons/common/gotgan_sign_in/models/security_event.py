from odoo import api, fields, models
from odoo.http import request

from odoo.addons.gotgan_base import clock


class SecurityEvent(models.Model):
    """What happened to the doors of this agency: to its policy, its accounts and their keys.

    개인정보의 안전성 확보조치 기준 제5조제3항 asks for grants to be kept for three years; rows are
    therefore never changed or deleted.
    """

    _name = "gotgan.security.event"
    _description = "Security Event"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "kind"
    _log_access = False

    time = fields.Datetime(required=True, readonly=True)
    kind = fields.Selection(
        [
            ("policy_changed", "Policy changed"),
            ("account_locked", "Account locked"),
            ("account_unlocked", "Account unlocked"),
            ("password_changed", "Password changed"),
            ("factor_added", "Second factor added"),
            ("factor_removed", "Second factor removed"),
            ("factor_reset", "Second factor reset"),
            ("recovery_issued", "Recovery codes issued"),
            ("recovery_used", "Recovery code used"),
            ("session_ended", "Session ended by somebody"),
            ("ticket_entered", "Entered by a ticket"),
            ("key_made", "API key made"),
            ("key_revoked", "API key revoked"),
        ],
        required=True,
    )
    subject_id = fields.Many2one("res.users", string="Account", index=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    ip_address = fields.Char(string="From")
    detail = fields.Text()
    reason = fields.Text()

    @api.model_create_multi
    def create(self, vals_list):
        moment = clock.now(self.env)
        return super().create([{**vals, "time": moment} for vals in vals_list])

    def _log(self, kind, subject=None, detail="", reason=""):
        """Record one event, with who did it and from where."""
        event_sudo = self.sudo()
        event_sudo.create({
            "kind": kind,
            "subject_id": subject.id if subject else False,
            "user_id": self.env.uid or self.env.ref("base.user_root").id,
            "ip_address": request.httprequest.remote_addr if request else False,
            "detail": detail,
            "reason": reason,
        })
