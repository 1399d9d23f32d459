from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base import clock

from ..aside import execute_aside

_WINDOW = timedelta(minutes=1)
_CEILING = 4  # times the limit, beyond which only people known at this address are let through


class SignInSource(models.Model):
    """How often signing in failed from one address within the last minute.

    An office sits behind one address: failing there must not shut out those who type the right
    password. Beyond the limit an attempt goes through only for an account that nobody failed at,
    or whose person has worked from this address before.
    """

    _name = "gotgan.sign.in.source"
    _description = "Sign-in Source"
    _log_access = False

    ip_address = fields.Char(required=True)
    window_start = fields.Datetime(required=True)
    failures = fields.Integer(required=True)

    _ip_address_unique = models.UniqueIndex("(ip_address)", "Each address is counted in one row.")

    def _count_failure(self, address):
        execute_aside(self.env, SQL(
            """
            INSERT INTO gotgan_sign_in_source AS s (ip_address, window_start, failures)
            VALUES (%(address)s, %(now)s, 1)
            ON CONFLICT (ip_address) DO UPDATE SET
                failures = CASE WHEN s.window_start <= %(past)s THEN 1 ELSE s.failures + 1 END,
                window_start = CASE WHEN s.window_start <= %(past)s THEN %(now)s
                                    ELSE s.window_start END
            """,
            address=address, now=clock.now(self.env), past=clock.now(self.env) - _WINDOW,
        ))

    def _refuses(self, address, login, user):
        """Say whether an attempt at ``login`` from ``address`` is turned away unchecked."""
        limit = self.env["gotgan.security.policy"]._get_values()["source_failures"]
        failures = self._get_failures(address)
        if failures < limit or self.env["gotgan.session"]._knows(user, address):
            return False
        lock_model = self.env["gotgan.account.lock"]
        return failures >= limit * _CEILING or bool(lock_model._get_failures(login))

    def _get_failures(self, address):
        rows = execute_aside(self.env, SQL(
            "SELECT failures FROM gotgan_sign_in_source "
            "WHERE ip_address = %s AND window_start > %s",
            address, clock.now(self.env) - _WINDOW,
        ))
        return rows[0][0] if rows else 0
