from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import file_open

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.transition import Transition

ADMINISTRATOR = "group:gotgan_administration.group_administrator"
MAX_HOURS = 72


class SupportGrant(models.Model):
    """An operator asks to look into this agency, and the agency decides (개인정보 보호법 26·29).

    The row is written by SQL (``gotgan_request_support``). Nothing opens before an administrator
    of the agency approves it; it ends by itself, or earlier when the agency says so.
    """

    _name = "gotgan.support.grant"
    _description = "Support Access"
    _inherit = ["gotgan.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _rec_name = "request_number"
    _order = "id desc"

    _transitions = {
        "approve": Transition(source=("requested",), target="approved", who=ADMINISTRATOR),
        "refuse": Transition(
            source=("requested",), target="refused", who=ADMINISTRATOR, needs_reason=True,
        ),
        "end": Transition(source=("approved",), target="ended", who=ADMINISTRATOR),
        "expire": Transition(source=("approved",), target="ended", who="clock"),
        "lapse": Transition(source=("requested",), target="lapsed", who="clock"),
    }
    _open_states = ()
    _sealed_fields = ("state", "number", "expires", "approver_id", "announced")

    request_number = fields.Char(string="Number", required=True, readonly=True, copy=False)
    operator = fields.Char(required=True, readonly=True, copy=False)
    reason = fields.Text(required=True, readonly=True, copy=False)
    hours = fields.Integer(required=True, readonly=True, aggregator=None, copy=False)
    state = fields.Selection(
        [
            ("requested", "Requested"), ("approved", "Approved"), ("refused", "Refused"),
            ("ended", "Ended"), ("lapsed", "Lapsed"),
        ],
        default="requested", required=True, readonly=True, copy=False,
    )
    approver_id = fields.Many2one("res.users", string="Approved By", readonly=True, copy=False)
    expires = fields.Datetime(string="Valid Until", readonly=True, copy=False)
    announced = fields.Boolean(readonly=True, copy=False)
    act_ids = fields.One2many("gotgan.support.act", "grant_id", string="Looked At", readonly=True)
    entry_ids = fields.One2many("gotgan.entry", "grant_id", string="Sign-ins", readonly=True)

    _number_unique = models.UniqueIndex(
        "(request_number)", "There is already a request for support with this number.",
    )
    _hours_limited = models.Constraint(
        "CHECK (hours BETWEEN 1 AND 72)", "Access for support lasts from 1 to 72 hours.",
    )
    _approved_until = models.Constraint(
        "CHECK (state != 'approved' OR (expires IS NOT NULL AND approver_id IS NOT NULL))",
        "An approved access says who approved it and until when.",
    )

    def init(self):  # pylint: disable=missing-return
        super().init()
        with file_open("gotgan_administration/sql/request_support.sql") as text:
            self.env.cr.execute(text.read())

    def copy_data(self, default=None):
        """Refuse: a request for support is the operator's, each with a number of its own."""
        raise UserError(self.env._(
            "A request for support is not copied. The operator of the service asks again.",
        ))

    def action_approve(self):
        return self._do_transition("approve")

    def action_refuse(self):
        return self._do_transition("refuse")

    def action_end(self):
        return self._do_transition("end")

    # ---- what the door asks ----------------------------------------------

    @api.model
    def _find_open(self, number):
        """Return the approved access with that number, if its time is not over."""
        if not isinstance(number, str):
            return self.browse()
        return self.search([("request_number", "=", number)])._filter_open()

    def _filter_open(self):
        moment = now(self.env)
        return self.exists().filtered(
            lambda grant: grant.state == "approved" and grant.expires > moment
        )

    # ---- effects ---------------------------------------------------------

    def _on_approve(self):
        moment = now(self.env)
        for grant in self:
            grant._write_locked({
                "approver_id": self.env.uid, "expires": moment + timedelta(hours=grant.hours),
            })
        self._close_activities()
        self._open_account(True)

    def _on_refuse(self, _reason):
        self._close_activities()

    def _on_lapse(self):
        self._close_activities()

    def _on_end(self):
        self._end_account()

    def _on_expire(self):
        self._end_account()

    def _end_account(self):
        others = self.sudo().search_count([("state", "=", "approved"), ("id", "not in", self.ids)])
        if not others:
            self._open_account(False)

    @api.model
    def _open_account(self, is_open):
        """The account exists for sign-ins only while an access is approved."""
        account_sudo = self.env.ref("gotgan_administration.user_support").sudo()
        account_sudo.active = is_open

    def _close_activities(self):
        self_sudo = self.sudo()
        self_sudo.activity_ids.unlink()

    def _announce(self):
        administrators = self.env.ref("gotgan_administration.group_administrator").all_user_ids
        for grant in self:
            for user in administrators.filtered(lambda one: one.active and not one._is_technical()):
                grant.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id,
                    summary=self.env._("Support asks to look into this agency"),
                    note=grant.reason,
                )
            grant._write_locked({"announced": True})

    # ---- clock -----------------------------------------------------------

    @api.model
    def _cron_keep_time(self):
        """End what is over, let lapse what nobody answered, and tell administrators of the rest."""
        moment = now(self.env)
        over = self.search([("state", "=", "approved"), ("expires", "<=", moment)])
        over._do_transition("expire")
        unanswered = moment - timedelta(hours=MAX_HOURS)
        self.search([
            ("state", "=", "requested"), ("create_date", "<=", unanswered),
        ])._do_transition("lapse")
        self.search([("state", "=", "requested"), ("announced", "=", False)])._announce()
