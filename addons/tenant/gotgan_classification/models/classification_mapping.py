from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ClassificationMapping(models.Model):
    """What an object of expenditure of one year became in the next (신구대비).

    One row per pair: a code that was split has several, and one that is gone has none to go to.
    Where the published table does not decide, a person does.
    """

    _name = "gotgan.classification.mapping"
    _description = "Old and New Object of Expenditure"
    _inherit = ["gotgan.bundled.mixin"]
    _order = "from_year_id desc, from_code, to_code"
    _bundled_fields = (
        "from_name",
        "to_name",
        "from_object_id",
        "to_object_id",
        "change_type",
        "verified",
        "needs_decision",
        "note",
    )

    from_year_id = fields.Many2one(
        "gotgan.fiscal.year",
        required=True,
        index=True,
        ondelete="restrict",
    )
    to_year_id = fields.Many2one(
        "gotgan.fiscal.year",
        required=True,
        index=True,
        ondelete="restrict",
    )
    from_code = fields.Char(string="Old Code", help="As published; empty for a new object.")
    from_name = fields.Char(string="Old Name")
    from_object_id = fields.Many2one(
        "gotgan.expenditure.object",
        string="Old Object",
        index=True,
        ondelete="restrict",
        domain="[('fiscal_year_id', '=', from_year_id)]",
    )
    to_code = fields.Char(
        string="New Code",
        help="As published; a question mark where it is unsure.",
    )
    to_name = fields.Char(string="New Name")
    to_object_id = fields.Many2one(
        "gotgan.expenditure.object",
        string="New Object",
        index=True,
        ondelete="restrict",
        domain="[('fiscal_year_id', '=', to_year_id)]",
    )
    change_type = fields.Selection(
        [
            ("unchanged", "Unchanged"),
            ("renamed", "Renamed"),
            ("renumbered", "Renumbered"),
            ("merged", "Merged"),
            ("split", "Split"),
            ("moved", "Abolished, Booked Elsewhere"),
            ("replaced", "Replaced"),
            ("unclear", "Not Confirmed"),
            ("new", "New"),
        ],
        required=True,
    )
    verified = fields.Boolean(string="Confirmed", help="Found in a published source.")
    needs_decision = fields.Boolean(
        string="Decision Needed",
        help="The published table does not say which new object is meant: choose it case by case.",
    )
    note = fields.Text()

    _pair_unique = models.UniqueIndex(
        "(from_year_id, to_year_id, COALESCE(from_code, ''), COALESCE(to_code, ''))",
        "This pair of codes already exists.",
    )

    @api.depends("from_code", "from_name", "to_code", "to_name")
    def _compute_display_name(self):
        for row in self:
            old, new = (
                f"{code or '-'} {name or ''}".strip()
                for code, name in ((row.from_code, row.from_name), (row.to_code, row.to_name))
            )
            row.display_name = f"{old} → {new}"

    @api.constrains("from_year_id", "to_year_id", "from_object_id", "to_object_id")
    def _check_years(self):
        for row in self:
            if row.from_year_id.year >= row.to_year_id.year:
                raise ValidationError(
                    self.env._(
                        "%(row)s: the old year must come before the new one.",
                        row=row.display_name,
                    )
                )
            for item, year in (
                (row.from_object_id, row.from_year_id),
                (row.to_object_id, row.to_year_id),
            ):
                if item and item.fiscal_year_id != year:
                    raise ValidationError(
                        self.env._(
                            "%(row)s: %(object)s is not an object of %(year)s.",
                            row=row.display_name,
                            object=item.display_name,
                            year=year.display_name,
                        )
                    )

    @api.model
    def _get_targets(self, objects, to_year):
        """Return ``{old object: mapping rows}`` into ``to_year``.

        Several rows for one object, or one that needs a decision, mean that a person chooses.
        """
        rows = self.search(
            [
                ("from_object_id", "in", objects.ids),
                ("to_year_id", "=", to_year.id),
            ]
        )
        by_object = rows.grouped("from_object_id")
        return {one: by_object.get(one, self.browse()) for one in objects}
