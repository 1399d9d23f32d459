import logging
from calendar import timegm

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_exchange.signing import BadSeal, open_sealed

from ..entry_pass import EntryRefused

_logger = logging.getLogger(__name__)

LIFETIME = 60
SKEW = 5
NONCE_LENGTHS = range(16, 129)


class Entry(models.Model):
    """A ticket of the hub that opened a session here: each opens one, once.

    Claims of a ticket: ``purpose`` (enter, support), ``aud`` (this database's uuid), ``jti`` (its
    own identity, 16 to 128 characters), ``exp`` (at most 60 seconds from now); ``login`` of the
    first administrator to enter, ``grant`` (the number of the approved request) for support.
    """

    _name = "gotgan.entry"
    _description = "Entry by Ticket"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    # What a ticket is for, and who answers which account it opens.
    _purposes = {"enter": "_find_administrator", "support": "_find_supporter"}

    nonce = fields.Char(required=True, readonly=True)
    purpose = fields.Selection(
        [("enter", "First Administrator"), ("support", "Support")], required=True, readonly=True,
    )
    user_id = fields.Many2one("res.users", string="Account", required=True, readonly=True,
                              ondelete="restrict")
    grant_id = fields.Many2one("gotgan.support.grant", string="Support Access", readonly=True,
                               index="btree_not_null", ondelete="restrict")
    time = fields.Datetime(required=True, readonly=True)
    address = fields.Char(string="From Address", readonly=True)

    _nonce_unique = models.UniqueIndex("(nonce)", "A ticket opens a session once.")

    # ---- what the door calls ---------------------------------------------

    @api.model
    def _admit(self, ticket, address=None):
        """Use up ``ticket`` and return the entry it made.

        :raises EntryRefused: forged, expired, used before, or meant for another tenant or purpose
        """
        claims = self._read_ticket(ticket)
        user, grant = getattr(self, self._purposes[claims["purpose"]])(claims)
        return self._take(claims, user, grant, address)

    def _read_ticket(self, ticket):
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        now = timegm(self.env.cr.now().timetuple())
        try:
            key = parameters_sudo.get_param("gotgan.hub.public_key")
            claims = open_sealed(key, ticket, now=now)
        except BadSeal as error:
            raise EntryRefused(str(error)) from error
        expires, nonce = claims.get("exp"), claims.get("jti")
        if str(claims.get("purpose")) not in self._purposes:
            raise EntryRefused("no such purpose")
        if claims.get("aud") != parameters_sudo.get_param("database.uuid"):
            raise EntryRefused("made for another tenant")
        if expires is None or expires > now + LIFETIME + SKEW:
            raise EntryRefused("lives too long")
        if not isinstance(nonce, str) or len(nonce) not in NONCE_LENGTHS:
            raise EntryRefused("has no identity")
        return claims

    def _find_administrator(self, claims):
        """The first administrator enters by ticket until there is a password, never after.

        From then on nothing of the hub opens the agency without the agency.
        """
        user_sudo = self.env.ref("gotgan_administration.user_first_administrator").sudo()
        login = claims.get("login")
        if not user_sudo.active or not isinstance(login, str) or login.lower() != user_sudo.login:
            raise EntryRefused("not the first administrator")
        if user_sudo._owns_password():
            raise EntryRefused("the first administrator has a password already")
        return user_sudo.sudo(False), self.env["gotgan.support.grant"]

    def _find_supporter(self, claims):
        grant_sudo = self.env["gotgan.support.grant"].sudo()._find_open(claims.get("grant"))
        if not grant_sudo:
            raise EntryRefused("no approved support access with that number")
        user = self.env.ref("gotgan_administration.user_support")
        return user, grant_sudo.sudo(False)

    def _take(self, claims, user, grant, address):
        """Write the row that makes the ticket worthless, or refuse: somebody was faster."""
        rows = self.env.execute_query(SQL(
            """
            INSERT INTO gotgan_entry (nonce, purpose, user_id, grant_id, time, address)
            VALUES (%s, %s, %s, %s, now() AT TIME ZONE 'UTC', %s)
            ON CONFLICT (nonce) DO NOTHING RETURNING id
            """,
            claims["jti"], claims["purpose"], user.id, grant.id or None, address,
        ))
        if not rows:
            raise EntryRefused("used before")
        _logger.info("Ticket for %s admitted from %s", claims["purpose"], address)
        return self.browse(rows[0][0])

    def _get_label(self):
        """Return how this entry is called in the list of sessions."""
        self.ensure_one()
        if self.grant_id:
            return self.env._(
                "Support %(number)s: %(operator)s", number=self.grant_id.request_number,
                operator=self.grant_id.operator,
            )
        return self.env._("First entry by a ticket of the service")
