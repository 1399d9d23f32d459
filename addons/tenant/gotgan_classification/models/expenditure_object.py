from odoo import fields, models

SUBJECT_SETS = [
    ("local_government", "Local Government"),
    ("affiliated_agency", "Affiliated Agency"),
]


class ExpenditureObject(models.Model):
    """What money is spent on: 편성목 and 통계목 (예산편성 운영기준 별표 11).

    Affiliated agencies have a set of their own in 관·항·목 (지방공기업 예산편성기준).
    """

    _name = "gotgan.expenditure.object"
    _description = "Object of Expenditure"
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
    )

    subject_set = fields.Selection(SUBJECT_SETS, required=True, default="local_government")
    level = fields.Selection(
        [
            ("group", "Group of Objects"),
            ("item", "Object Item"),
            ("subitem", "Object Subitem"),
            ("gwan", "Gwan"),
            ("hang", "Hang"),
            ("sehang", "Sehang"),
            ("mok", "Mok"),
            ("semok", "Semok"),
        ],
        required=True,
    )
    parent_id = fields.Many2one("gotgan.expenditure.object", index=True, ondelete="restrict")
    child_ids = fields.One2many("gotgan.expenditure.object", "parent_id", string="Below It")
    provisional = fields.Boolean(
        string="Provisional Code",
        help="The official code is not known yet; this one was given by the program.",
    )

    _code_unique = models.UniqueIndex(
        "(fiscal_year_id, subject_set, code)",
        "This code already exists in the fiscal year and set of subjects.",
    )
