from odoo import api, models


class AllotmentLine(models.Model):
    """What is withheld cannot be allotted."""

    _inherit = "gotgan.allotment.line"

    @api.depends("cell_id.withheld")
    def _compute_limit(self):
        done = super()._compute_limit()
        for line in self.filtered(lambda one: one.allotment_id.kind != "recall"):
            line.limit -= line.cell_id.withheld
        return done
