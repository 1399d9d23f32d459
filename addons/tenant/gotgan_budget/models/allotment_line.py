from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.fields import Won


class AllotmentLine(models.Model):
    """What one cell gets, or gives back."""

    _name = "gotgan.allotment.line"
    _description = "Allotment Line"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "allotment_id, id"
    _rec_name = "cell_id"
    _parent_field = "allotment_id"

    allotment_id = fields.Many2one(
        "gotgan.allotment", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="allotment_id.fiscal_year_id")
    cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Line", required=True, ondelete="restrict", index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_id = fields.Many2one(related="cell_id.department_id")
    project_id = fields.Many2one(related="cell_id.project_id")
    subitem_id = fields.Many2one(related="cell_id.subitem_id")
    funding_source_id = fields.Many2one(related="cell_id.funding_source_id")
    appropriated = Won(related="cell_id.appropriated", string="Current Appropriation")
    allotted = Won(related="cell_id.allotted", string="Allotted So Far")
    limit = Won(
        compute="_compute_limit", string="Possible",
        help="What is not yet allotted; when taking back, what is allotted and free.",
    )
    amount = Won(required=True)

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "An allotment line needs an amount above zero.",
    )
    _cell_once = models.UniqueIndex(
        "(allotment_id, cell_id)", "A budget line can stand in an allotment only once.",
    )

    @api.depends("cell_id", "allotment_id.kind")
    def _compute_limit(self):
        for line in self:
            cell = line.cell_id
            recall = line.allotment_id.kind == "recall"
            line.limit = cell.available if recall else cell.appropriated - cell.allotted

    @api.constrains("cell_id", "allotment_id")
    def _check_year(self):
        for line in self:
            if line.cell_id.fiscal_year_id != line.allotment_id.fiscal_year_id:
                raise ValidationError(self.env._(
                    "%(line)s belongs to another fiscal year than %(document)s.",
                    line=line.cell_id.display_name,
                    document=line.allotment_id._get_document_label(),
                ))

    @api.onchange("cell_id")
    def _onchange_cell_id(self):
        """Propose all that is possible."""
        self.amount = self.limit
