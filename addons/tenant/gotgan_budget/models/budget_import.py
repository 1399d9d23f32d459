import base64
from hashlib import sha256

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition

from ..comparison import compare
from ..earlier import read_budget
from ..ehojo.reader import peek_year, read_book
from ..masters import Masters
from ..posting import post
from ..preview import prepare_problems, prepare_totals

# The budget officer, or whoever runs the import command on the server itself.
OFFICER = "group:gotgan_budget.group_budget_officer|command:budget"


class BudgetImport(models.Model):
    """A budget book from e호조 on its way into the ledger (지방재정법 41, 영 47).

    The file is read and compared when it is previewed, and again when it is confirmed: what is
    posted is what the ledger lacks at that moment, no matter how old the preview is. Confirming
    does everything in one transaction, or nothing.

    Two imports of one fiscal year cannot cross: each takes its number first, and the row of the
    number series makes the second one fail to serialize and start again on fresh figures.
    """

    _name = "gotgan.budget.import"
    _description = "Budget Import"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "id desc"

    _number_series = "budget_import"
    _transitions = {
        "preview": Transition(("draft", "previewed"), "previewed", OFFICER),
        "reopen": Transition(("previewed",), "draft", OFFICER),
        "confirm": Transition(("previewed",), "confirmed", OFFICER),
        "cancel": Transition(("draft", "previewed"), "cancelled", OFFICER),
    }

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("previewed", "Previewed"),
            ("confirmed", "Confirmed"),
            ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_fiscal_year_id(),
    )
    date = fields.Date(
        string="Date of the Budget", required=True, compute="_compute_date", store=True,
        readonly=False, precompute=True,
        help="The day the appropriations are dated: when the budget was voted, or the first day "
             "of the year.",
    )
    file = fields.Binary(
        string="Budget File", required=True, attachment=True, copy=False,
        help="The 55-column budget export of e-Hojo, CSV or XLSX.",
    )
    file_name = fields.Char(copy=False)
    file_digest = fields.Char(
        string="File Fingerprint", readonly=True, copy=False, index=True,
        help="SHA-256 of the file's bytes.",
    )
    same_file_id = fields.Many2one(
        "gotgan.budget.import", string="Same File Imported Before", readonly=True, copy=False,
        ondelete="restrict",
    )
    replace_scope = fields.Boolean(
        string="Take Back What Is Gone", default=True,
        help="Budget lines of the file's departments and funds that an earlier import brought and "
             "that this file no longer has go to zero. Other departments are never touched. Where "
             "the file has supplementary rows only, lines it does not have stay; those that a "
             "former version of the same supplementary budget changed go back to what they were.",
    )
    row_count = fields.Integer(string="Rows", readonly=True, copy=False, aggregator=None)
    line_count = fields.Integer(
        string="Number of Budget Lines", readonly=True, copy=False, aggregator=None,
    )
    new_line_count = fields.Integer(
        string="New Budget Lines", readonly=True, copy=False, aggregator=None,
    )
    removed_count = fields.Integer(
        string="Cells Taken Back", readonly=True, copy=False, aggregator=None,
    )
    version_id = fields.Many2one(
        "gotgan.budget.version", string="Version of the Budget", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
        help="The last version that this import made; empty where it changed nothing.",
    )
    version_ids = fields.One2many(
        "gotgan.budget.version", "import_id", string="Versions of the Budget", readonly=True,
    )
    version_count = fields.Integer(compute="_compute_version_count")
    round_ids = fields.One2many("gotgan.budget.import.round", "import_id", string="By Budget")
    move_count = fields.Integer(
        string="Moves", readonly=True, copy=False, aggregator=None,
        help="How many cells change.",
    )
    estimate_count = fields.Integer(
        string="Cost Estimates", readonly=True, copy=False, aggregator=None,
    )
    supplement_count = fields.Integer(
        string="Supplementary Only", readonly=True, copy=False, aggregator=None,
        help="Departments, by fund, of which the file has supplementary rows only: they build on "
             "what earlier imports brought.",
    )
    amount = Won(
        string="After This Import", readonly=True, copy=False,
        help="The budget of the file's departments and funds, as far as imports brought it.",
    )
    imported = Won(string="Imported So Far", readonly=True, copy=False)
    difference = Won(readonly=True, copy=False)
    error_count = fields.Integer(string="Errors", readonly=True, copy=False, aggregator=None)
    warning_count = fields.Integer(string="Notices", readonly=True, copy=False, aggregator=None)
    total_ids = fields.One2many("gotgan.budget.import.total", "import_id", readonly=True)
    department_total_ids = fields.One2many(
        "gotgan.budget.import.total", "import_id", string="By Department", readonly=True,
        domain=[("kind", "=", "department")],
    )
    fund_total_ids = fields.One2many(
        "gotgan.budget.import.total", "import_id", string="By Fund", readonly=True,
        domain=[("kind", "=", "fund")],
    )
    object_total_ids = fields.One2many(
        "gotgan.budget.import.total", "import_id", string="By Object", readonly=True,
        domain=[("kind", "=", "object")],
    )
    source_total_ids = fields.One2many(
        "gotgan.budget.import.total", "import_id", string="By Funding Source", readonly=True,
        domain=[("kind", "=", "source")],
    )
    removed_total_ids = fields.One2many(
        "gotgan.budget.import.total", "import_id", string="Taken Back", readonly=True,
        domain=[("kind", "=", "removed")],
    )
    problem_ids = fields.One2many("gotgan.budget.import.problem", "import_id", readonly=True)

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    @api.depends("fiscal_year_id")
    def _compute_date(self):
        """The first budget of a year holds from its first day; later ones from today."""
        day = today(self.env)
        for document in self:
            year = document.fiscal_year_id
            confirmed = self.search_count(
                [("fiscal_year_id", "=", year.id), ("state", "=", "confirmed")], limit=1,
            )
            latest = year.date_to if confirmed else year.date_from
            document.date = min(day, latest or day)

    @api.depends("version_ids")
    def _compute_version_count(self):
        for document in self:
            document.version_count = len(document.version_ids)

    @api.depends("number", "file_name")
    def _compute_display_name(self):
        for document in self:
            document.display_name = document.number or document.file_name or self.env._("(new)")

    @api.onchange("file")
    def _onchange_file(self):
        """The file says which fiscal year it is of."""
        number = peek_year(base64.b64decode(self.file)) if self.file else None
        year = self.env["gotgan.fiscal.year"].search([("year", "=", number)], limit=1)
        self.fiscal_year_id = year or self.fiscal_year_id

    def action_preview(self):
        """Read the file, compare it with the ledger, and show totals and problems."""
        return self._do_transition("preview")

    def action_reopen(self):
        """Go back, to choose another file or year."""
        return self._do_transition("reopen")

    def action_confirm(self):
        """Post what the ledger lacks."""
        return self._do_transition("confirm")

    def action_cancel(self):
        """Drop the import; the ledger was not touched."""
        return self._do_transition("cancel")

    def action_open_estimates(self):
        """Show the cost estimates this import brought."""
        action = self.env["ir.actions.act_window"]._for_xml_id("gotgan_budget.cost_estimate_action")
        action["domain"] = [("import_id", "in", self.ids)]
        action["context"] = {"active_test": False}
        return action

    def action_open_moves(self):
        """Show the moves this import posted."""
        action = self.env["ir.actions.act_window"]._for_xml_id("gotgan_ledger.ledger_move_action")
        action["domain"] = list(self._get_move_domain())
        action["context"] = {}
        return action

    def action_open_version(self):
        """Open the versions of the budget that this import made."""
        self.ensure_one()
        if len(self.version_ids) > 1:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "gotgan_budget.budget_version_action",
            )
            return {**action, "domain": [("import_id", "=", self.id)], "context": {}}
        return {
            "type": "ir.actions.act_window",
            "res_model": "gotgan.budget.version",
            "res_id": self.version_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_open_problems(self):
        """Show all problems of this import in a list of their own."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_budget.budget_import_problem_action"
        )
        action["domain"] = [("import_id", "in", self.ids)]
        return action

    def _get_move_domain(self):
        """The moves of its version; those of imports from before versions are their own."""
        return (
            Domain("source_model", "=", "gotgan.budget.version")
            & Domain("source_id", "in", self.version_ids.ids)
        ) | (Domain("source_model", "=", self._name) & Domain("source_id", "in", self.ids))

    # ---- authority -------------------------------------------------------

    def _get_capacity_command(self, _value):
        """The command runs as the system user, which nobody can log in as."""
        return self.env._("Import command") if self.env.uid == SUPERUSER_ID else ""

    def _get_authority_label(self, kind, value):
        if kind == "command":
            return self.env._("the import command on the server")
        return super()._get_authority_label(kind, value)

    def _get_document_label(self):
        return self.env._("Budget import %(number)s", number=self.display_name)

    # ---- preview ---------------------------------------------------------

    def _on_preview(self):
        for document in self:
            document._preview_one()

    def _on_reopen(self):
        """Another file has other budgets on other days."""
        self.round_ids.sudo().unlink()

    def _preview_one(self):
        data = self._get_bytes()
        masters = Masters(self.fiscal_year_id)
        plan = read_budget(read_book(data), masters, self.replace_scope)
        comparison = compare(plan, masters, self.replace_scope)
        self._keep_preview(plan, comparison, masters)
        digest = sha256(data).hexdigest()
        self._write_locked({"file_digest": digest, "same_file_id": self._find_same(digest).id})

    def _get_bytes(self):
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

    def _find_same(self, digest):
        return self.search([
            ("file_digest", "=", digest), ("state", "=", "confirmed"), ("id", "!=", self.id),
            ("fiscal_year_id", "=", self.fiscal_year_id.id),
        ], limit=1)

    def _keep_preview(self, plan, comparison, masters):
        """Store counts, totals and problems as they are now."""
        self.round_ids._renew(self, plan, comparison)
        total_sudo, problem_sudo = self.total_ids.sudo(), self.problem_ids.sudo()
        total_sudo.unlink()
        problem_sudo.unlink()
        totals = prepare_totals(plan, comparison, masters)
        total_sudo.create([{"import_id": self.id, **vals} for vals in totals])
        problem_sudo.create([
            {"import_id": self.id, **vals} for vals in prepare_problems(plan.problems)
        ])
        self._write_locked(self._prepare_counts(plan, comparison))

    def _prepare_counts(self, plan, comparison):
        differences = comparison.differences()
        return {
            "row_count": plan.rows,
            "line_count": len(plan.lines),
            "estimate_count": plan.estimate_count,
            "supplement_count": len(plan.supplements),
            "new_line_count": sum(not address for address in comparison.addresses.values()),
            "removed_count": len(comparison.taken_back()),
            "move_count": sum(map(len, comparison.steps.values())),
            "amount": plan.total + sum(won for _cell, won in comparison.beside()),
            "imported": sum(cell.imported for cell in comparison.cells.values()),
            "difference": sum(differences.values()) + sum(comparison.unplaced),
            "error_count": plan.problems.errors,
            "warning_count": plan.problems.warnings,
        }

    # ---- confirm ---------------------------------------------------------

    def _on_confirm(self):
        self._take_numbers()
        for document in self:
            document._confirm_one()

    def _get_number_year(self):
        """The number is the fiscal year's: its series is what keeps imports of a year apart."""
        return self.fiscal_year_id.year

    def _confirm_one(self):
        masters = Masters(self.fiscal_year_id)
        plan = read_budget(read_book(self._get_bytes()), masters, self.replace_scope)
        self._check_plan(plan)
        comparison = compare(plan, masters, self.replace_scope)
        self._check_plan(plan)
        self._keep_preview(plan, comparison, masters)
        self._check_plan(plan)
        post(self, plan, masters, comparison)

    def _make_versions(self, steps):
        """Make the versions in force that this import brings: none where nothing changes.

        본예산 rows make an original budget, the rows of each 추경 the supplementary budget of that
        number, each dated its own day. What a file corrects becomes a version of the same kind on
        top of the former one: what was in the books stays in the books.

        :param dict steps: {number of the 추경, 0 for the 본예산: {(fund, department, project,
            subitem, source): won to add}}
        """
        for number, changes in sorted(steps.items()):
            part = self.round_ids.filtered(lambda one, number=number: one.number == number)
            version = self.env["gotgan.budget.version"].create({
                "fiscal_year_id": self.fiscal_year_id.id,
                "kind": "supplementary" if number else "original",
                "round": number, "date_effective": part.date,
            })
            version._write_locked({"import_id": self.id})
            version._add_changes(changes)
            version._do_transition("enter")
            self._write_locked({"version_id": version.id})

    def _check_plan(self, plan):
        """Refuse a file with errors; the first ones are named, all are in the preview."""
        if not plan.problems.errors:
            return
        problems = self.env["gotgan.budget.import.problem"].new
        first = [
            problems(vals) for vals in prepare_problems(plan.problems)
            if vals["severity"] == "error"
        ][:5]
        raise UserError(self.env._(
            "%(document)s has %(count)s errors and was not imported; nothing was changed:\n"
            "%(problems)s\nCorrect the file, load it, and preview it again.",
            document=self._get_document_label(), count=won_text(plan.problems.errors),
            problems="\n".join(
                self.env._("Row %(row)s, %(column)s: %(message)s",
                           row=one.row, column=one.column, message=one.message)
                for one in first
            ),
        ))
