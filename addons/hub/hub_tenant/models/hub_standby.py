import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from .. import warming
from .hub_template import KINDS

DEFAULT_SIZE = 2


class HubStandby(models.Model):
    """A database that waits for its tenant: everything that takes time has been done to it."""

    _name = "hub.standby"
    _description = "Standby Database"
    _order = "id desc"
    _rec_name = "database"

    database = fields.Char(required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    release = fields.Char(required=True, readonly=True)
    state = fields.Selection(
        [("making", "Being Made"), ("ready", "Ready"), ("taken", "Taken"), ("broken", "Broken"),
         ("removed", "Removed")],
        default="making", required=True, readonly=True, index=True,
    )
    uuid = fields.Char(readonly=True, string="Identity")
    public_key = fields.Char(readonly=True)
    tenant_id = fields.Many2one("hub.tenant", readonly=True, ondelete="set null", index=True)
    job_ids = fields.One2many("hub.job", "standby_id", string="Jobs", readonly=True)

    _database_unique = models.UniqueIndex("(database)", "Each standby database is one of its own.")

    @api.model
    def _take(self, kind, release, tenant):
        """Give the oldest ready database to ``tenant``; an empty record where none is ready.

        Rows that another transaction is taking are passed over, so two never get the same.
        """
        self.flush_model()
        rows = self.env.execute_query(SQL(
            """
            UPDATE hub_standby SET state = 'taken', tenant_id = %(tenant)s
             WHERE id = (SELECT id FROM hub_standby
                          WHERE state = 'ready' AND kind = %(kind)s AND release = %(release)s
                          ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """,
            tenant=tenant.id, kind=kind, release=release,
        ))
        self.invalidate_model()
        return self.browse([row[0] for row in rows])

    @api.model
    def _warm(self, kind):
        """Have the database loaded that the next tenant of ``kind`` will get."""
        release = self.env["hub.template"]._get_current(kind).database
        waiting = self.search(
            [("state", "=", "ready"), ("kind", "=", kind), ("release", "=", release)],
            order="id", limit=1,
        )
        if waiting:
            warming.begin(waiting.database)

    @api.model
    def _get_missing(self):
        """Return ``{template: number}`` of databases to be made so that the pool is full."""
        missing = {}
        for template in self.env["hub.template"].search([]):
            present = self.search_count([
                ("release", "=", template.database), ("state", "in", ("making", "ready")),
            ])
            if (lack := self._get_size(template.kind) - present) > 0:
                missing[template] = lack
        return missing

    @api.model
    def _get_size(self, kind):
        """Return how many databases of ``kind`` are to wait."""
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        return int(parameters_sudo.get_param(f"hub.standby.{kind}", DEFAULT_SIZE))

    @api.model
    def _get_stale(self):
        """Return the waiting databases of releases that are no longer in use, and broken ones,
        as far as nobody has been told to remove them."""
        current = self.env["hub.template"].search([]).mapped("database")
        waiting = ("release", "not in", current), ("state", "=", "ready")
        found = self.search(["|", ("state", "=", "broken"), "&", *waiting])
        return found.filtered(lambda one: "discard" not in one.job_ids.mapped("kind"))

    @api.model
    def _begin(self, template):
        """Write down a database to be made for the pool, and the job that makes it."""
        standby = self.create({
            "database": f"gotgan_t{secrets.token_hex(8)}",
            "kind": template.kind, "release": template.database,
        })
        self.env["hub.job"]._enqueue("standby", standby=standby)
        return standby

    def _discard(self):
        """Have the databases removed; they are given to nobody from now on."""
        for standby in self:
            standby.state = "broken"
            self.env["hub.job"]._enqueue("discard", standby=standby)

    def _get_facts(self):
        """Return what the steps of a job know of the database, as plain data."""
        self.ensure_one()
        return {
            "standby": self.id, "database": self.database, "kind": self.kind,
            "template": self.release, "isolation": "pool",
        }
