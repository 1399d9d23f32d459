from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.misc import hmac

from odoo.addons.gotgan_base import clock

from ..aside import execute_aside

_MEMORY = timedelta(hours=24)


class AccountLock(models.Model):
    """How often somebody failed at one login, and until when it is locked.

    개인정보의 안전성 확보조치 기준 제5조제6항. A login nobody has is counted and locked in just the
    same way, so that an attacker learns nothing; it is kept as a keyed hash, because people type
    their password into the wrong field.
    """

    _name = "gotgan.account.lock"
    _description = "Account Lock"
    _order = "last_failure desc"
    _rec_name = "user_id"
    _log_access = False

    login_key = fields.Char(required=True, groups=fields.NO_ACCESS)
    user_id = fields.Many2one("res.users", string="Account", index=True, ondelete="cascade")
    failures = fields.Integer(required=True, readonly=True, aggregator=None)
    last_failure = fields.Datetime(required=True, readonly=True)
    locked_until = fields.Datetime(readonly=True)
    told = fields.Boolean(readonly=True)
    is_locked = fields.Boolean(compute="_compute_is_locked", search="_search_is_locked")

    _login_key_unique = models.UniqueIndex("(login_key)", "Each login is counted in one row.")

    @api.depends("locked_until")
    def _compute_is_locked(self):
        now = clock.now(self.env)
        for lock in self:
            lock.is_locked = bool(lock.locked_until and lock.locked_until > now)

    def _search_is_locked(self, operator, value):
        if operator != "in":
            return NotImplemented
        locked = [("locked_until", ">", clock.now(self.env))]
        return locked if True in value else ["!", *locked]

    def action_unlock(self):
        """Let the person try again at once; the officer has made sure who is asking."""
        event_model = self.env["gotgan.security.event"]
        for lock in self:
            event_model._log("account_unlocked", lock.user_id)
        unlocked_sudo = self.sudo()
        unlocked_sudo.write({"failures": 0, "locked_until": False})
        return True

    # ---- what signing in calls -------------------------------------------

    def _take(self, login, user):
        """Count an attempt at ``login`` before it is checked; return whether it may be checked.

        Counting first keeps parallel guesses within the limit: the sixth is refused while the
        first five are still being checked.
        """
        policy = self.env["gotgan.security.policy"]._get_values()
        now = clock.now(self.env)
        rows = execute_aside(self.env, SQL(
            """
            INSERT INTO gotgan_account_lock AS l (login_key, user_id, failures, last_failure, told)
            VALUES (%(key)s, %(user)s, 1, %(now)s, false)
            ON CONFLICT (login_key) DO UPDATE SET
                user_id = excluded.user_id,
                last_failure = excluded.last_failure,
                told = l.told AND COALESCE(l.locked_until > %(now)s, false),
                failures = CASE WHEN %(over)s THEN 1 ELSE l.failures + 1 END,
                locked_until = CASE
                    WHEN %(over)s THEN NULL
                    WHEN l.locked_until IS NULL AND l.failures + 1 >= %(limit)s THEN %(until)s
                    ELSE l.locked_until END
            RETURNING failures
            """,
            key=self._get_key(login), user=user.id or None, now=now,
            over=SQL("(l.locked_until <= %s OR l.locked_until IS NULL AND l.last_failure < %s)",
                     now, now - _MEMORY),
            limit=policy["lock_failures"], until=now + timedelta(minutes=policy["lock_minutes"]),
        ))
        return rows[0][0] <= policy["lock_failures"]

    def _give_back(self, login):
        """Take back the attempt that turned out right; other failures stay counted."""
        limit = self.env["gotgan.security.policy"]._get_values()["lock_failures"]
        execute_aside(self.env, SQL(
            """
            UPDATE gotgan_account_lock SET
                failures = GREATEST(failures - 1, 0),
                locked_until = CASE WHEN failures - 1 >= %s THEN locked_until END
            WHERE login_key = %s
            """,
            limit, self._get_key(login),
        ))

    def _forget(self, login):
        """Start anew after a sign-in that came through all its steps."""
        execute_aside(self.env, SQL(
            "UPDATE gotgan_account_lock SET failures = 0, locked_until = NULL "
            "WHERE login_key = %s AND failures > 0",
            self._get_key(login),
        ))

    def _get_failures(self, login):
        rows = execute_aside(self.env, SQL(
            "SELECT failures FROM gotgan_account_lock WHERE login_key = %s",
            self._get_key(login),
        ))
        return rows[0][0] if rows else 0

    def _announce(self):
        """Have the person told soon, by a job: telling at once would take time that tells."""
        cron_sudo = self.env.ref("gotgan_sign_in.ir_cron_tell_locked").sudo()
        cron_sudo._trigger()

    def _get_key(self, login):
        return hmac(self.env(su=True), "gotgan-account-lock", (login or "").strip().casefold())

    def _cron_tell(self):
        """Write to those whose account was locked, and record it."""
        domain = [("locked_until", "!=", False), ("told", "=", False), ("user_id", "!=", False)]
        for lock in self.search(domain):
            lock.told = True
            user = lock.user_id
            self.env["gotgan.security.event"]._log(
                "account_locked", user, self.env._(
                    "Failed %(count)s times in a row.", count=lock.failures,
                ),
            )
            user._tell(
                user.with_context(lang=user.lang).env._("Your account was locked"),
                user.with_context(lang=user.lang).env._(
                    "Signing in failed several times in a row, so your account is locked for a "
                    "while. If that was not you, tell the security officer of your agency: "
                    "somebody may be guessing your password.",
                ),
            )
