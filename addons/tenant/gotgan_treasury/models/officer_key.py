import json
from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import now, seoul_day, today
from odoo.addons.gotgan_exchange.signing import new_key

from ..keeping import CannotOpen, local_secret, lock, unlock

NUMBER = 24


class OfficerKey(models.Model):
    """A disbursing officer's own key: what leaves the agency carries the signature of a person.

    The register is append-only: a key is made by the officer, ended by a row of its own, and the
    next one takes its place (지방회계법 37, 38). The private part is kept encrypted and opened for
    nobody but its officer, at the moment of signing.
    """

    _name = "gotgan.officer.key"
    _description = "Signature Key of an Officer"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "number"

    user_id = fields.Many2one(
        "res.users", string="Officer", required=True, readonly=True, ondelete="restrict",
        index=True,
    )
    turn = fields.Integer(
        required=True, readonly=True, aggregator=None,
        help="Which of the officer's keys it is, counted from 1.",
    )
    number = fields.Char(string="Key No.", required=True, readonly=True)
    capacity = fields.Char(string="In the Office of", required=True, readonly=True)
    public = fields.Char(string="Public Part", required=True, readonly=True)
    private = fields.Char(
        string="Private Part, Encrypted", required=True, readonly=True, groups=".",
    )
    date_from = fields.Datetime(string="From", required=True, readonly=True)
    end_ids = fields.One2many("gotgan.officer.key.end", "key_id", string="Ended")
    date_to = fields.Datetime(string="To", compute="_compute_date_to")
    end_reason = fields.Char(string="Why It Ended", compute="_compute_date_to")
    is_own = fields.Boolean(compute="_compute_is_own")
    card = fields.Text(
        string="Card for the Bank", compute="_compute_card",
        help="What the bank enters into its register of signatures, one line for each account's "
             "client number.",
    )

    _one_turn = models.UniqueIndex("(user_id, turn)", "A key was made a moment ago already.")
    _number_once = models.UniqueIndex("(number)", "The number of a key is given once.")

    @api.depends("end_ids.date", "end_ids.reason")
    def _compute_date_to(self):
        for key in self:
            key.date_to, key.end_reason = key.end_ids.date, key.end_ids.reason

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        for key in self:
            key.is_own = key.user_id == self.env.user

    @api.depends("public", "date_from", "end_ids.date")
    def _compute_card(self):
        for key in self:
            key.card = "\n".join(
                json.dumps(one, ensure_ascii=False) for one in key._get_cards()
            )

    def action_make(self):
        """Make a key of one's own; the one before ends with it. Whatever is chosen in the list."""
        key = self._make(self.env.user)
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": key.id,
            "view_mode": "form", "views": [(False, "form")],
        }

    def action_end(self):
        """Ask for the reason, and end the key."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "gotgan.officer.key.end",
            "name": self.env._("End the Key"), "view_mode": "form", "views": [(False, "form")],
            "target": "new", "context": {"default_key_id": self.id},
        }

    # ---- making and using -------------------------------------------------

    @api.model
    def _make(self, user):
        """Make a key for a disbursing officer; return it.

        :raises UserError: ``user`` holds no office of a disbursing officer today
        """
        held = self.env["gotgan.office"]._get_held(user, today(self.env))
        office = held.filtered(lambda one: one.kind == "disbursing_officer")[:1]
        if not office:
            raise UserError(self.env._(
                "Only a disbursing officer signs payment orders and has a key for it; %(person)s "
                "holds no such office today.", person=user.name,
            ))
        before = self._find_last(user)
        if before and not before.end_ids:
            before._end(self.env._("replaced by the next key"))
        private, public = new_key()
        key_sudo = self.sudo()
        made = key_sudo.create({
            "user_id": user.id, "turn": before.turn + 1, "public": public,
            "number": sha256(public.encode()).hexdigest()[:NUMBER],
            "capacity": office._get_capacity_label(user, today(self.env)),
            "private": lock(local_secret(self.env), self._get_purpose(user, public), private),
            "date_from": now(self.env),
        })
        return made.sudo(self.env.su)

    @api.model
    def _get_own(self):
        """Return the key the present person signs with.

        :raises UserError: there is none, or it has ended
        """
        key = self._find_last(self.env.user)
        if not key or key.end_ids:
            raise UserError(self.env._(
                "%(person)s has no signature key. Make one under Treasury, Signature Keys, and "
                "have the bank enter its card; then sign.", person=self.env.user.name,
            ))
        return key

    def _open(self):
        """Return the private part, for its officer only.

        :raises UserError: somebody else asks, or it was kept by another installation
        """
        self.ensure_one()
        key_sudo = self.sudo()
        try:
            if self.user_id == self.env.user:
                purpose = self._get_purpose(self.user_id, self.public)
                return unlock(local_secret(self.env), purpose, key_sudo.private)
        except CannotOpen as error:
            raise UserError(self.env._(
                "The signature key %(key)s cannot be opened on this installation. Make a new one, "
                "and have the bank enter its card.", key=self.number,
            )) from error
        raise UserError(self.env._(
            "The signature key %(key)s belongs to %(person)s; nobody else signs with it.",
            key=self.number, person=self.user_id.name,
        ))

    def _end(self, reason):
        self.env["gotgan.officer.key.end"].create([
            {"key_id": key.id, "reason": reason} for key in self
        ])

    @api.model
    def _find_last(self, user):
        key_sudo = self.sudo()
        found = key_sudo.search([("user_id", "=", user.id)], order="turn desc", limit=1)
        return found.sudo(self.env.su)

    @api.model
    def _get_purpose(self, user, public):
        return f"officer key {user.id} {public}"

    def _get_cards(self):
        """Return what the bank enters into its register: one card per client number and key."""
        accounts_sudo = self.env["gotgan.treasury.account"].sudo().search([])
        return [
            {
                "client": client, "officer": key.number, "name": key.capacity,
                "public": key.public, "from": seoul_day(key.date_from).isoformat(),
                "to": seoul_day(key.date_to).isoformat() if key.date_to else "",
            }
            for key in self for client in sorted(set(accounts_sudo.mapped("client")))
        ]
