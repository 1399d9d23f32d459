from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

from ..trace import current


class Base(models.AbstractModel):
    """Tells the request that is being served what it did; elsewhere it costs one comparison."""

    _inherit = "base"

    # What changing records of this model is called in the access log; "grant" where they are
    # rights of persons (offices, roles).
    _access_kind = None

    @api.model_create_multi
    def create(self, vals_list):
        self._check_given_files(vals_list)
        records = super().create(vals_list)
        if (trace := self._get_trace()) is not None and records:
            names = dict.fromkeys(name for vals in vals_list for name in vals)
            trace.note_change(self._name, "input", records.ids, names)
        return records

    def write(self, vals):
        self._check_given_files([vals])
        done = super().write(vals)
        if (trace := self._get_trace()) is not None and self.ids:
            trace.note_change(self._name, "change", self.ids, vals)
        return done

    def unlink(self):
        trace = self._get_trace()
        ids, subject = (self.ids, "") if trace is None else (self.ids, self._get_subject_name())
        done = super().unlink()
        if trace is not None and ids:
            trace.note_change(self._name, "delete", ids, subject=subject)
        return done

    def export_data(self, fields_to_export):
        if (trace := current()) is not None:
            trace.note_taken(self._name, self.ids)
        return super().export_data(fields_to_export)

    def _get_trace(self):
        """Return the trace of this request where changes of this model are logged."""
        trace = current()
        if trace is None or self._name not in self.env["gotgan.access.subject"]._get_tracked():
            return None
        return trace

    def _get_subject_name(self):
        """Return whose data the first of these records holds, as it reads now."""
        personal = self.env["gotgan.access.subject"]._get_all()
        _label, name = personal.get(self._name, ("", "display_name"))
        first_sudo = self[:1].sudo().exists()
        return str(first_sudo[name] or first_sudo.display_name or "") if first_sudo else ""

    # ---- files in columns of their own -----------------------------------

    def _check_given_files(self, vals_list):
        """Check files that go into a column, not into an attachment (which checks its own)."""
        if current() is None:
            return
        names = self._get_file_columns()
        for vals in vals_list if names else ():
            for name in names & set(vals):
                self._check_given_file(name, vals)

    def _check_given_file(self, name, vals):
        data = self.env["ir.attachment"]._get_given_bytes({"datas": vals[name]})
        filename = vals.get("file_name") or vals.get("filename") or vals.get(f"{name}_name") or ""
        problem = self.env["ir.attachment"]._get_file_problem(filename, data)
        if problem:
            raise UserError(problem)

    @api.model
    @ormcache()
    def _get_file_columns(self):
        return frozenset(
            name for name, field in self._fields.items()
            if field.type == "binary" and field.store and not field.attachment
            and not field.compute
            and self._name not in {"ir.attachment", "base_import.import"}
        )
