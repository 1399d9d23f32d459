from odoo import fields, models


class Fund(models.Model):
    """A fund of the agency: 일반회계, 특별회계, 공기업특별회계, 기금 (지방재정법 제9조).

    A dimension inside one tenant, not a company. Special accounts are set up by ordinance, so
    their codes come with each agency's own budget.
    """

    _name = "gotgan.fund"
    _description = "Fund"
    _inherit = ["gotgan.classification.mixin"]
    _bundled_fields = (
        "code",
        "name",
        "kind",
        "definition",
        "verified",
        "confidence",
        "note",
        "source",
        "active",
    )

    kind = fields.Selection(
        [
            ("general", "General Account"),
            ("special", "Special Account"),
            ("public_enterprise", "Public-Enterprise Special Account"),
            ("trust", "Trust Fund"),
        ],
        required=True,
        default="special",
    )

    _code_unique = models.UniqueIndex(
        "(fiscal_year_id, code)",
        "This code already exists in the fiscal year.",
    )
