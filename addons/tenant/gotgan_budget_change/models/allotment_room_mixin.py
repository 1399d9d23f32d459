from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class AllotmentRoomMixin(models.AbstractModel):
    """A line about money of one cell that is neither allotted nor withheld yet."""

    _name = "gotgan.allotment.room.mixin"
    _description = "Line of Money That Is Not Allotted"
    _inherit = ["gotgan.transition.line.mixin"]
    _rec_name = "cell_id"

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

    @api.depends("cell_id.appropriated", "cell_id.allotted", "cell_id.withheld")
    def _compute_room(self):
        for line in self:
            cell = line.cell_id
            line.room = cell.appropriated - cell.allotted - cell.withheld

    @api.onchange("cell_id")
    def _onchange_cell_id(self):
        """Propose all that is not allotted."""
        self.amount = max(self.room, 0)
