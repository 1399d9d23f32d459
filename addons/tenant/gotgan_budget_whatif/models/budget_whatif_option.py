from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won

from ..rules.checking import missing
from ..rules.grounds import breaks_of, ground_of
from ..rules.problem import following, groups_of, source_of, weights_of
from ..rules.shares import word_ratio
from ..wording import explain_broken, explain_option


class BudgetWhatifOption(models.Model):
    """One way out: which lines change, what is kept and what would be broken."""

    _name = "gotgan.budget.whatif.option"
    _description = "Option of the Supplementary Budget Helper"
    _order = "whatif_id, sequence, id"

    whatif_id = fields.Many2one(
        "gotgan.budget.whatif", required=True, readonly=True, ondelete="cascade", index=True,
    )
    sequence = fields.Integer(readonly=True, aggregator=None)
    strategy = fields.Selection(
        [
            ("fewest", "Fewest Lines"), ("proportional", "Proportional"),
            ("unspent", "Unspent First"), ("departments", "Departments Alike"),
        ],
        required=True, readonly=True,
    )
    relaxed = fields.Selection(
        [
            ("balance", "As Far as It Goes"), ("scope", "Outside the Scope"),
            ("smallest", "Smaller Cuts"), ("reserve", "Reserve Above Its Ceiling"),
            ("duty", "Duties Cut"), ("matching", "Matching Broken"),
            ("ring_fence", "Ring-Fenced Money Touched"),
        ],
        readonly=True, help="What was given up to find this option; empty: nothing.",
    )
    is_proven = fields.Boolean(
        string="Best Possible", readonly=True,
        help="Proven: no other choice of lines does it better.",
    )
    broken = fields.Json(readonly=True)
    missing = fields.Json(readonly=True)
    is_sound = fields.Boolean(
        string="Keeps Everything", compute="_compute_is_sound", store=True,
    )
    broken_text = fields.Text(string="What It Breaks", compute="_compute_texts")
    explanation = fields.Text(compute="_compute_texts")
    line_ids = fields.One2many(
        "gotgan.budget.whatif.option.line", "option_id", string="Lines", readonly=True,
    )
    line_count = fields.Integer(string="Lines Cut", readonly=True, aggregator=None)
    department_count = fields.Integer(string="Departments", readonly=True, aggregator=None)
    cut = Won(readonly=True)
    raised = Won(readonly=True)
    largest_cut = Won(readonly=True)
    state = fields.Selection(related="whatif_id.state")
    is_accepted = fields.Boolean(string="Accepted", compute="_compute_is_accepted")

    @api.depends("strategy", "relaxed")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("strategy", "relaxed")
        }
        for option in self:
            name = "relaxed" if option.relaxed else "strategy"
            option.display_name = labels[name].get(option[name], "")

    @api.depends("broken")
    def _compute_is_sound(self):
        for option in self:
            option.is_sound = not option.broken

    @api.depends(
        "broken", "missing", "strategy", "relaxed", "line_count", "cut", "raised",
        "line_ids.duty_basis", "line_ids.difference",
    )
    @api.depends_context("lang")
    def _compute_texts(self):
        for option in self:
            option.broken_text = explain_broken(option)
            option.explanation = explain_option(option)

    @api.depends("whatif_id.accepted_option_id")
    def _compute_is_accepted(self):
        for option in self:
            option.is_accepted = option.whatif_id.accepted_option_id == option

    def action_accept(self):
        """Make the draft of a supplementary budget of this option."""
        self.ensure_one()
        self.whatif_id._accept(self)
        return self.whatif_id.action_open_version()

    def action_open_lines(self):
        """Show every line of the option."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_budget_whatif.budget_whatif_option_line_action"
        )
        name = f"{self.whatif_id.name} · {self.display_name}"
        return {**action, "domain": [("option_id", "=", self.id)], "display_name": name}

    # ---- inside ----------------------------------------------------------

    @api.model
    def _create_from(self, whatif, problem, answers):
        """Write what the solver found; nobody edits it by hand, so nobody has the right to."""
        cells = {cell.key: cell for cell in problem.cells}
        option_sudo = self.sudo()
        for place, answer in enumerate(answers):
            made_sudo = option_sudo.create(self._prepare_option(whatif, problem, answer, place))
            line_sudo = made_sudo.line_ids
            line_sudo.create(self._prepare_lines(made_sudo.id, problem, answer, cells))

    def _prepare_option(self, whatif, problem, answer, place):
        cells = {cell.key: cell for cell in problem.cells}
        cuts = [won for won in answer.changes.values() if won < 0]
        return {
            "whatif_id": whatif.id, "sequence": place, "strategy": answer.strategy,
            "relaxed": answer.relaxed or False, "is_proven": answer.status == "proven",
            "broken": answer.broken,
            "missing": [
                [fund, source, project, won]
                for ((fund, source), project), won in missing(problem, answer.changes).items()
            ],
            "line_count": len(cuts), "cut": -sum(cuts), "largest_cut": -min(cuts, default=0),
            "raised": sum(won for won in answer.changes.values() if won > 0),
            "department_count": len({cells[key].department for key in answer.changes}),
        }

    def _prepare_lines(self, option_id, problem, answer, cells):
        allotted = self._read_allotted(answer.changes)
        grounds, broken = ground_of(problem), breaks_of(problem, answer.changes)
        ratios = self._describe_ratios(problem)
        return [
            {
                "option_id": option_id, "cell_id": key, "before": cells[key].before,
                "difference": won, "after": cells[key].before + won, "spent": cells[key].spent,
                "duty": cells[key].duty, "duty_basis": cells[key].basis,
                "ground": grounds(cells[key]),
                **ratios.get(key, {}),
                "breaks": ",".join(broken.get(key, ())),
                "allotment_back": max(0, allotted[key] - won),
            }
            for key, won in sorted(answer.changes.items())
        ]

    def _describe_ratios(self, problem):
        """Return ``{cell key: what it is shared by}`` of the cells that move with a grant."""
        follows, sources, found = following(problem), self.env["gotgan.funding.source"], {}
        order = {one.id: one.code for one in sources.browse({c.source for c in problem.cells})}
        for cells in groups_of(problem).values():
            if cells[0].key not in follows:
                continue
            cells = sorted(cells, key=lambda cell: order[cell.source])
            names = {source_of(cell): sources.browse(cell.source).name for cell in cells}
            weights = weights_of(problem, cells)
            kept = bool(problem.kept.get(cells[0].project))
            ratio = {
                "ratio": word_ratio({names[one]: won for one, won in weights.items()}, kept),
                "ratio_basis": "kept" if kept else "voted",
            }
            found.update(dict.fromkeys((cell.key for cell in cells), ratio))
        return found

    def _read_allotted(self, keys):
        """Return ``{cell id: won}``: allotted less appropriated, zero at the most."""
        cells = self.env["gotgan.budget.cell"].browse(list(keys))
        return {cell.id: cell.allotted - cell.appropriated for cell in cells}

    def _make_version(self):
        """Return the draft 추경 of this option; only its cells are in it.

        :raises UserError: it does not balance, or the budget has changed since the comparison
        """
        self.ensure_one()
        if "balance" in (self.broken or {}):
            raise UserError(self.env._(
                "%(option)s does not bring revenue and spending together, so it cannot become a "
                "budget (지방재정법 제35조). Choose another option, or change the question.",
                option=self.display_name,
            ))
        self._check_current()
        return self.whatif_id._draft_version(self.line_ids)

    def _check_current(self):
        """The budget must be the one that was compared, and what is held must still fit."""
        stale = self.line_ids.filtered(
            lambda line: line.cell_id.voted != line.before
            or line.cell_id.requested + line.cell_id.committed
            > line.cell_id.appropriated + line.difference
        )
        if stale:
            raise UserError(self.env._(
                "The budget has changed since the comparison: %(line)s. Compare again.",
                line=stale[0].cell_id.display_name,
            ))
