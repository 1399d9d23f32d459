from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules.tables import may_stand_under


class ClassificationTreeMixin(models.AbstractModel):
    """A classification whose rows stand under each other; the order of levels is checked.

    The inheriting model gives ``level`` its values and ``parent_id`` and ``child_ids`` their model.
    """

    _name = "gotgan.classification.tree.mixin"
    _description = "Classification tree"
    _inherit = ["gotgan.classification.mixin"]
    _parent_store = True

    parent_path = fields.Char(index=True)

    @api.constrains("parent_id", "level", "fiscal_year_id")
    def _check_tree(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._(
                    "A classification cannot stand under itself. Choose another parent.",
                )
            )
        for row in self:
            if not may_stand_under(row._get_table(), row.level, row.parent_id.level):
                raise ValidationError(row._explain_level())
            if row.parent_id and not row._fits_parent():
                raise ValidationError(
                    self.env._(
                        "%(row)s and its parent %(parent)s belong to different fiscal years or "
                        "sets of subjects. Choose a parent of the same.",
                        row=row.display_name,
                        parent=row.parent_id.display_name,
                    )
                )

    def _fits_parent(self):
        """Return whether the parent is of the same year, and the same set where there are sets."""
        names = [one for one in ("fiscal_year_id", "subject_set") if one in self._fields]
        return all(self[name] == self.parent_id[name] for name in names)

    def _explain_level(self):
        labels = dict(self._fields["level"]._description_selection(self.env))
        allowed = self._get_table().parents.get(self.level, ())
        if not allowed:
            return self.env._(
                "%(row)s: the level %(level)s does not exist in this set of subjects.",
                row=self.display_name,
                level=labels.get(self.level),
            )
        return self.env._(
            "%(row)s is of the level %(level)s and must stand under: %(allowed)s.",
            row=self.display_name,
            level=labels.get(self.level),
            allowed=", ".join(labels.get(one, self.env._("nothing (top)")) for one in allowed),
        )
