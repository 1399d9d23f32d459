from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.fields import Won, won_text

from ..monthly import NAMES, plan_months

# Allotments whose money is released, or will be on their day.
GIVEN = ("scheduled", "issued")

class AllotmentPlanLine(models.Model):
    """The twelve months of one budget cell."""

    _name = "gotgan.allotment.plan.line"
    _description = "Line of an Allotment Plan"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "plan_id, department_id, project_id, subitem_id, id"
    _rec_name = "cell_id"
    _parent_field = "plan_id"

    plan_id = fields.Many2one(
        "gotgan.allotment.plan", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="plan_id.fiscal_year_id")
    cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Line", required=True, ondelete="restrict",
        index=True, domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_id = fields.Many2one(related="cell_id.department_id", store=True)
    project_id = fields.Many2one(related="cell_id.project_id", store=True)
    subitem_id = fields.Many2one(related="cell_id.subitem_id", store=True)
    month_01 = Won(string="January")
    month_02 = Won(string="February")
    month_03 = Won(string="March")
    month_04 = Won(string="April")
    month_05 = Won(string="May")
    month_06 = Won(string="June")
    month_07 = Won(string="July")
    month_08 = Won(string="August")
    month_09 = Won(string="September")
    month_10 = Won(string="October")
    month_11 = Won(string="November")
    month_12 = Won(string="December")
    quarter_1 = Won(compute="_compute_quarters", store=True, string="1st Quarter")
    quarter_2 = Won(compute="_compute_quarters", store=True, string="2nd Quarter")
    quarter_3 = Won(compute="_compute_quarters", store=True, string="3rd Quarter")
    quarter_4 = Won(compute="_compute_quarters", store=True, string="4th Quarter")
    total = Won(compute="_compute_quarters", store=True, string="Planned")
    appropriated = Won(related="cell_id.appropriated", string="Current Appropriation")
    unplanned = Won(compute="_compute_room", string="Not Planned")
    room = Won(
        compute="_compute_room", string="Can Be Allotted",
        help="Appropriated, and neither allotted nor withheld.",
    )
    issued = Won(
        compute="_compute_issued", string="Issued So Far",
        help="Given by allotments of this plan.",
    )

    _cell_once = models.UniqueIndex(
        "(plan_id, cell_id)", "A budget line can stand in a plan only once.",
    )
    _months_not_negative = models.Constraint(
        f"CHECK (LEAST({', '.join(NAMES)}) >= 0)", "The amount of a month cannot be negative.",
    )

    @api.depends(*NAMES)
    def _compute_quarters(self):
        for line in self:
            months = line._get_months()
            for quarter in range(4):
                line[f"quarter_{quarter + 1}"] = sum(months[3 * quarter:3 * quarter + 3])
            line.total = sum(months)

    @api.depends("cell_id.appropriated", "cell_id.allotted", "cell_id.withheld", "total")
    def _compute_room(self):
        for line in self:
            cell = line.cell_id
            line.unplanned = cell.appropriated - line.total
            line.room = cell.appropriated - cell.allotted - cell.withheld

    @api.depends("plan_id.allotment_ids.state", "cell_id")
    def _compute_issued(self):
        sums = dict(self.env["gotgan.allotment.line"]._read_group(
            [
                ("allotment_id.plan_id", "in", self.plan_id.ids),
                ("allotment_id.state", "in", GIVEN), ("cell_id", "in", self.cell_id.ids),
            ],
            ["cell_id"], ["amount:sum"],
        )) if len(self.plan_id) == 1 else None
        for line in self:
            line.issued = line._get_issued() if sums is None else sums.get(line.cell_id, 0)

    @api.constrains("cell_id", "plan_id")
    def _check_year(self):
        for line in self:
            if line.cell_id.fiscal_year_id != line.plan_id.fiscal_year_id:
                raise ValidationError(self.env._(
                    "%(line)s belongs to another fiscal year than %(document)s.",
                    line=line.cell_id.display_name,
                    document=line.plan_id._get_document_label(),
                ))

    @api.onchange("cell_id")
    def _onchange_cell_id(self):
        """Propose equal quarters of all there is."""
        if self.cell_id and not self.total:
            self.update(self._prepare_months(self.cell_id, (25, 25, 25, 25)))

    @api.model
    def _prepare_months(self, cell, percents):
        """Return the values of the twelve months for a cell by the shares of the quarters."""
        return dict(zip(NAMES, plan_months(cell.appropriated, percents), strict=True))

    def _get_months(self):
        return [self[name] for name in NAMES]

    def _get_issued(self):
        [(won,)] = self.env["gotgan.allotment.line"]._read_group(
            [
                ("allotment_id.plan_id", "=", self.plan_id._origin.id),
                ("allotment_id.state", "in", GIVEN), ("cell_id", "=", self.cell_id.id),
            ], [], ["amount:sum"],
        )
        return won or 0

    def _check_planned(self):
        for line in self:
            if line.unplanned < 0:
                raise UserError(self.env._(
                    "%(line)s: %(total)s won are planned, but the appropriation is %(have)s won. "
                    "Lower the months.", line=line.cell_id.display_name,
                    total=won_text(line.total), have=won_text(line.appropriated),
                ))
