from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.fields import Won, won_text


class SuballotmentLine(models.Model):
    """Allotted money of one cell that the other department spends, or that comes back from it."""

    _name = "gotgan.suballotment.line"
    _description = "Line of a Sub-allotment"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "suballotment_id, id"
    _rec_name = "cell_id"
    _parent_field = "suballotment_id"

    suballotment_id = fields.Many2one(
        "gotgan.suballotment", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="suballotment_id.fiscal_year_id")
    department_id = fields.Many2one(related="suballotment_id.department_id")
    kind = fields.Selection(related="suballotment_id.kind")
    cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Line", required=True, ondelete="restrict",
        index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('department_id', '=', department_id)]",
    )
    to_cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Spent From", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null", help="The budget line of the spending department.",
    )
    given_line_id = fields.Many2one(
        "gotgan.suballotment.line", string="Given By", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    recall_ids = fields.One2many("gotgan.suballotment.line", "given_line_id", string="Taken Back")
    available = Won(related="cell_id.available")
    amount = Won(required=True)
    rest = Won(
        compute="_compute_rest", string="Can Be Taken Back",
        help="Given and neither requested nor committed nor taken back.",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A line needs an amount above zero.",
    )
    _cell_once = models.UniqueIndex(
        "(suballotment_id, cell_id)", "A budget line can stand in a sub-allotment only once.",
    )

    @api.depends(
        "amount", "to_cell_id.available", "recall_ids.amount", "recall_ids.suballotment_id.state",
    )
    def _compute_rest(self):
        for line in self:
            back = sum(line.recall_ids.filtered(
                lambda one: one.suballotment_id.state == "issued"
            ).mapped("amount"))
            left = line.amount - back
            line.rest = max(min(left, line.to_cell_id.available), 0) if line.to_cell_id else 0

    @api.constrains("cell_id", "suballotment_id")
    def _check_address(self):
        for line in self:
            document, cell = line.suballotment_id, line.cell_id
            if (cell.department_id, cell.fiscal_year_id) != (
                document.department_id, document.fiscal_year_id,
            ):
                raise ValidationError(self.env._(
                    "%(cell)s belongs to %(department)s, %(year)s. Choose a budget line of the "
                    "department and year of the document.", cell=cell.display_name,
                    department=cell.department_id.name, year=cell.fiscal_year_id.display_name,
                ))

    @api.onchange("cell_id")
    def _onchange_cell_id(self):
        """Propose all that is allotted and free."""
        self.amount = self.available

    def _check_available(self):
        for line in self:
            have = line._get_given_rest() if line.kind == "recall" else line.available
            if line.amount > have:
                raise UserError(self.env._(
                    "%(line)s: %(amount)s won are asked, but only %(have)s won are allotted and "
                    "free there (Local Accounting Act, Article 29(2)). Ask for less, or have more "
                    "allotted first.", line=line.cell_id.display_name,
                    amount=won_text(line.amount), have=won_text(have),
                ))

    def _get_given_rest(self):
        """Return what can come back of the line that gave it; nothing of a line of others."""
        given, document = self.given_line_id, self.suballotment_id
        same = given.cell_id == self.cell_id and (
            given.suballotment_id.to_department_id == document.to_department_id
        )
        return given.rest if same else 0

    def _get_pairs(self):
        """Return [(cell that loses, cell that gains, won)]; opens cells that do not exist yet."""
        opened = self._open_cells()
        pairs = []
        for line, target in opened.items():
            if line.to_cell_id != target:
                line._write_locked({"to_cell_id": target.id})
            cells = (target, line.cell_id) if line.kind == "recall" else (line.cell_id, target)
            pairs.append((*cells, line.amount))
        return pairs

    def _open_cells(self):
        """Return ``{line: the cell of the spending department}``."""
        cells = self.env["gotgan.budget.cell"]
        keys = {
            line: (
                cell.fiscal_year_id.id, cell.fund_id.id, line.suballotment_id.to_department_id.id,
                cell.project_id.id, cell.subitem_id.id, cell.funding_source_id.id,
            )
            for line in self for cell in [line.cell_id]
        }
        opened = cells._open(keys.values())
        return {line: cells.browse(opened[key]) for line, key in keys.items()}
