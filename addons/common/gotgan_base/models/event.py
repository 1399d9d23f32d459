from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

GIVEN = (
    "res_model", "res_id", "transition", "source", "target", "user_id", "capacity", "reason",
)


class Event(models.Model):
    """One row per transition: who did what to which document, in which capacity, when and why."""

    _name = "gotgan.event"
    _description = "Event"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    res_model = fields.Char(required=True, string="Kind of Document")
    res_id = fields.Many2oneReference(required=True, model_field="res_model", string="Document")
    transition = fields.Char(required=True)
    source = fields.Char(string="From", required=True)
    target = fields.Char(string="To", required=True)
    user_id = fields.Many2one("res.users", string="Done By", required=True, ondelete="restrict")
    capacity = fields.Char(help="The office or right in which the person acted, as it read then.")
    reason = fields.Text()
    time = fields.Datetime(required=True, readonly=True)
    step = fields.Char(compute="_compute_step")
    is_readable = fields.Boolean(
        compute="_compute_is_readable", search="_search_is_readable",
        help="Whether the person who asks may read the document: its history follows it.",
    )

    _document = models.Index("(res_model, res_id, id)")

    @api.depends("res_model", "source", "target")
    def _compute_step(self):
        for event in self:
            label = event._get_state_labels()
            source, target = (label.get(one, one) for one in (event.source, event.target))
            event.step = f"{source} → {target}"

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        for model, events in self.grouped("res_model").items():
            documents = self._get_documents(model)
            if documents is not None:
                named = documents.browse(events.mapped("res_id")).exists()
                documents = named._filtered_access("read")
            readable = set(documents.ids) if documents is not None else set()
            for event in events:
                event.is_readable = event.res_id in readable

    def _search_is_readable(self, operator, value):
        """Return the rows of documents that the person may read, kind by kind."""
        if operator != "in" or True not in value:
            return NotImplemented
        return Domain.OR(
            Domain("res_model", "=", model) & self._get_reading_domain(documents)
            for model in self._get_kinds()
            if (documents := self._get_documents(model)) is not None
        )

    @api.model_create_multi
    def create(self, vals_list):
        moment = self.env.cr.now()
        return super().create([{**vals, "time": moment} for vals in vals_list])

    @api.model
    def _record(self, rows):
        """Write one row per document of a step, all of them in one statement.

        Every step of every document comes here: defaults, rights and computed fields, of which an
        event has none, would take longer than many a step.
        """
        columns = {name: [row[name] or None for row in rows] for name in GIVEN}
        self.env.cr.execute(SQL(
            "INSERT INTO gotgan_event (%s, time) SELECT w.*, %s FROM unnest(%s) AS w",
            SQL(", ").join(map(SQL.identifier, columns)), self.env.cr.now(),
            SQL(", ").join(
                SQL("%s::int[]" if name in ("res_id", "user_id") else "%s::text[]", values)
                for name, values in columns.items()
            ),
        ))

    @api.model
    def _get_kinds(self):
        """Return the models of the rows, one step of the index for each."""
        return [row[0] for row in self.env.execute_query(SQL(
            """
            WITH RECURSIVE kinds AS (
                (SELECT res_model FROM gotgan_event ORDER BY res_model LIMIT 1)
                UNION ALL
                SELECT (SELECT res_model FROM gotgan_event
                         WHERE res_model > kinds.res_model ORDER BY res_model LIMIT 1)
                  FROM kinds WHERE kinds.res_model IS NOT NULL
            )
            SELECT res_model FROM kinds WHERE res_model IS NOT NULL
            """,
        ))]

    @api.model
    def _get_documents(self, model):
        """Return the model with the person's own rights, or ``None`` where there are none."""
        if model not in self.env:
            return None
        documents = self.env[model].sudo(False).with_context(active_test=False)
        return documents if documents.has_access("read") else None

    @api.model
    def _get_reading_domain(self, documents):
        """Return the domain of rows whose document is among those the person may read."""
        readable = documents._search([])
        return Domain("res_id", "in", readable) if readable.where_clause else Domain.TRUE

    def _get_state_labels(self):
        model = self.env.get(self.res_model)
        if model is None or "state" not in model._fields:
            return {}
        return dict(model._fields["state"]._description_selection(self.env))
