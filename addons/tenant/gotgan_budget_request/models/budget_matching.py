from odoo import api, fields, models
from odoo.exceptions import UserError

from ..figures import find_former_shares


class BudgetMatching(models.Model):
    """The matching ratio of a project, kept for its other lines and for the years to come.

    One row per funding source: 국비 50, 도비 15, 시비 35. A project without rows of its own takes
    those of the same project a year before, or the shares of its budget then.
    """

    _name = "gotgan.budget.matching"
    _description = "Matching Ratio"
    _order = "project_id, funding_source_id"
    _rec_name = "project_id"

    project_id = fields.Many2one(
        "gotgan.program", required=True, index=True, ondelete="cascade",
        domain="[('level', '=', 'project')]",
    )
    fiscal_year_id = fields.Many2one(related="project_id.fiscal_year_id", store=True)
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    share = fields.Float(string="Ratio", digits=(16, 4), required=True, aggregator=None)
    basis = fields.Char(help="The law or notice that sets the ratio.")

    _once = models.UniqueIndex(
        "(project_id, funding_source_id)", "This funding source has a ratio already.",
    )
    _share_positive = models.Constraint("CHECK (share >= 0)", "A ratio cannot be negative.")

    def copy_data(self, default=None):
        raise UserError(self.env._(
            "A project has one ratio per funding source. Add another source instead.",
        ))

    @api.model
    def _keep(self, lines):
        """Make the ratios of ``lines`` those of their projects."""
        for line in lines:
            rows = self.search([("project_id", "=", line.project_id.id)])
            by_source = rows.grouped("funding_source_id")
            for one in line.funding_ids:
                kept = by_source.pop(one.funding_source_id, None)
                if kept:
                    kept.share = one.share
                else:
                    self.create({
                        "project_id": line.project_id.id, "share": one.share,
                        "funding_source_id": one.funding_source_id.id,
                    })
            self.union(*by_source.values()).unlink()

    @api.model
    def _find_shares(self, line):
        """Return ``{funding source: share}`` for a new line: its project's, last year's, or own."""
        rows = self._find_kept(line.project_id).get(line.project_id, self)
        by_code = {row.funding_source_id.code: row.share for row in rows}
        by_code = by_code or find_former_shares(line)
        sources = self._get_sources(line.fiscal_year_id)
        shares = {one: by_code[one.code] for one in sources if by_code.get(one.code)}
        own = sources.filtered(lambda one: one.origin == "own")[:1]
        return shares or ({own: 1} if own else {})

    @api.model
    def _find_kept(self, projects):
        """Return ``{project: its ratios}``: those fixed for it, or for the same one a year before.

        A project for which no ratio was fixed is left out.
        """
        found = dict(self.search([("project_id", "in", projects.ids)]).grouped("project_id"))
        for year, others in (projects - projects.concat(*found)).grouped("fiscal_year_id").items():
            former = self.search([
                ("project_id.code", "in", others.mapped("code")),
                ("project_id.level", "=", "project"), ("fiscal_year_id.year", "=", year.year - 1),
            ]).grouped(lambda row: row.project_id.code)
            found.update({one: former[one.code] for one in others if one.code in former})
        return found

    @api.model
    def _get_sources(self, year):
        return self.env["gotgan.funding.source"].search([("fiscal_year_id", "=", year.id)])
