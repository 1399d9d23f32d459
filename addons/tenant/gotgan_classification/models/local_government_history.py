from datetime import date
from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .local_government import TIERS


class LocalGovernmentHistory(models.Model):
    """Who held an administrative code from when to when.

    Codes are used again and bodies merge: on 2026-07-01 광주 and 전남 became one, and three
    districts of 인천 became four. A code alone therefore names nobody; a code and a day do.
    """

    _name = "gotgan.local.government.history"
    _description = "Code History of Local Governments"
    _inherit = ["gotgan.bundled.mixin"]
    _order = "code, valid_from"
    _rec_names_search = ["code", "name"]
    _bundled_fields = (
        "name",
        "kind",
        "tier",
        "parent_code",
        "valid_to",
        "lofin_code",
        "verified",
        "government_ids",
        "note",
    )

    code = fields.Char(string="Administrative Code", required=True, index=True)
    name = fields.Char(required=True)
    kind = fields.Char(required=True)
    tier = fields.Selection(TIERS, required=True)
    parent_code = fields.Char(string="Code of the Upper Government")
    parent_name = fields.Char(string="Upper Government")
    valid_from = fields.Date(help="Empty: longer than our table goes back.")
    valid_to = fields.Date(help="Empty: still valid.")
    lofin_code = fields.Char(string="Fiscal Statistics Code")
    government_ids = fields.Many2many(
        "gotgan.local.government",
        string="Now",
        help="The present government; several where the body was divided.",
    )
    verified = fields.Boolean(string="Confirmed")
    note = fields.Text()

    _dates_order = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A code cannot end before it begins.",
    )
    _period_unique = models.UniqueIndex(
        "(code, COALESCE(valid_from, '0001-01-01'::date))",
        "This period of the code already exists.",
    )

    @api.depends("code", "name", "parent_name")
    def _compute_display_name(self):
        for row in self:
            name = " ".join(part for part in (row.parent_name, row.name) if part)
            row.display_name = f"{row.code} {name}"

    @api.constrains("code", "valid_from", "valid_to")
    def _check_one_holder(self):
        first = date.min
        held = self.search([("code", "in", self.mapped("code"))]).grouped("code")
        for rows in held.values():
            for earlier, later in pairwise(rows.sorted(lambda row: row.valid_from or first)):
                if (earlier.valid_to or date.max) >= (later.valid_from or first):
                    raise ValidationError(
                        self.env._(
                            "The code %(code)s would belong to %(one)s and %(other)s at once.",
                            code=earlier.code,
                            one=earlier.name,
                            other=later.name,
                        )
                    )

    @api.model
    def _get_valid_on(self, day):
        """Return the domain of the codes valid on ``day``."""
        begun = Domain("valid_from", "=", False) | Domain("valid_from", "<=", day)
        return begun & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))

    @api.model
    def _get_holder(self, code, day):
        """Return who held ``code`` on ``day``, empty where nobody did."""
        return self.search(Domain("code", "=", code) & self._get_valid_on(day), limit=1)
