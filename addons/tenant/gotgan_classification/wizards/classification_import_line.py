from odoo import fields, models

from ..models.classification_edition_change import KINDS


class ClassificationImportLine(models.TransientModel):
    """One line of the preview: a change the file would make, or a problem in it."""

    _name = "gotgan.classification.import.line"
    _description = "Preview of an Edition"
    _order = "id"

    import_id = fields.Many2one(
        "gotgan.classification.import", required=True, ondelete="cascade", index=True
    )
    row_number = fields.Integer(string="Row", aggregator=None)
    kind = fields.Selection([("problem", "Problem"), *KINDS], string="Change", required=True)
    code = fields.Char()
    name_before = fields.Char()
    name_after = fields.Char()
    parent_before = fields.Char()
    parent_after = fields.Char()
    details = fields.Text()
