from odoo import api, fields, models

TABLE_LABELS = [
    ("function", "Functions"),
    ("object_local", "Objects of Expenditure"),
    ("object_affiliated", "Objects of Expenditure (Affiliated Agencies)"),
    ("revenue_local", "Revenue Sources"),
    ("revenue_affiliated", "Revenue Sources (Affiliated Agencies)"),
    ("fund", "Funds"),
    ("funding_source", "Funding Sources"),
]
ORIGINS = [("shipped", "Came with the Program"), ("imported", "Imported from a File")]


class ClassificationEdition(models.Model):
    """Where the rows of a table came from: one file, loaded once, with what it changed.

    Append-only: a wrong edition is put right by importing the next one.
    """

    _name = "gotgan.classification.edition"
    _description = "Edition of a Classification Table"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"

    name = fields.Char(required=True)
    table = fields.Selection(TABLE_LABELS, required=True)
    fiscal_year_id = fields.Many2one("gotgan.fiscal.year", required=True, ondelete="restrict")
    origin = fields.Selection(ORIGINS, required=True, default="imported")
    source = fields.Char(help="Who published it, and where.")
    legal_basis = fields.Char(help="Such as the decree and its annex.")
    file_name = fields.Char()
    file_digest = fields.Char(string="File Fingerprint", help="SHA-256 of the file's bytes.")
    row_count = fields.Integer(string="Rows", aggregator=None)
    added_count = fields.Integer(string="Added", aggregator=None)
    renamed_count = fields.Integer(string="Renamed", aggregator=None)
    moved_count = fields.Integer(string="Moved", aggregator=None)
    changed_count = fields.Integer(string="Changed", aggregator=None)
    removed_count = fields.Integer(string="Removed", aggregator=None)
    change_ids = fields.One2many(
        "gotgan.classification.edition.change",
        "edition_id",
        string="Changes",
    )

    _latest = models.Index('("table", fiscal_year_id, id)')

    @api.depends("name", "fiscal_year_id")
    def _compute_display_name(self):
        for edition in self:
            edition.display_name = f"{edition.fiscal_year_id.display_name} {edition.name}"
