from odoo import fields, models

KINDS = [
    ("added", "Added"),
    ("removed", "Removed"),
    ("restored", "Restored"),
    ("moved", "Moved"),
    ("renamed", "Renamed"),
    ("changed", "Changed"),
    ("kept", "Kept as Changed by Hand"),
]


class ClassificationEditionChange(models.Model):
    """What one edition changed in one row of its table, as it was shown before it was confirmed."""

    _name = "gotgan.classification.edition.change"
    _description = "Change by an Edition"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "edition_id desc, id"
    _rec_name = "code"

    edition_id = fields.Many2one(
        "gotgan.classification.edition",
        required=True,
        index=True,
        ondelete="restrict",
    )
    row_number = fields.Integer(string="Row", aggregator=None)
    kind = fields.Selection(KINDS, string="Change", required=True)
    code = fields.Char(required=True)
    name_before = fields.Char()
    name_after = fields.Char()
    parent_before = fields.Char()
    parent_after = fields.Char()
    details = fields.Text(help="What else changed: the columns with their old and new values.")
