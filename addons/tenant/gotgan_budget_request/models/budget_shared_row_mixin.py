from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now


class BudgetSharedRowMixin(models.AbstractModel):
    """A row that several people of a department edit on the same day, and none of them loses work.

    Each write raises ``revision`` and notes, for each field written, at which revision, by whom and
    when. A writer who says which revision he was looking at (``write({"revision": 3, …})``, as the
    screens do) is refused only where somebody else has changed the very same field since to
    something else; changes of other fields are kept beside each other. Two transactions at the
    same moment meet on the row, and the later one is run again on what the first one wrote.
    """

    _name = "gotgan.budget.shared.row.mixin"
    _description = "Row edited by several people"

    revision = fields.Integer(
        readonly=True, required=True, default=1, copy=False, aggregator=None,
        help="Raised by each change; says which state of the row a person was looking at.",
    )
    stamps = fields.Json(readonly=True, copy=False, groups="base.group_system")

    @api.model_create_multi
    def create(self, vals_list):
        own = ("revision", "stamps")
        return super().create([
            {name: value for name, value in vals.items() if name not in own} for vals in vals_list
        ])

    def write(self, vals):
        seen = vals.get("revision")
        changes = {
            name: value for name, value in vals.items() if name not in ("revision", "stamps")
        }
        if seen is not None:
            self._check_not_gone()
            self._check_not_overtaken(changes, seen)
        if not changes:
            return True
        done = super().write(changes)
        self._stamp([name for name in changes if self._is_stamped(name)])
        return done

    # ---- inside ----------------------------------------------------------

    @api.model
    def _is_stamped(self, name):
        field = self._fields.get(name)
        return bool(field and field.store and field.type not in ("one2many", "many2many"))

    def _check_not_gone(self):
        """Refuse to write in a row that somebody has deleted since the page was read."""
        if len(self.exists()) < len(self):
            raise UserError(self.env._("Somebody has deleted this row meanwhile. Reload the page."))

    def _check_not_overtaken(self, changes, seen):
        """Refuse values for fields that somebody changed after revision ``seen``.

        :raises UserError: names the row, each field, who changed it when, and to what
        """
        faults = []
        for row_sudo in self.sudo():
            for name, (revision, user_id, moment) in (row_sudo.stamps or {}).items():
                if name in changes and revision > seen and row_sudo._differs(name, changes[name]):
                    faults.append(row_sudo._explain_overtaken(name, user_id, moment))
        if faults:
            raise UserError(self.env._(
                "Somebody else has changed this meanwhile; nothing of yours was overwritten or "
                "saved:\n%(faults)s\nCopy what you typed, reload the page and decide what stands.",
                faults="\n".join(faults),
            ))

    def _differs(self, name, value):
        """Return whether ``value`` is another one than what the row holds now."""
        return self._fields[name].convert_to_cache(value or False, self) != (
            self._fields[name].convert_to_cache(self[name] or False, self)
        )

    def _explain_overtaken(self, name, user_id, moment):
        user_sudo = self.env["res.users"].sudo().browse(user_id)
        local = fields.Datetime.context_timestamp(self, fields.Datetime.from_string(moment))
        return self.env._(
            "· %(row)s, %(field)s: %(person)s changed it at %(time)s to “%(value)s”",
            row=self.display_name, field=self._fields[name]._description_string(self.env),
            person=user_sudo.name, time=local.strftime("%H:%M"), value=self._get_value_text(name),
        )

    def _get_value_text(self, name):
        field, value = self._fields[name], self[name]
        if field.type == "many2one":
            return value.display_name or ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        return f"{value:,}" if field.type == "integer" else str(value or "")

    def _stamp(self, names):
        """Raise the revision and note who changed ``names``; one statement for all rows."""
        self.flush_recordset()
        if not self.ids or not names:
            return
        self.env.cr.execute(SQL(
            """
            UPDATE %(table)s SET revision = revision + 1,
                stamps = COALESCE(stamps, '{}'::jsonb) || (
                SELECT jsonb_object_agg(name, jsonb_build_array(revision + 1, %(user)s, %(time)s))
                FROM unnest(%(names)s) AS name
            ) WHERE id = ANY(%(ids)s)
            """,
            table=SQL.identifier(self._table), user=self.env.uid,
            time=fields.Datetime.to_string(now(self.env)), names=list(names), ids=list(self.ids),
        ))
        self.invalidate_recordset(["revision", "stamps"], flush=False)
