from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..version_row import ADDRESS


class BudgetVersionLine(models.Model):
    """What a version gives one cell: before, as submitted, after (지방재정법 41, 영 47)."""

    _name = "gotgan.budget.version.line"
    _description = "Expenditure of a Budget Version"
    _inherit = ["gotgan.budget.version.part.mixin"]
    _order = "version_id, fund_id, department_id, project_id, subitem_id, funding_source_id, id"
    _rec_name = "project_id"
    _log_access = False
    _address = ADDRESS
    _subject_field = "subitem_id"

    version_id = fields.Many2one(
        "gotgan.budget.version", required=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="version_id.fiscal_year_id")
    state = fields.Selection(related="version_id.state")
    fund_id = fields.Many2one(
        "gotgan.fund", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_id = fields.Many2one("hr.department", required=True, ondelete="restrict")
    project_id = fields.Many2one(
        "gotgan.program", required=True, ondelete="restrict", index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
    )
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id),"
               " ('level', 'in', ('subitem', 'mok', 'semok'))]",
    )
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    policy_id = fields.Many2one(related="project_id.policy_id", string="Policy Programme")
    unit_id = fields.Many2one(related="project_id.unit_id", string="Unit Programme")
    function_id = fields.Many2one(related="project_id.function_id", string="Section")
    item_id = fields.Many2one(related="subitem_id.parent_id", string="Object Item")
    ground = fields.Selection(
        [
            ("institution", "Running of an Institution Set Up by Law"),
            ("legal_duty", "Duty to Spend by Law"),
            ("continuing", "Continuing an Approved Project"),
            ("transfer", "Paid in Full for a Fixed Purpose"),
            ("disaster", "Disaster Relief"),
        ],
        string="Legal Ground",
        help="Why the money may be spent without a vote: of a provisional budget (Local Autonomy "
             "Act, Article 146) or before a supplementary one (Local Finance Act, Article 45).",
    )
    received_amount = Won(
        string="Received", help="What the State or the upper government has paid for it.",
    )
    reason = fields.Char()

    _cell_once = models.UniqueIndex(
        f"(version_id, {', '.join(ADDRESS)})",
        "A budget line and funding source can stand in a version only once.",
    )
    _never_negative = models.Constraint(
        "CHECK (amount >= 0)", "A budget line is never below zero.",
    )
    _adds_up = models.Constraint(
        "CHECK (difference = amount - base_amount)",
        "What changes is the amount after less the amount before.",
    )

    @api.depends("project_id", "subitem_id", "funding_source_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = (
                f"{line.project_id.name} · {line.subitem_id.display_name}"
                f" [{line.funding_source_id.name}]"
            )

    @api.onchange(*ADDRESS)
    def _onchange_address(self):
        """Show what stands before, as soon as the line is known."""
        if all(self[name] for name in ADDRESS):
            before = self.version_id._origin._read_before(self._name)
            self.base_amount = before.get(self._get_place(), 0)
