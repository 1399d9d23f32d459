from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class ContinuingAppropriationPart(models.Model):
    """연부액: what a continuing appropriation may spend in one year."""

    _name = "gotgan.continuing.appropriation.part"
    _description = "Yearly Part of a Continuing Appropriation"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "appropriation_id, year"
    _rec_name = "year"
    _parent_field = "version_id"

    appropriation_id = fields.Many2one(
        "gotgan.continuing.appropriation", required=True, index=True, ondelete="cascade",
    )
    version_id = fields.Many2one(related="appropriation_id.version_id")
    year = fields.Integer(required=True, aggregator=None)
    amount = Won(required=True)

    _year_once = models.UniqueIndex(
        "(appropriation_id, year)", "Each year has one part of a continuing appropriation.",
    )
    _year_range = models.Constraint(
        "CHECK (year BETWEEN 1949 AND 2999)", "A year has four digits, such as 2026.",
    )
    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)", "A yearly part is not below zero.",
    )

    @api.depends("year")
    def _compute_display_name(self):
        for part in self:
            part.display_name = self.env._("FY%(year)s", year=part.year)
