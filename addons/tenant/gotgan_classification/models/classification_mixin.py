from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules.tables import find_table

CONFIDENCES = [("high", "High"), ("med", "Middle"), ("low", "Low")]


class ClassificationMixin(models.AbstractModel):
    """A row of a classification table, keyed by fiscal year and code.

    The same code means different things in different years: 401-01 is 시설비 in FY2026 and
    시설공사보상비 in FY2027 (지방자치단체 예산편성 운영기준, 훈령 제449호 별표 11).
    """

    _name = "gotgan.classification.mixin"
    _description = "Classification"
    _inherit = ["gotgan.bundled.mixin"]
    _order = "fiscal_year_id desc, code"
    _rec_names_search = ["code", "name"]

    _bundled_fields = (
        "code",
        "name",
        "definition",
        "verified",
        "confidence",
        "note",
        "source",
        "active",
    )

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_fiscal_year_id(),
    )
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    definition = fields.Text(help="What is booked here.")
    verified = fields.Boolean(
        string="Confirmed",
        help="Found in a published source. Confirm the others before going live.",
    )
    confidence = fields.Selection(CONFIDENCES, help="How sure the unconfirmed ones are.")
    source = fields.Char(help="Where code and name were found.")
    note = fields.Text()
    edition_id = fields.Many2one(
        "gotgan.classification.edition",
        readonly=True,
        copy=False,
        index=True,
        ondelete="restrict",
    )
    active = fields.Boolean(string="In Use", default=True)

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    @api.depends("code", "name")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.code or ''} {row.name or ''}".strip()

    def _search_display_name(self, operator, value):
        """Every word typed is looked for in code and name: ``401 시설`` finds 401-01 시설비."""
        if operator not in ("ilike", "like") or not isinstance(value, str):
            return super()._search_display_name(operator, value)
        return Domain.AND(
            Domain("code", operator, word) | Domain("name", operator, word)
            for word in value.split()
        )

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Look only in the fiscal year of the context (``fiscal_year_id``), where there is one."""
        year = self.env.context.get("fiscal_year_id")
        domain = Domain(domain or Domain.TRUE)
        if year:
            domain &= Domain("fiscal_year_id", "=", year)
        return super().name_search(name, domain, operator, limit)

    def write(self, vals):
        self._check_identity(vals)
        return super().write(vals)

    def _check_identity(self, vals):
        """A row stays in its year, and a confirmed code stays: budgets are keyed by both."""
        for row in self:
            if "fiscal_year_id" in vals and vals["fiscal_year_id"] != row.fiscal_year_id.id:
                raise UserError(
                    self.env._(
                        "%(row)s belongs to %(year)s and cannot move to another year. "
                        "Add it in the other year instead.",
                        row=row.display_name,
                        year=row.fiscal_year_id.display_name,
                    )
                )
            if row.verified and vals.get("code", row.code) != row.code:
                raise UserError(
                    self.env._(
                        "The code of %(row)s is confirmed and cannot change within %(year)s. "
                        "Import a new edition, or add a new row.",
                        row=row.display_name,
                        year=row.fiscal_year_id.display_name,
                    )
                )

    @api.model
    def _get_by_code(self, fiscal_year, codes, **match):
        """Return ``{code: row}`` of ``fiscal_year`` for those of ``codes`` that exist.

        :param match: further field = value conditions, such as ``subject_set``
        """
        domain = Domain("fiscal_year_id", "=", fiscal_year.id) & Domain("code", "in", list(codes))
        for name, value in match.items():
            domain &= Domain(name, "=", value)
        return {row.code: row for row in self.search(domain)}

    def _get_table(self):
        """Return the rules of the table this row belongs to."""
        return find_table(self._name, self["subject_set"] if "subject_set" in self._fields else "")
