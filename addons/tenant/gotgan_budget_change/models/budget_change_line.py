from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_ledger.core import Shortage
from odoo.addons.gotgan_ledger.exceptions import LedgerShortage

from ..kinds import Place

# What a budget cell is found by, besides its fiscal year.
ADDRESS = ("fund_id", "department_id", "project_id", "subitem_id", "funding_source_id")


class BudgetChangeLine(models.Model):
    """What one budget cell loses or gains. A cell that does not exist yet is named by its parts."""

    _name = "gotgan.budget.change.line"
    _description = "Line of a Budget Change"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "change_id, direction desc, id"
    _rec_name = "cell_id"
    _parent_field = "change_id"

    change_id = fields.Many2one(
        "gotgan.budget.change", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="change_id.fiscal_year_id", store=True)
    state = fields.Selection(related="change_id.state", store=True)
    kind = fields.Selection(related="change_id.kind", store=True)
    executed_on = fields.Date(related="change_id.executed_on", store=True)
    direction = fields.Selection(
        [("take", "Take"), ("give", "Add")], required=True, default="give", string="Taken or Added",
    )
    cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Line", ondelete="restrict", index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
        help="Left empty, project, object and funding source name a budget line to be opened.",
    )
    fund_id = fields.Many2one(
        "gotgan.fund", compute="_compute_address", store=True, readonly=False, precompute=True,
        ondelete="restrict", domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_id = fields.Many2one(
        "hr.department", compute="_compute_address", store=True, readonly=False, precompute=True,
        ondelete="restrict", index=True,
    )
    project_id = fields.Many2one(
        "gotgan.program", compute="_compute_address", store=True, readonly=False, precompute=True,
        ondelete="restrict", index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
    )
    policy_id = fields.Many2one(related="project_id.policy_id", string="Policy Programme")
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", compute="_compute_address",
        store=True, readonly=False, precompute=True, ondelete="restrict", index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('child_ids', '=', False)]",
    )
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", compute="_compute_address", store=True, readonly=False,
        precompute=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    amount = Won(required=True, default=0)
    difference = Won(
        compute="_compute_difference", store=True, string="Increase or Decrease",
    )
    before = Won(compute="_compute_figures", string="Appropriation Before")
    after = Won(compute="_compute_figures", string="Appropriation After")
    loose = Won(
        compute="_compute_figures", string="Not Allotted",
        help="Appropriated, and neither allotted nor withheld.",
    )
    movable = Won(
        compute="_compute_figures", string="Can Be Moved",
        help="Neither requested nor committed nor withheld.",
    )
    fixed_before = Won(
        readonly=True, copy=False, string="Appropriation When Executed",
    )
    note = fields.Char(string="Remarks")

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a line cannot be negative.",
    )
    _cell_once = models.UniqueIndex(
        "(change_id, cell_id) WHERE cell_id IS NOT NULL",
        "A budget line can stand in a change only once.",
    )

    @api.depends("cell_id")
    def _compute_address(self):
        """Follow the chosen cell; what is typed in its place stays."""
        for line in self:
            for name in ADDRESS:
                line[name] = line.cell_id[name] or line[name]

    @api.depends("amount", "direction")
    def _compute_difference(self):
        for line in self:
            line.difference = -line.amount if line.direction == "take" else line.amount

    @api.depends(
        "cell_id.appropriated", "cell_id.allotted", "cell_id.available", "cell_id.withheld",
        "difference", "fixed_before", "state",
    )
    def _compute_figures(self):
        for line in self:
            cell, executed = line.cell_id, line.state == "executed"
            line.before = line.fixed_before if executed else cell.appropriated
            line.after = line.before + line.difference
            line.loose = cell.appropriated - cell.allotted - cell.withheld
            line.movable = line.loose + cell.available

    @api.depends("cell_id", "project_id", "subitem_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line._get_label()

    @api.onchange("project_id", "subitem_id", "department_id", "funding_source_id", "fund_id")
    def _onchange_address(self):
        """Take the budget line the parts name; a new one begins where the other lines are."""
        if not self.cell_id and (self.project_id or self.subitem_id):
            change = self.change_id
            self.department_id = self.department_id or change.department_id
            for name in ("fund_id", "funding_source_id"):
                self[name] = self[name] or change.line_ids[name][:1]
            self.cell_id = self._find_cell()

    @api.constrains("cell_id", *ADDRESS)
    def _check_address(self):
        for line in self:
            cell = line.cell_id
            if cell and any(cell[name] != line[name] for name in ADDRESS):
                raise ValidationError(self.env._(
                    "%(cell)s is another budget line than the parts named beside it. Choose "
                    "either the budget line or its parts.", cell=cell.display_name,
                ))
            years = line[ADDRESS[0]].fiscal_year_id | line.project_id.fiscal_year_id
            years |= line.subitem_id.fiscal_year_id | line.funding_source_id.fiscal_year_id
            if years - line.change_id.fiscal_year_id:
                raise ValidationError(self.env._(
                    "%(line)s belongs to another fiscal year than %(document)s.",
                    line=line._get_label(), document=line.change_id._get_document_label(),
                ))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_fixed(vals)
        lines = super().create(vals_list)
        lines._adopt_cells()
        return lines

    def write(self, vals):
        self._check_fixed(vals)
        done = super().write(vals)
        if set(ADDRESS) & set(vals) and "cell_id" not in vals:
            self._adopt_cells()
        return done

    # ---- places and cells ------------------------------------------------

    def _adopt_cells(self):
        """Name the cell of lines that say its parts, where it exists."""
        for line in self.filtered(lambda one: not one.cell_id):
            cell = line._find_cell()
            if cell:
                line.cell_id = cell

    def _find_cell(self):
        if not all(self[name] for name in ADDRESS):
            return self.env["gotgan.budget.cell"]
        return self.env["gotgan.budget.cell"].search([
            ("fiscal_year_id", "=", self.fiscal_year_id.id),
            *((name, "=", self[name].id) for name in ADDRESS),
        ], limit=1)

    def _open_cells(self):
        """Open the cells of lines that name a place without one; taking from those is refused."""
        missing = self.filtered(lambda one: not one.cell_id)
        keys = {
            line: (line.fiscal_year_id.id, line.fund_id.id, line.department_id.id,
                   line.project_id.id, line.subitem_id.id, line.funding_source_id.id)
            for line in missing
        }
        opened = self.env["gotgan.budget.cell"]._open(keys.values())
        for line, key in keys.items():
            line._write_locked({"cell_id": opened[key]})

    def _forget_figures(self):
        """Read anew what the ledger has just changed."""
        self.invalidate_recordset(["before", "after", "loose", "movable"])

    def _fix_figures(self):
        for line in self:
            line._write_locked({"fixed_before": line.cell_id.appropriated})

    def _get_item(self):
        """Return the object item (편성목) of the line's subitem."""
        return self.subitem_id.parent_id or self.subitem_id

    def _is_object(self, codes):
        """Say whether the line's subitem or item is among ``codes``."""
        return self.subitem_id.code in codes or self._get_item().code in codes

    def _filter_reserve(self):
        """Return those of the lines that are contingency reserve; a change asks the rule once."""
        found = self.browse()
        for change, lines in self.grouped("change_id").items():
            codes = set(change._get_reserve_codes())
            found |= lines.filtered(lambda one, codes=codes: one.subitem_id.code in codes)
        return found

    def _get_mark(self):
        """Return what tells the line from others in the facts of a finding."""
        return "/".join(self[name].code or str(self[name].id) for name in ADDRESS)

    def _get_cut(self):
        """Return the won that the deciding body cut of this project and item and did not put back.

        Another subitem, department or funding source is the same expense still. What a later
        budget adds to it was voted: so much is cut no more.
        """
        item, lines_sudo = self._get_item(), self.env["gotgan.budget.version.line"].sudo()
        found_sudo = lines_sudo.search([
            ("version_id.fiscal_year_id", "=", self.fiscal_year_id.id),
            ("version_id.state", "=", "in_force"),
            ("project_id", "=", self.project_id.id),
            ("subitem_id", "in", (item | item.child_ids).ids),
        ])
        cut = 0
        for _version, lines in sorted(
            found_sudo.grouped("version_id").items(), key=lambda pair: pair[0].position,
        ):
            taken = sum(max(one.bill_amount - one.amount, 0) for one in lines)
            added = max(sum(lines.mapped("difference")), 0)
            cut = cut + taken if taken else max(cut - added, 0)
        return cut

    def _has_vote(self):
        """Say whether the budget of the year has money for the project, whoever spends it."""
        cells_sudo = self.env["gotgan.budget.cell"].sudo()
        return bool(cells_sudo.search_count([
            ("project_id", "=", self.project_id.id), ("voted", ">", 0),
        ], limit=1))

    def _get_places(self):
        """Return where each line is, as plain ids, in the order of the lines."""
        reserve = self._filter_reserve()
        return [
            Place(
                line.department_id.id, line.project_id.policy_id.id, line.project_id.unit_id.id,
                line.project_id.id, line._get_item().id, line.subitem_id.id, line in reserve,
            )
            for line in self
        ]

    # ---- checks ----------------------------------------------------------

    def _check_fixed(self, vals):
        """Only executing says what stood there before."""
        if vals.get("fixed_before") and not self.env.su:
            raise AccessError(self.env._(
                "%(field)s is set when the change is executed, never by hand.",
                field=self._fields["fixed_before"]._description_string(self.env),
            ))

    def _check_complete(self):
        for line in self:
            if line.amount <= 0:
                raise UserError(self.env._(
                    "%(line)s: enter an amount above zero, or remove the line.",
                    line=line._get_label(),
                ))
            if not all(line[name] for name in ADDRESS):
                raise UserError(self.env._(
                    "%(line)s: choose a budget line, or name fund, department, project, object "
                    "and funding source of the one to be opened.", line=line._get_label(),
                ))
            line._check_return()
            if line.direction == "take" and not line.cell_id:
                raise UserError(self.env._(
                    "%(line)s has no appropriation this year, so nothing can be taken from it. "
                    "Choose a budget line that has money.", line=line._get_label(),
                ))

    def _check_return(self):
        """No more goes back to the reserve than came out of it."""
        drawn = self.cell_id.reserve_used
        if self.kind == "return" and self.direction == "take" and self.amount > drawn:
            raise UserError(self.env._(
                "%(line)s had %(drawn)s won from the reserve, so %(amount)s won cannot go back.",
                line=self._get_label(), drawn=won_text(drawn), amount=won_text(self.amount),
            ))

    def _check_movable(self):
        shortages = self._get_shortages()
        if shortages:
            message = "\n".join(text for _shortage, text in shortages)
            raise LedgerShortage(message, [shortage for shortage, _text in shortages])

    def _get_shortages(self):
        """Return [(Shortage, its text)] of the lines that take more than can be moved."""
        return [
            (Shortage("movable", line.cell_id.id, line.movable, line.amount),
             line._get_shortage_text())
            for line in self if line.cell_id and line.amount > line.movable
        ]

    def _get_shortage_text(self):
        cell = self.cell_id
        return self.env._(
            "%(line)s lacks %(short)s won: %(amount)s won are asked, %(movable)s won can be moved "
            "(appropriation %(appropriated)s, requested and committed %(used)s, withheld "
            "%(withheld)s). Ask for less, or have what is requested given back first.",
            line=cell.display_name, short=won_text(self.amount - self.movable),
            amount=won_text(self.amount), movable=won_text(self.movable),
            appropriated=won_text(cell.appropriated),
            used=won_text(cell.requested + cell.committed), withheld=won_text(cell.withheld),
        )

    def _get_label(self):
        """Return how people call the line: its budget line, or the parts that name it."""
        if self.cell_id:
            return self.cell_id.display_name
        parts = filter(None, (self.project_id.name, self.subitem_id.display_name))
        return " · ".join(parts) or self.env._("Line without a budget line")
