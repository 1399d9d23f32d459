from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import WritePass

from ..figures import find_figures, find_former_cells, find_former_versions
from ..scaling import plain
from .budget_request import ROUNDS

REVIEWED = ("first", "second", "settled")


class BudgetRequestLine(models.Model):
    """One subject of a request: fund × project × object subitem (지방재정법 41, 영 47).

    What is asked for is the sum of its 산출근거, rounded up to 천원; what the rounds make of it
    stands beside it. The funding sources always add up to the figure as it stands.
    """

    _name = "gotgan.budget.request.line"
    _description = "Line of a Budget Request"
    _inherit = [
        "gotgan.budget.adjusting.mixin", "gotgan.budget.estimate.check.mixin",
        "gotgan.budget.resident.mixin", "gotgan.budget.shared.row.mixin",
        "gotgan.transition.line.mixin",
    ]
    _order = "request_id, fund_id, project_id, subitem_id, id"
    _rec_names_search = ["project_id", "subitem_id"]
    _parent_field = "request_id"

    request_id = fields.Many2one(
        "gotgan.budget.request", required=True, index=True, ondelete="cascade",
    )
    cycle_id = fields.Many2one(related="request_id.cycle_id", store=True, index=True)
    fiscal_year_id = fields.Many2one(related="request_id.fiscal_year_id", store=True)
    department_id = fields.Many2one(related="request_id.department_id", store=True, index=True)
    state = fields.Selection(related="request_id.state")
    subject_set = fields.Selection(related="request_id.subject_set")
    fund_id = fields.Many2one(
        "gotgan.fund", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_fund_id(),
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    project_id = fields.Many2one(
        "gotgan.program", required=True, ondelete="restrict", index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
    )
    unit_id = fields.Many2one(related="project_id.unit_id", string="Unit Programme", store=True)
    policy_id = fields.Many2one(
        related="project_id.policy_id", string="Policy Programme", store=True,
    )
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", required=True, ondelete="restrict",
        index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('subject_set', '=', subject_set),"
               " ('level', 'in', ('subitem', 'mok', 'semok')), ('child_ids', '=', False)]",
    )
    item_id = fields.Many2one(related="subitem_id.parent_id", string="Object Item", store=True)
    nature = fields.Selection(
        [("operating", "Operating"), ("capital", "Capital")], compute="_compute_nature",
        store=True, help="Agencies and public enterprises: operating (수익적) or capital (자본적).",
    )
    reason = fields.Text(string="Why It Is Needed")
    estimate_ids = fields.One2many(
        "gotgan.budget.request.estimate", "line_id", string="Cost Estimates",
    )
    funding_ids = fields.One2many(
        "gotgan.budget.request.funding", "line_id", string="Funding Sources",
    )
    review_ids = fields.One2many(
        "gotgan.budget.review", "line_id", string="Reviews", readonly=True,
    )
    last_amount = Won(
        string="Last Year's Original Budget", readonly=True,
        help="The original budget of the year before.",
    )
    base_amount = Won(
        string="Budget So Far", readonly=True,
        help="What is voted by now: of the year before for an original budget, of the year itself "
             "for a supplementary one.",
    )
    requested = Won(
        compute="_compute_requested", inverse="_inverse_requested", store=True,
        help="The sum of the cost estimates. Where there is none or only one, it can be typed.",
    )
    first = Won(string="First Review", readonly=True, help="What the first review made of it.")
    second = Won(string="Second Review", readonly=True, help="What the budget office made of it.")
    settled = Won(
        string="Settled Amount", readonly=True, help="What the head of the agency settled.",
    )
    amount = Won(
        string="As It Stands", compute="_compute_amount", store=True,
        help="The figure of the round that is under way.",
    )
    difference = Won(
        string="Increase or Decrease", compute="_compute_difference", store=True,
        help="Against last year's original budget; in a supplementary budget, against the budget "
             "so far.",
    )
    cut = Won(string="Cut or Added", compute="_compute_difference", store=True)
    rate = fields.Float(
        string="Change (%)", compute="_compute_difference", store=True, digits=(16, 1),
        aggregator=None,
    )
    funding_text = fields.Char(string="Funding", compute="_compute_funding_text")
    problem = fields.Char(compute="_compute_problem", help="What keeps the line from going on.")
    origin_line_id = fields.Many2one(
        "gotgan.budget.line", string="Taken Over From", readonly=True, ondelete="set null",
        index="btree_not_null",
    )

    _once = models.UniqueIndex(
        "(request_id, fund_id, project_id, subitem_id)",
        "This project and object stand in the request already. Add estimates to that line.",
    )
    _never_negative = models.Constraint(
        "CHECK (LEAST(requested, first, second, settled) >= 0)",
        "A budget cannot be negative.",
    )

    def _default_fund_id(self):
        year = self.env["gotgan.budget.request"].browse(
            self.env.context.get("default_request_id"),
        ).fiscal_year_id
        return self.env["gotgan.fund"].search(
            [("fiscal_year_id", "=", year.id), ("kind", "=", "general")], limit=1,
        )

    @api.depends("project_id", "subitem_id")
    def _compute_display_name(self):
        for line in self:
            subject = f"{line.subitem_id.code or ''} {line.subitem_id.name or ''}".strip()
            line.display_name = f"{line.project_id.name or ''} · {subject}"

    @api.depends("fund_id.kind", "subitem_id")
    def _compute_nature(self):
        pairs = {(line.fund_id.id, line.subitem_id.id) for line in self if line.subitem_id}
        sides = self.env["gotgan.budget.version"]._find_sections(
            "gotgan.expenditure.object", pairs,
        )
        for line in self:
            line.nature = sides.get((line.fund_id.id, line.subitem_id.id)) or False

    @api.depends("estimate_ids.amount", "estimate_ids.parent_id")
    def _compute_requested(self):
        for line in self:
            line.requested = line._sum_estimates()

    @api.depends("requested", *REVIEWED, "request_id.state")
    def _compute_amount(self):
        for line in self:
            line.amount = line[ROUNDS[line.request_id.state or "draft"]]

    @api.depends("amount", "requested", "last_amount", "base_amount", "cycle_id.kind")
    def _compute_difference(self):
        for line in self:
            original = line.cycle_id.kind == "original"
            before = line.last_amount if original else line.base_amount
            line.difference = line.amount - before
            line.rate = line.difference * 100 / before if before else 0
            line.cut = line.amount - line.requested

    @api.depends("funding_ids.amount", "funding_ids.funding_source_id")
    def _compute_funding_text(self):
        for line in self:
            line.funding_text = ", ".join(
                f"{one.funding_source_id.name} {won_text(one.amount)}"
                for one in line.funding_ids if one.amount
            )

    @api.depends("funding_ids.amount", "amount", "estimate_ids.problem")
    def _compute_problem(self):
        for line in self:
            faults = [one.problem for one in line.estimate_ids if one.problem]
            line.problem = "\n".join([*faults, *line._find_funding_faults()]) or False

    def _inverse_requested(self):
        """Let a figure be typed where no estimate says more: it becomes the one estimate."""
        for line in self:
            if line.requested != line._sum_estimates():
                line._set_requested(line.requested)

    @api.onchange("estimate_ids", "funding_ids")
    def _onchange_parts(self):
        """A row that is typed changes others: the sum above it, the shares beside it."""
        for row in [*self.estimate_ids, *self.funding_ids]:
            row.shown_amount = row.amount

    @api.constrains("fund_id", "project_id", "subitem_id", "request_id")
    def _check_subject(self):
        for line in self:
            for one in (line.fund_id, line.project_id, line.subitem_id):
                if one.fiscal_year_id != line.request_id.fiscal_year_id:
                    raise ValidationError(self.env._(
                        "%(subject)s belongs to another fiscal year than %(request)s. Choose the "
                        "subject of that year.", subject=one.display_name,
                        request=line.request_id.display_name,
                    ))
            if line.project_id.level != "project" or line.subitem_id.child_ids:
                raise ValidationError(self.env._(
                    "%(line)s: a budget line needs a detailed project and the lowest object "
                    "(Local Finance Act, Article 41).", line=line.display_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_reviewed([name for name, value in vals.items() if value])
        lines = super().create(vals_list)
        lines._refresh_figures()
        lines.filtered(lambda line: not line.funding_ids)._propose_funding()
        return lines

    def write(self, vals):
        self._check_not_reviewed(vals)
        done = super().write(vals)
        if {"fund_id", "project_id", "subitem_id"} & set(vals):
            self._refresh_figures()
        return done

    def copy_data(self, default=None):
        raise UserError(self.env._(
            "A project and object stand once in a request. Add estimates to the line instead.",
        ))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_reviewed(self):
        for line in self:
            if line.review_ids:
                raise UserError(self.env._(
                    "%(line)s was reviewed and cannot be deleted. Set its estimates to 0 instead.",
                    line=line.display_name,
                ))

    def action_keep_ratio(self):
        """Keep the ratio of these lines as the project's own, for other lines and next year."""
        self.env["gotgan.budget.matching"]._keep(self)

    def action_review(self):
        """Cut or add the lines that are marked."""
        requests = self.request_id
        if len(requests) > 1:
            raise UserError(self.env._("Choose lines of one department at a time."))
        action = requests.action_review()
        return {**action, "context": {**action["context"], "chosen_ids": self.ids}}

    # ---- what others call ------------------------------------------------

    def _set_requested(self, amount):
        """Make ``amount`` won the request of the line, as its one cost estimate.

        :raises UserError: the line has several estimates; they say what it comes to
        """
        for line in self:
            estimates = line.estimate_ids
            if len(estimates) > 1:
                raise UserError(self.env._(
                    "%(line)s is the sum of %(count)s cost estimates. Change those instead.",
                    line=line.display_name, count=len(estimates),
                ))
            if estimates:
                estimates.formula = plain(amount)
            elif amount:
                line.estimate_ids = [fields.Command.create({
                    "name": line.subitem_id.name, "formula": plain(amount),
                })]

    def _review(self, amounts, reason):
        """Set the figures of the round under way; each change leaves a row with its reason.

        :param dict amounts: ``{line id: won}``
        :param str reason: why, for all of them
        :raises UserError: no reason, a negative figure, or money already promised by others
        :raises AccessError: the round is not the person's
        """
        self.env["gotgan.budget.review"]._record(self, amounts, reason)

    def _find_former_versions(self):
        """Return ``{version: won}``: what last year's figures of the lines are made of."""
        return find_former_versions(self)

    def _find_former_cells(self):
        """Return for each line the ids of the cells whose voted figures it has had so far."""
        return find_former_cells(self)

    def _apply_review(self, column, amount):
        """Write one reviewed figure; only the review itself calls this."""
        self.ensure_one()
        self._write_locked({column: amount})
        self._check_funding()

    # ---- inside ----------------------------------------------------------

    def _sum_estimates(self):
        return self.estimate_ids._get_total()

    def _carry_amounts(self, source, target):
        """Begin a round with the figures of the one before; all lines in one statement."""
        self.flush_recordset()
        if not self.ids:
            return
        self.env.cr.execute(SQL(
            "UPDATE %s SET %s = %s WHERE id = ANY(%s)", SQL.identifier(self._table),
            SQL.identifier(target), SQL.identifier(source), list(self.ids),
        ))
        self.invalidate_recordset([target], flush=False)
        self.modified([target])

    def _clear_reviewed(self):
        """Forget what an earlier run of reviews made of the lines; all in one statement."""
        self.flush_recordset()
        if not self.ids:
            return
        self.env.cr.execute(SQL(
            "UPDATE %s SET %s WHERE id = ANY(%s)", SQL.identifier(self._table),
            SQL(", ").join(SQL("%s = 0", SQL.identifier(name)) for name in REVIEWED),
            list(self.ids),
        ))
        self.invalidate_recordset(REVIEWED, flush=False)
        self.modified(REVIEWED)

    def _refresh_figures(self):
        """Write last year's original and the voted figures beside the lines."""
        for line, (last, base) in find_figures(self).items():
            if (line.last_amount, line.base_amount) != (last, base):
                line._write_locked({"last_amount": last, "base_amount": base})

    def _propose_funding(self):
        """Fund new lines as their project is funded, or with the agency's own money."""
        matching = self.env["gotgan.budget.matching"]
        for line in self:
            shares = matching._find_shares(line)
            line.funding_ids = [
                fields.Command.create({"funding_source_id": source.id, "share": share})
                for source, share in shares.items()
            ]

    def _check_not_reviewed(self, names):
        """What the rounds make of a line is never typed into it."""
        passed = isinstance(self.env.context.get(WritePass.KEY), WritePass)
        fixed = [name for name in (*REVIEWED, "last_amount", "base_amount") if name in names]
        if fixed and not passed:
            raise AccessError(self.env._(
                "%(field)s is set by a review with its reason, never by hand.",
                field=self._fields[fixed[0]]._description_string(self.env),
            ))

    def _find_funding_faults(self):
        """Return what is wrong with the funding of one line, in words."""
        parts = sum(self.funding_ids.mapped("amount"))
        faults = []
        if self.amount != parts:
            faults.append(self.env._(
                "%(line)s: the funding sources add up to %(parts)s won, the line to %(amount)s "
                "won. Correct the ratio or the fixed amounts.", line=self.display_name,
                parts=won_text(parts), amount=won_text(self.amount),
            ))
        faults += [
            self.env._(
                "%(line)s: %(money)s would be %(amount)s won. The fixed amounts are more than "
                "the line; lower them first.", line=self.display_name,
                money=one.funding_source_id.name, amount=won_text(one.amount),
            )
            for one in self.funding_ids if one.amount < 0
        ]
        return faults

    def _check_funding(self):
        """:raises UserError: the funding sources of a line do not add up to it; names them all"""
        faults = [fault for line in self for fault in line._find_funding_faults()]
        if faults:
            raise UserError("\n".join(faults))
