import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import consteq, hmac

from odoo.addons.gotgan_base.clock import now

from ..answers import read_code

MINUTES, TRIES = 10, 5


class HubApplicationCode(models.Model):
    """A six-digit code sent to a mailbox; a keyed hash, good for ten minutes and five tries."""

    _name = "hub.application.code"
    _description = "Confirmation Code"
    _order = "id desc"
    _rec_name = "email"

    application_id = fields.Many2one(
        "hub.application", required=True, index=True, ondelete="cascade"
    )
    purpose = fields.Selection(
        [("confirm", "Confirm the mailbox"), ("enter", "Enter the tenant")], required=True
    )
    email = fields.Char(string="E-mail", required=True)
    code_hash = fields.Char(groups="base.group_system", copy=False)
    expires_at = fields.Datetime(required=True)
    tries_left = fields.Integer(default=TRIES, aggregator=None)
    used_at = fields.Datetime()

    def _issue(self, application, purpose):
        """Make a new code for the application's mailbox and return it; earlier ones end.

        :returns: the code as text; it is kept nowhere else
        """
        self._get_open(application, purpose).write({"tries_left": 0})
        code = f"{secrets.randbelow(10**6):06d}"
        row = self.create({
            "application_id": application.id,
            "purpose": purpose,
            "email": application.officer_email,
            "expires_at": now(self.env) + timedelta(minutes=MINUTES),
        })
        row.code_hash = row._hash(code)
        return code

    def _redeem(self, application, purpose, typed):
        """Judge a typed code: ``right``, ``wrong``, ``malformed`` or ``ended``.

        Every well-formed guess costs one of the five tries, the right one all of them.
        """
        code = read_code(typed)
        if not code:
            return "malformed"
        row = self._get_open(application, purpose)[:1]
        if not row:
            return "ended"
        if consteq(row.code_hash, row._hash(code)):
            row.write({"used_at": now(self.env), "tries_left": 0})
            return "right"
        row.tries_left -= 1
        return "wrong" if row.tries_left else "ended"

    def _get_open(self, application, purpose):
        return self.search([
            ("application_id", "=", application.id),
            ("purpose", "=", purpose),
            ("email", "=", application.officer_email),
            ("expires_at", ">", now(self.env)),
            ("tries_left", ">", 0),
        ])

    def _hash(self, code):
        return hmac(self.env(su=True), "hub_subscription.code", (self.id, self.email, code))

    @api.autovacuum
    def _gc_ended_codes(self):
        self.search([("expires_at", "<", now(self.env) - timedelta(days=1))]).unlink()
