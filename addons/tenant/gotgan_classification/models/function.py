from odoo import fields, models


class Function(models.Model):
    """What government does with the money: 분야 and 부문 (예산편성 운영기준 별표 9)."""

    _name = "gotgan.function"
    _description = "Function"
    _inherit = ["gotgan.classification.tree.mixin"]
    _bundled_fields = (
        "code",
        "name",
        "level",
        "parent_id",
        "definition",
        "verified",
        "confidence",
        "note",
        "source",
        "active",
    )

    level = fields.Selection([("field", "Field"), ("section", "Section")], required=True)
    parent_id = fields.Many2one(
        "gotgan.function", string="Field of the Section", index=True, ondelete="restrict"
    )
    child_ids = fields.One2many("gotgan.function", "parent_id", string="Sections")

    _code_unique = models.UniqueIndex(
        "(fiscal_year_id, code)",
        "This code already exists in the fiscal year.",
    )
