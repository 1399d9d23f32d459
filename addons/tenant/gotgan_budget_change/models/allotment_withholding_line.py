from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class AllotmentWithholdingLine(models.Model):
    """What of one cell is withheld."""

    _name = "gotgan.allotment.withholding.line"
    _description = "Line of an Allotment Withholding"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "withholding_id, id"
    _rec_name = "cell_id"
    _parent_field = "withholding_id"

    withholding_id = fields.Many2one(
        "gotgan.allotment.withholding", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="withholding_id.fiscal_year_id")
    cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Line", required=True, ondelete="restrict",
        index=True, domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_id = fields.Many2one(related="cell_id.department_id")
    appropriated = Won(related="cell_id.appropriated", string="Current Appropriation")
    allotted = Won(related="cell_id.allotted", string="Allotted So Far")
    room = Won(
        compute="_compute_room", string="Not Allotted",
        help="Appropriated, and neither allotted nor withheld.",
    )
    amount = Won(required=True)

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A line needs an amount above zero.",
    )
    _cell_once = models.UniqueIndex(
        "(withholding_id, cell_id)", "A budget line can stand in a withholding only once.",
    )

    @api.depends("cell_id.appropriated", "cell_id.allotted", "cell_id.withheld")
    def _compute_room(self):
        for line in self:
            cell = line.cell_id
            line.room = cell.appropriated - cell.allotted - cell.withheld

    @api.onchange("cell_id")
    def _onchange_cell_id(self):
        """Propose all that is not allotted."""
        self.amount = max(self.room, 0)
