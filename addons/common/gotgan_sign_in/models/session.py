from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.http import STORED_SESSION_BYTES, request, root
from odoo.tools import SQL

from odoo.addons.gotgan_base import clock

from ..aside import execute_aside, try_aside

_WRITE_EVERY = timedelta(minutes=1)
_KNOWN_FOR = timedelta(days=30)


class Session(models.Model):
    """One signed-in browser: who, since when, from where, last at work when, and why it ended.

    개인정보의 안전성 확보조치 기준 제6조제4항: whoever does nothing for a while is signed out,
    by the server, whether the browser helps or not. A row is found by the part of Odoo's session
    id that Odoo keeps when it rotates the id, so rotating moves neither limit.
    """

    _name = "gotgan.session"
    _description = "Session"
    _order = "started desc, id desc"
    _rec_name = "user_id"
    _log_access = False

    user_id = fields.Many2one(
        "res.users", string="Account", required=True, readonly=True, ondelete="restrict",
    )
    identifier = fields.Char(required=True, readonly=True, groups=fields.NO_ACCESS)
    started = fields.Datetime(string="Signed In", required=True, readonly=True)
    last_seen = fields.Datetime(string="Last at Work", required=True, readonly=True)
    ended = fields.Datetime(readonly=True)
    end_reason = fields.Selection(
        [
            ("signed_out", "Signed out"),
            ("idle", "Nothing done for a while"),
            ("absolute", "Longest time reached"),
            ("replaced", "Signed in elsewhere"),
            ("own", "Ended by the person"),
            ("officer", "Ended by the security officer"),
            ("password", "Password changed"),
            ("factor", "Second factor reset"),
            ("network", "Left the allowed networks"),
            ("archived", "Account closed"),
        ],
        string="Why It Ended", readonly=True,
    )
    ip_address = fields.Char(string="From", readonly=True)
    browser = fields.Char(readonly=True)
    platform = fields.Char(string="Device", readonly=True)
    reason = fields.Char(readonly=True, help="Why somebody was let in by other means.")
    must_change = fields.Boolean(string="Must Change the Password", readonly=True)
    is_current = fields.Boolean(string="This Browser", compute="_compute_is_current")
    is_open = fields.Boolean(compute="_compute_is_open", search="_search_is_open")

    _ended_with_reason = models.Constraint(
        "CHECK ((ended IS NULL) = (end_reason IS NULL))", "A session that ended says why.",
    )
    _identifier_unique = models.UniqueIndex("(identifier)", "Each browser has one session.")
    _open_of_user = models.Index("(user_id) WHERE ended IS NULL")
    _address_of_user = models.Index("(user_id, ip_address)")

    def _compute_is_current(self):
        for session, session_sudo in zip(self, self.sudo(), strict=True):
            session.is_current = session_sudo.identifier == _current_identifier()

    @api.depends("ended")
    def _compute_is_open(self):
        for session in self:
            session.is_open = not session.ended

    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("ended", "=" if True in value else "!=", False)]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Sessions are kept: they say who was signed in, and when."))

    def action_end(self):
        """End a session of one's own, or, as security officer, of anybody."""
        officer = self.env.user.has_group("gotgan_sign_in.group_security_officer")
        for session in self:
            own = session.user_id == self.env.user
            if not own and not officer:
                raise AccessError(self.env._(
                    "This is a session of %(person)s. Only its owner or the security officer can "
                    "end it.", person=session.user_id.name,
                ))
            session._end("own" if own else "officer")
            self.env["gotgan.security.event"]._log(
                "session_ended", session.user_id, detail=session.ip_address,
            )
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    # ---- one request of a signed-in browser ------------------------------

    def _judge(self):
        """Judge the session of this request.

        :return: why it has ended, or an empty string; whether the password must be changed; and
            when somebody was last at work in it
        """
        row = self._read_row(_current_identifier())
        if row is None:
            row = self._begin()
        started, last_seen, end_reason, must_change = row
        reason = end_reason or self._find_end(started, last_seen)
        if reason and not end_reason:
            self._end_current(reason)
        return reason, must_change, last_seen

    def _read_row(self, identifier):
        rows = self.env.execute_query(SQL(
            "SELECT started, last_seen, end_reason, must_change FROM gotgan_session "
            "WHERE identifier = %s",
            identifier,
        ))
        return rows[0] if rows else None

    def _find_end(self, started, last_seen):
        """Return the limit that has passed by the database's clock, if any."""
        policy = self.env["gotgan.security.policy"]._get_values()
        now = clock.now(self.env)
        if now - started >= timedelta(hours=policy["absolute_hours"]):
            return "absolute"
        if now - last_seen >= timedelta(minutes=policy["idle_minutes"]):
            return "idle"
        if not self.env["gotgan.security.policy"]._is_allowed(request.httprequest.remote_addr):
            user = self.env["res.users"].browse(request.session.uid)
            return "network" if user._is_internal() else ""
        return ""

    def _touch(self, last_seen):
        """Note that the person is at work; written at most once a minute."""
        now = clock.now(self.env)
        if now - last_seen < _WRITE_EVERY:
            return
        try_aside(self.env, SQL(
            """
            UPDATE gotgan_session SET last_seen = %(now)s WHERE id IN (
                SELECT id FROM gotgan_session
                WHERE identifier = %(identifier)s AND ended IS NULL AND last_seen <= %(before)s
                FOR UPDATE SKIP LOCKED
            )
            """,
            now=now, before=now - _WRITE_EVERY, identifier=_current_identifier(),
        ))

    # ---- beginning -------------------------------------------------------

    def _open(self, user, reason):
        """Sign ``user`` in in the browser of this request, without a password.

        For a door that has made sure by other means: a ticket of the hub. The account is one that
        was there before this request.

        :param str reason: shown in the list of sessions and in the security events
        :raises AccessError: the account is closed, technical, or the network is not allowed
        """
        user.ensure_one()
        allowed = self.env["gotgan.security.policy"]._is_allowed(request.httprequest.remote_addr)
        if not user.active or not user._may_sign_in() or not allowed:
            raise AccessError(self.env._("%(person)s cannot sign in here.", person=user.name))
        request.session.update({"pre_login": user.login, "pre_uid": user.id})
        request.session.finalize(request.env)
        request.update_env(user=user.id)
        request.update_context(**request.session.context)
        request.env["gotgan.security.event"]._log("ticket_entered", user, reason=reason)
        request.env["gotgan.session"]._begin(reason)

    def _begin(self, reason=""):
        """Write the row of a browser that is signed in now, within the limit of parallel ones.

        :return: what is read back of it, as by ``_read_row``
        """
        if request.session.should_rotate:
            root.session_store.rotate(request.session, request.env)
        user = self.env["res.users"].browse(request.session.uid)
        agent = request.httprequest.user_agent
        now = clock.now(self.env)
        rows = execute_aside(self.env, SQL(
            """
            INSERT INTO gotgan_session (user_id, identifier, started, last_seen, ip_address,
                                        browser, platform, reason, must_change)
            VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
            ON CONFLICT (identifier) DO UPDATE SET last_seen = EXCLUDED.last_seen
            RETURNING started, last_seen, end_reason, must_change
            """,
            user.id, _current_identifier(), now, now, request.httprequest.remote_addr,
            (agent.browser or "").capitalize() or None, (agent.platform or "").capitalize() or None,
            reason or None, user._is_password_old(),
        ))
        self._end_oldest(user)
        return rows[0]

    def _end_oldest(self, user):
        """Keep to the limit of parallel sessions; the person hears of it where it ended."""
        policy = self.env["gotgan.security.policy"]._get_values()
        now = clock.now(self.env)
        self._end_where(user, "idle", SQL(
            "last_seen <= %s", now - timedelta(minutes=policy["idle_minutes"]),
        ))
        replaced = self._end_where(user, "replaced", SQL(
            """
            id IN (SELECT id FROM gotgan_session WHERE user_id = %s AND ended IS NULL
                   ORDER BY started DESC, id DESC OFFSET %s)
            """,
            user.id, policy["parallel_sessions"],
        ))
        if replaced and not self.env.cr.readonly:
            user._tell_replaced()

    def _end_where(self, user, reason, condition):
        rows = execute_aside(self.env, SQL(
            "UPDATE gotgan_session SET ended = %s, end_reason = %s "
            "WHERE user_id = %s AND ended IS NULL AND %s RETURNING identifier",
            clock.now(self.env), reason, user.id, condition,
        ))
        root.session_store.delete_from_identifiers([row[0] for row in rows])
        return len(rows)

    # ---- ending ----------------------------------------------------------

    def _end(self, reason):
        """End sessions: the row says why, and the file that lets the browser in is deleted."""
        open_sudo = self.sudo().filtered(lambda one: not one.ended)
        open_sudo.write({"ended": clock.now(self.env), "end_reason": reason})
        if open_sudo:
            root.session_store.delete_from_identifiers(open_sudo.mapped("identifier"))

    def _end_current(self, reason):
        try_aside(self.env, SQL(
            "UPDATE gotgan_session SET ended = %s, end_reason = %s "
            "WHERE identifier = %s AND ended IS NULL",
            clock.now(self.env), reason, _current_identifier(),
        ))

    def _end_all_of(self, users, reason):
        """End every session of ``users`` except the one of this request."""
        open_sudo = self.sudo().search([("user_id", "in", users.ids), ("ended", "=", False)])
        others_sudo = open_sudo.filtered(lambda one: one.identifier != _current_identifier())
        others_sudo._end(reason)

    def _pass_new_password(self, users):
        """After a new password every other browser is out, and this one may go on."""
        self._end_all_of(users, "password")
        self.env.execute_query(SQL(
            "UPDATE gotgan_session SET must_change = false "
            "WHERE user_id IN %s AND must_change RETURNING id",
            tuple(users.ids) or (0,),
        ))
        if request and request.session.uid in users.ids:
            self.env.flush_all()
            self.env.registry.clear_cache()
            user = self.env["res.users"].browse(request.session.uid)
            request.session.session_token = user._compute_session_token(request.session.sid)

    def _get_ended(self):
        """Return why the session this browser still carries has ended, or an empty string."""
        row = self._read_row(_current_identifier())
        return (row and row[2]) or ""

    def _knows(self, user, address):
        """Say whether ``user`` has worked from ``address`` lately."""
        if not user:
            return False
        found_sudo = self.sudo().search_count([
            ("user_id", "=", user.id), ("ip_address", "=", address),
            ("started", ">", clock.now(self.env) - _KNOWN_FOR),
        ], limit=1)
        return bool(found_sudo)

    def _cron_end(self):
        """End what is over, so that a page left open no longer hears anything either."""
        policy = self.env["gotgan.security.policy"]._get_values()
        now = clock.now(self.env)
        limits = (
            ("absolute", "started", timedelta(hours=policy["absolute_hours"])),
            ("idle", "last_seen", timedelta(minutes=policy["idle_minutes"])),
        )
        for reason, field, limit in limits:
            over = self.search([("ended", "=", False), (field, "<=", now - limit)])
            over._end(reason)


def _current_identifier():
    return request.session.sid[:STORED_SESSION_BYTES] if request else ""
