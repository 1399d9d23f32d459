from odoo import api, fields, models
from odoo.exceptions import ValidationError


class AllotmentRequestLine(models.Model):
    """Money of one cell that the department asks to be allotted now."""

    _name = "gotgan.allotment.request.line"
    _description = "Line of an Allotment Request"
    _inherit = ["gotgan.allotment.room.mixin"]
    _order = "request_id, id"
    _parent_field = "request_id"

    request_id = fields.Many2one(
        "gotgan.allotment.request", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="request_id.fiscal_year_id")
    owner_id = fields.Many2one(related="request_id.department_id", string="Requesting Department")
    cell_id = fields.Many2one(
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('department_id', '=', owner_id)]",
    )

    _cell_once = models.UniqueIndex(
        "(request_id, cell_id)", "A budget line can stand in a request only once.",
    )

    @api.constrains("cell_id", "request_id")
    def _check_cell(self):
        for line in self:
            request, cell = line.request_id, line.cell_id
            where = (cell.fiscal_year_id, cell.department_id)
            if where != (request.fiscal_year_id, request.department_id):
                raise ValidationError(self.env._(
                    "%(line)s is not money of %(department)s in %(year)s. A department asks for "
                    "the allotment of its own budget.", line=cell.display_name,
                    department=request.department_id.name,
                    year=request.fiscal_year_id.display_name,
                ))
