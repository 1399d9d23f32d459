from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won

from ..eligibility import CLAUSES as LAW
from ..kinds import CLAUSES, OUTCOMES

SOURCES = [("commitment", "Committed"), ("request", "Requested"), ("free", "Not Requested")]


class CarryoverCandidate(models.Model):
    """Money of one cell left at the end of the year, and what the law makes of it.

    Written by the assistant from the ledger and the documents each time it looks; nobody edits it.
    What is not eligible stands here too, with the reason: it lapses (불용액).
    """

    _name = "gotgan.carryover.candidate"
    _description = "Money Left at Year End"
    _order = "plan_id, department_id, project_id, subitem_id, id"
    _rec_name = "cell_id"

    plan_id = fields.Many2one(
        "gotgan.carryover.plan", required=True, readonly=True, ondelete="cascade", index=True,
    )
    cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Line", required=True, readonly=True,
        ondelete="cascade", index=True,
    )
    fund_id = fields.Many2one(related="cell_id.fund_id", store=True)
    department_id = fields.Many2one(related="cell_id.department_id", store=True, index=True)
    project_id = fields.Many2one(related="cell_id.project_id", store=True)
    subitem_id = fields.Many2one(related="cell_id.subitem_id", store=True)
    funding_source_id = fields.Many2one(related="cell_id.funding_source_id", store=True)
    source = fields.Selection(SOURCES, string="Stands As", required=True, readonly=True)
    commitment_line_id = fields.Many2one(
        "gotgan.commitment.line", string="Line of the Commitment", readonly=True,
        ondelete="cascade", index="btree_not_null",
    )
    commitment_id = fields.Many2one(related="commitment_line_id.commitment_id", string="Commitment")
    partner_id = fields.Many2one(related="commitment_id.partner_id", string="Payee")
    split_id = fields.Many2one(
        "gotgan.spending.request.split", string="Funding of the Request", readonly=True,
        ondelete="cascade", index="btree_not_null",
    )
    outcome = fields.Selection(OUTCOMES, string="What Becomes of It", required=True, readonly=True)
    clause = fields.Selection(CLAUSES, string="Basis in Law", readonly=True)
    article = fields.Char(compute="_compute_article")
    why = fields.Char(readonly=True)
    authorized_id = fields.Many2one(
        "gotgan.authorized.carryover", string="Voted Carry-Over", readonly=True,
        ondelete="cascade", index="btree_not_null",
    )
    continuing_id = fields.Many2one(
        "gotgan.continuing.appropriation", string="Voted as Continuing", readonly=True,
        ondelete="cascade", index="btree_not_null",
    )
    amount = Won(string="Left at Year End", required=True, readonly=True)
    continuing = Won(string="Continuing Appropriation", readonly=True)
    authorized = Won(string="Authorised Carry-Over", readonly=True)
    unavoidable = Won(string="Unavoidable Carry-Over", readonly=True)
    undecided = Won(string="A Person Decides", readonly=True)
    unused = Won(string="Lapses", readonly=True)
    is_drafted = fields.Boolean(
        string="In a Carry-Over", compute="_compute_is_drafted", search="_search_is_drafted",
    )

    @api.depends("clause")
    def _compute_article(self):
        for one in self:
            one.article = LAW[one.clause][1] if one.clause else False

    def _compute_is_drafted(self):
        drafted = self._get_drafted_keys()
        for one in self:
            one.is_drafted = one._get_key() in drafted

    def _search_is_drafted(self, operator, value):
        if operator != "in":
            return NotImplemented
        drafted = self._get_drafted_keys()
        found = self.search([]).filtered(lambda one: one._get_key() in drafted)
        return [("id", "in" if True in value else "not in", found.ids)]

    def action_add(self):
        """Put the chosen money into a carry-over of its department, as a draft."""
        lapsed = self.filtered(lambda one: one.outcome == "unused")
        if lapsed:
            raise UserError(self.env._(
                "%(cell)s cannot go over: %(why)s It lapses (Local Finance Act, Article 50).",
                cell=lapsed[0].cell_id.display_name, why=lapsed[0].why,
            ))
        return self.plan_id._draft(self)

    def action_open_document(self):
        """Open the commitment or request behind the money, or the budget line."""
        self.ensure_one()
        record = self.commitment_id or self.split_id.request_id or self.cell_id.line_id
        return {
            "type": "ir.actions.act_window", "res_model": record._name, "res_id": record.id,
            "view_mode": "form", "views": [(False, "form")],
        }

    # ---- inside ------------------------------------------------------------

    def _get_key(self):
        """Return what tells one piece of money from another, here and in carry-over lines."""
        return (
            self.cell_id.id, self.commitment_line_id.id, self.split_id.id, self.authorized_id.id,
            self.continuing_id.id, self.clause,
        )

    @api.model
    def _get_drafted_keys(self):
        lines_sudo = self.env["gotgan.carryover.line"].sudo().search([
            ("carryover_id.state", "in", ("draft", "submitted", "confirmed")),
        ])
        return {
            (one.cell_id.id, one.commitment_line_id.id, one.split_id.id, one.authorized_id.id,
             one.continuing_id.id, one.clause)
            for one in lines_sudo
        }

    def _get_kind(self):
        """Return the kind of carry-over this money would be."""
        return LAW[self.clause][0]
