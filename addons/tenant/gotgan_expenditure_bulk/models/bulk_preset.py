from odoo import fields, models
from odoo.exceptions import UserError

from ..columns import REQUIRED, Column, split_headings
from ..kinds import KINDS, ROLES


class BulkPreset(models.Model):
    """명세 양식: which headings a list has, and as what each deduction is held.

    The lists of payroll programs differ in their headings, not in what they say; an agency adds its
    own form without a release.
    """

    _name = "gotgan.bulk.preset"
    _description = "Form of a Payee List"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    kind = fields.Selection(KINDS, string="Kind of Spending", required=True, default="bulk")
    active = fields.Boolean(default=True)
    column_ids = fields.One2many(
        "gotgan.bulk.preset.column", "preset_id", string="Columns", copy=True,
    )

    def _get_columns(self):
        """Return the columns that are looked for, as ``columns.Column``.

        :raises UserError: the form lacks a column that every list needs
        """
        self.ensure_one()
        columns = [
            Column(one.role, one.use or "", split_headings(one.headings))
            for one in self.column_ids
        ]
        lacking = set(REQUIRED) - {one.role for one in columns if one.headings}
        if lacking:
            labels = dict(ROLES)
            selection = dict(self.column_ids._fields["role"]._description_selection(self.env))
            raise UserError(self.env._(
                "The form %(form)s has no column for: %(columns)s. Add them to the form.",
                form=self.name,
                columns=", ".join(selection[role] for role in labels if role in lacking),
            ))
        return columns
