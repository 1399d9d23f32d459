from odoo import fields, models

from .expenditure_object import SUBJECT_SETS


class RevenueSource(models.Model):
    """Where money comes from: 장·관·항·목 (지방재정법 제41조, 시행령 제47조)."""

    _name = "gotgan.revenue.source"
    _description = "Revenue Source"
    _inherit = ["gotgan.classification.tree.mixin"]
    _order = "fiscal_year_id desc, subject_set desc, code"
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
        "provisional",
        "tax_tier",
    )

    subject_set = fields.Selection(SUBJECT_SETS, required=True, default="local_government")
    level = fields.Selection(
        [
            ("jang", "Jang"),
            ("gwan", "Gwan"),
            ("hang", "Hang"),
            ("mok", "Mok"),
            ("semok", "Semok"),
        ],
        required=True,
    )
    parent_id = fields.Many2one("gotgan.revenue.source", index=True, ondelete="restrict")
    child_ids = fields.One2many("gotgan.revenue.source", "parent_id", string="Below It")
    tax_tier = fields.Char(string="Levied By", help="Which tier of government levies this tax.")
    provisional = fields.Boolean(
        string="Provisional Code",
        help="The official code is not known yet; this one was given by the program.",
    )

    _code_unique = models.UniqueIndex(
        "(fiscal_year_id, subject_set, code)",
        "This code already exists in the fiscal year and set of subjects.",
    )
