from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class ContinuingAppropriation(models.Model):
    """계속비: a work of several years, total and yearly parts voted at once (지방재정법 42)."""

    _name = "gotgan.continuing.appropriation"
    _description = "Continuing Appropriation"
    _inherit = ["gotgan.budget.promise.mixin"]
    _order = "version_id, fund_id, department_id, project_id, id"
    _rec_name = "project_id"

    project_id = fields.Many2one(required=True)
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id),"
               " ('level', 'in', ('subitem', 'mok', 'semok'))]",
        help="Left empty: all objects of the project.",
    )
    total_amount = Won(string="Total", required=True)
    part_ids = fields.One2many(
        "gotgan.continuing.appropriation.part", "appropriation_id", string="Yearly Parts",
        copy=True,
    )
    part_amount = Won(string="Sum of the Parts", compute="_compute_parts", store=True)
    year_amount = Won(
        string="This Year's Part", compute="_compute_parts", store=True,
        help="The part of the fiscal year of this budget.",
    )
    first_year = fields.Integer(compute="_compute_parts", store=True, aggregator=None)
    last_year = fields.Integer(compute="_compute_parts", store=True, aggregator=None)

    _total_positive = models.Constraint(
        "CHECK (total_amount > 0)", "A continuing appropriation needs a total above zero.",
    )

    @api.depends("part_ids.year", "part_ids.amount", "fiscal_year_id.year")
    def _compute_parts(self):
        for one in self:
            years = one.part_ids.mapped("year")
            one.part_amount = sum(one.part_ids.mapped("amount"))
            one.first_year, one.last_year = min(years, default=0), max(years, default=0)
            one.year_amount = sum(one.part_ids.filtered(
                lambda part, number=one.fiscal_year_id.year: part.year == number,
            ).mapped("amount"))

    @api.depends("project_id", "first_year", "last_year")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.project_id.name} ({one.first_year}–{one.last_year})"

    @api.model
    def _create_locked(self, vals_list):
        """Add them with their yearly parts, given as dicts under ``part_ids``."""
        parts = [vals.pop("part_ids", ()) for vals in vals_list]
        made = super()._create_locked(vals_list)
        self.env["gotgan.continuing.appropriation.part"]._create_locked([
            {**part, "appropriation_id": one.id}
            for one, own in zip(made, parts, strict=True) for part in own
        ])
        return made
