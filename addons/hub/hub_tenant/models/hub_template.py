from odoo import api, fields, models

KINDS = [
    ("municipality", "Local Government"),
    ("agency", "Affiliated Agency"),
    ("corporation", "Local Public Corporation"),
]


class HubTemplate(models.Model):
    """A database that tenants of one kind are cloned from: one release of the software.

    Registered by the command line when it has made one; the newest is the one in use.
    """

    _name = "hub.template"
    _description = "Template"
    _order = "active desc, id desc"
    _rec_name = "database"

    kind = fields.Selection(KINDS, required=True, readonly=True)
    database = fields.Char(required=True, readonly=True, string="Release")
    created = fields.Datetime(readonly=True, default=lambda self: self.env.cr.now())
    active = fields.Boolean(default=True)
    standby_count = fields.Integer(compute="_compute_standby_count", string="Ready")

    _database_unique = models.UniqueIndex("(database)", "This template is registered already.")
    _one_active = models.UniqueIndex(
        "(kind) WHERE active", "Each kind of agency has one template in use.",
    )

    def _compute_standby_count(self):
        ready = dict(self.env["hub.standby"]._read_group(
            [("state", "=", "ready"), ("release", "in", self.mapped("database"))],
            ["release"], ["__count"],
        ))
        for template in self:
            template.standby_count = ready.get(template.database, 0)

    @api.model
    def _adopt(self, kind, database):
        """Make ``database`` the template tenants of ``kind`` are cloned from; return it."""
        templates = self.with_context(active_test=False)
        found = templates.search([("database", "=", database)])
        older = templates.search([("kind", "=", kind), ("active", "=", True)]) - found
        older.write({"active": False})
        self.env.flush_all()
        if found:
            found.write({"active": True, "kind": kind})
        else:
            found = self.create({"kind": kind, "database": database})
        self.env["hub.job"]._wake()
        return found

    @api.model
    def _get_current(self, kind):
        """Return the template in use for ``kind``; none where none was registered."""
        return self.search([("kind", "=", kind)], limit=1)
