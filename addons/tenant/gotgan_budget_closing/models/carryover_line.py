from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import WritePass
from odoo.addons.gotgan_expenditure.guard import refuse_fields

from ..eligibility import CLAUSES as LAW
from ..kinds import CLAUSES
from ..statements import AGAIN

USUAL = {"authorized": "voted", "unavoidable": "commitment", "continuing": "continuing"}


class CarryoverLine(models.Model):
    """Money of one cell that goes over, with the commitment or request it is bound to, if any.

    Carried, it leads from the cell of the old year to the cell of the next one: the lineage of a
    figure is the chain of these lines, back to the first spending request.
    """

    _name = "gotgan.carryover.line"
    _description = "Line of a Carry-Over"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "carryover_id, id"
    _rec_name = "cell_id"

    _parent_field = "carryover_id"
    # What the assistant proposed and where the money went: no person enters these.
    _server_fields = ("proposed", "delivered", "next_cell_id")

    carryover_id = fields.Many2one(
        "gotgan.carryover", string="Carry-Over", required=True, ondelete="cascade", index=True,
    )
    fiscal_year_id = fields.Many2one(related="carryover_id.fiscal_year_id")
    owner_id = fields.Many2one(related="carryover_id.department_id", string="Department Concerned")
    kind = fields.Selection(related="carryover_id.kind", store=True, precompute=True)
    state = fields.Selection(related="carryover_id.state")
    cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Line", required=True, ondelete="restrict", index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('department_id', '=', owner_id)]",
    )
    project_id = fields.Many2one(related="cell_id.project_id")
    subitem_id = fields.Many2one(related="cell_id.subitem_id")
    funding_source_id = fields.Many2one(related="cell_id.funding_source_id")
    commitment_line_id = fields.Many2one(
        "gotgan.commitment.line", string="Line of the Commitment", ondelete="restrict",
        compute="_compute_documents", store=True, readonly=False, precompute=True,
        index="btree_not_null", domain="[('cell_id', '=', cell_id)]",
    )
    commitment_id = fields.Many2one(related="commitment_line_id.commitment_id", string="Commitment")
    split_id = fields.Many2one(
        "gotgan.spending.request.split", string="Funding of the Request", ondelete="restrict",
        compute="_compute_documents", store=True, readonly=False, precompute=True,
        index="btree_not_null", domain="[('cell_id', '=', cell_id)]",
    )
    request_id = fields.Many2one(
        "gotgan.spending.request", compute="_compute_request_id", string="Spending Request",
    )
    partner_id = fields.Many2one(related="commitment_id.partner_id", string="Payee")
    clause = fields.Selection(
        CLAUSES, string="Basis in Law", required=True, compute="_compute_clause", store=True,
        readonly=False, precompute=True,
    )
    article = fields.Char(compute="_compute_article")
    authorized_id = fields.Many2one(
        "gotgan.authorized.carryover", string="Voted Carry-Over", ondelete="restrict",
        index="btree_not_null",
    )
    continuing_id = fields.Many2one(
        "gotgan.continuing.appropriation", string="Continuing Appropriation", ondelete="restrict",
        index="btree_not_null",
    )
    main_line_id = fields.Many2one(
        "gotgan.carryover.line", string="Commitment It Belongs To", ondelete="restrict",
        index="btree_not_null",
        help="Incidental costs go over with the commitment they belong to.",
    )
    left = Won(compute="_compute_left", string="Left at Year End")
    proposed = Won(
        readonly=True, copy=False, help="What the assistant found eligible.",
    )
    amount = Won(required=True, string="Amount to Carry Over")
    delivered = Won(
        string="Delivered and Inspected", readonly=True, copy=False,
        help="Part of the amount that was inspected in the old year and is not inspected again.",
    )
    adjustment = fields.Char(
        string="Reason of the Change", help="Why the amount differs from what was proposed.",
    )
    reason = fields.Text(help="What the documents say. It stands in the register.")
    cause = fields.Text(
        string="Unavoidable Cause",
        help="Why it could not be paid within the year (Local Finance Act, Article 50(2)).",
    )
    contract_date = fields.Date(string="Committed On")
    due_date = fields.Date(string="Completion Due")
    notice_date = fields.Date(
        string="Notice Given On", help="The day of the tender notice, or of the notice of the "
        "compensation plan.",
    )
    notice_number = fields.Char(string="Number of the Notice")
    next_cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Line of the Next Year", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    first_request_id = fields.Many2one(
        "gotgan.spending.request", compute="_compute_first_request_id",
        string="First Spending Request",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A line of a carry-over needs an amount above zero.",
    )
    _one_document = models.Constraint(
        "CHECK (commitment_line_id IS NULL OR split_id IS NULL)",
        "A line is bound to a commitment or to a request, not to both.",
    )
    _once = models.UniqueIndex(
        "(carryover_id, cell_id, clause, COALESCE(commitment_line_id, 0), COALESCE(split_id, 0),"
        " COALESCE(authorized_id, 0), COALESCE(continuing_id, 0))",
        "This money stands in the carry-over already. Change the amount of that line.",
    )

    @api.depends("cell_id")
    def _compute_documents(self):
        """A document of another budget line falls away when that line is changed."""
        for line in self:
            for name in ("commitment_line_id", "split_id"):
                if line[name].cell_id != line.cell_id:
                    line[name] = False

    @api.depends("commitment_line_id", "split_id")
    def _compute_request_id(self):
        for line in self:
            line.request_id = line.commitment_id.request_id or line.split_id.request_id

    @api.depends("carryover_id.kind")
    def _compute_clause(self):
        """The usual basis of the kind, until a person chooses another one."""
        for line in self:
            kind = line.carryover_id.kind or "unavoidable"
            if not line.clause or LAW[line.clause][0] != kind:
                line.clause = USUAL[kind]

    @api.depends("clause")
    def _compute_article(self):
        for line in self:
            line.article = LAW[line.clause][1] if line.clause else False

    @api.depends("cell_id", "commitment_line_id", "split_id", "carryover_id.state")
    def _compute_left(self):
        for line in self:
            line.left = line._get_left()

    @api.depends("commitment_line_id", "split_id")
    def _compute_first_request_id(self):
        for line in self:
            line.first_request_id = line.request_id._get_first()

    @api.onchange("cell_id", "commitment_line_id", "split_id")
    def _onchange_document(self):
        self.amount = self.left
        self.contract_date = self.commitment_id.basis_date or self.commitment_id.date

    @api.constrains("cell_id", "carryover_id")
    def _check_cell(self):
        for line in self:
            carryover, cell = line.carryover_id, line.cell_id
            if (cell.fiscal_year_id, cell.department_id) != (
                carryover.fiscal_year_id, carryover.department_id,
            ):
                raise ValidationError(self.env._(
                    "%(cell)s is not money of %(department)s in %(year)s. Choose a budget line of "
                    "the carry-over's department and year.", cell=cell.display_name,
                    department=carryover.department_id.name,
                    year=carryover.fiscal_year_id.display_name,
                ))

    @api.constrains("cell_id", "commitment_line_id", "split_id")
    def _check_document(self):
        for line in self:
            for document in (line.commitment_line_id, line.split_id):
                if document and document.cell_id != line.cell_id:
                    raise ValidationError(self.env._(
                        "%(document)s does not spend %(cell)s. Choose a document of that budget "
                        "line.", document=line.request_id.display_name,
                        cell=line.cell_id.display_name,
                    ))

    @api.constrains("clause", "carryover_id")
    def _check_clause(self):
        for line in self:
            if LAW[line.clause][0] != line.carryover_id.kind:
                raise ValidationError(self.env._(
                    "%(cell)s: this basis (%(article)s) belongs to another kind of carry-over than "
                    "%(document)s.", cell=line.cell_id.display_name, article=line.article,
                    document=line.carryover_id._get_document_label(),
                ))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            refuse_fields(self, vals, self._server_fields)
        # Written out, so that no default in a context gives them another value.
        initial = dict.fromkeys(self._server_fields, False)
        return super().create([{**vals, **initial} for vals in vals_list])

    def write(self, vals):
        if not isinstance(self.env.context.get(WritePass.KEY), WritePass):
            refuse_fields(self, vals, self._server_fields)
        return super().write(vals)

    def action_open_request(self):
        """Open the first spending request behind this money."""
        self.ensure_one()
        return self._get_form_action(self.first_request_id or self.request_id)

    def action_open_next(self):
        """Open the budget line of the next year."""
        self.ensure_one()
        return self._get_form_action(self.next_cell_id.line_id)

    # ---- inside ------------------------------------------------------------

    def _get_form_action(self, record):
        return {
            "type": "ir.actions.act_window", "res_model": record._name, "res_id": record.id,
            "view_mode": "form", "views": [(False, "form")],
        }

    @api.model
    def _get_lineage_action(self, cells):
        """Return the action that lists what came into ``cells`` from the year before."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_budget_closing.carryover_line_action_lineage"
        )
        action["domain"] = [
            ("next_cell_id", "in", cells.ids), ("carryover_id.state", "=", "carried"),
        ]
        return action

    def _get_left(self):
        """Return the won that can go over: of the document, or free in the cell."""
        bound = self.commitment_line_id
        if bound:
            return bound.amount - bound.reduced - bound.vouchered
        if self.split_id:
            return self.split_id.hold_id.rest
        cell = self.cell_id
        return cell.appropriated - cell.committed - cell.requested - cell.carried_over

    def _get_again(self):
        """Return the won of the free money that came over as unavoidable once already."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            "SELECT won FROM (%s) again WHERE cell_id = %s", SQL(AGAIN), self.cell_id.id,
        ))
        return max(rows[0][0], 0) if rows else 0

    def _has_notice(self):
        """Return whether a notice given by the end of the year is recorded."""
        given = self.notice_date and self.notice_date <= self.fiscal_year_id.date_to
        return bool(given and (self.notice_number or "").strip())

    def _get_live(self, name, record):
        """Return the lines of carry-overs that stand and use ``record`` as ``name``."""
        live_sudo = self.sudo().search([
            (name, "=", record.id), ("carryover_id.state", "!=", "cancelled"),
        ])
        return live_sudo.sudo(False)

    def _get_taken_elsewhere(self):
        """Return the won that other standing lines take of the same money and not yet carried."""
        lines_sudo = self.sudo().search([
            ("cell_id", "=", self.cell_id.id), ("id", "not in", self._origin.ids),
            ("commitment_line_id", "=", self.commitment_line_id.id),
            ("split_id", "=", self.split_id.id),
            ("carryover_id.state", "in", ("draft", "submitted", "confirmed")),
        ])
        return sum(lines_sudo.mapped("amount"))

    def _set_server_values(self, name, values):
        """Write ``{line id: value}`` of a field that only the server fills."""
        assert name in self._server_fields
        for line in self.filtered(lambda one: one.id in values):
            line._write_locked({name: values[line.id]})
