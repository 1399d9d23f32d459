import hashlib

from odoo import api, fields, models


class BundledMixin(models.AbstractModel):
    """A row that came with the program and may be improved by its next version.

    Its fingerprint is kept when it is loaded. A row whose values no longer give that fingerprint
    was changed by a person, and an upgrade leaves it alone.
    """

    _name = "gotgan.bundled.mixin"
    _description = "Row that comes with the program"

    _bundled_fields = ()

    loaded_digest = fields.Char(readonly=True, copy=False, groups="base.group_system")

    def _get_digest(self):
        """Return the fingerprint of the loadable values of one row."""
        self.ensure_one()
        return self._make_digest(
            {
                name: self[name].ids if self._fields[name].relational else self[name]
                for name in self._bundled_fields
            }
        )

    @api.model
    def _make_digest(self, vals):
        """Return the fingerprint of ``vals``: many2ones as ids, links as ids or a command."""
        texts = [self._get_digest_text(vals.get(name)) for name in self._bundled_fields]
        return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()

    @api.model
    def _get_digest_text(self, value):
        if isinstance(value, list):
            ids = value[0][2] if value and isinstance(value[0], tuple) else value
            return ",".join(map(str, sorted(ids)))
        return "" if value in (None, False) else str(value)

    def _is_untouched(self):
        """Return whether the row is still as it was loaded."""
        row_sudo = self.sudo()
        return row_sudo.loaded_digest == self._get_digest()

    def _stamp_loaded(self):
        """Remember the rows as they are now, as loaded."""
        rows_sudo = self.sudo().with_context(active_test=False)
        for row in rows_sudo:
            row.loaded_digest = row._get_digest()

    def _upsert_bundled(self, key_fields, vals_list):
        """Create rows that are missing and update those no person has changed, by ``key_fields``.

        :param list vals_list: values of the rows, many2ones as ids
        :return: the rows created or updated
        """
        rows = self.with_context(active_test=False)
        existing = {rows._get_bundled_key(row, key_fields): row for row in rows.search([])}
        missing, touched = [], self.browse()
        for vals in vals_list:
            row = existing.get(tuple(vals.get(name) or False for name in key_fields))
            if row is None:
                missing.append(vals)
            elif row._is_untouched() and row._get_digest() != self._make_digest(vals):
                row.write(vals)
                touched |= row
        touched |= self.create(missing)
        touched._stamp_loaded()
        return touched

    def _get_bundled_key(self, row, key_fields):
        values = (row[name] for name in key_fields)
        return tuple(value.id if isinstance(value, models.BaseModel) else value for value in values)
