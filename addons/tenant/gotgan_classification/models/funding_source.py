from odoo import fields, models


class FundingSource(models.Model):
    """Whose money pays for a budget line: the eleven columns of the e호조 budget export."""

    _name = "gotgan.funding.source"
    _description = "Funding Source"
    _inherit = ["gotgan.classification.mixin"]
    _bundled_fields = (
        "code",
        "name",
        "origin",
        "definition",
        "verified",
        "confidence",
        "note",
        "source",
        "active",
    )

    origin = fields.Selection(
        [
            ("national", "National Government"),
            ("province", "Upper Local Government"),
            ("own", "Own Money"),
            ("bond", "Local Bond"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )

    _code_unique = models.UniqueIndex(
        "(fiscal_year_id, code)",
        "This code already exists in the fiscal year.",
    )
