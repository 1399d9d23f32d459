from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition

from ..book.contents import PARTS
from ..making import DATA, find_strange_sources, find_wanted, make_file

OFFICER = "group:gotgan_budget.group_budget_officer"
PROGRAM = f"{OFFICER}|program:issue"
# So many cells are made while the officer waits; a bigger book is made by the clock.
AT_ONCE = 3_000


class BudgetIssue(models.Model):
    """예산서 발간: papers and files of one version of the budget, given out once.

    지방자치법 제149조 (예산의 이송·고시), 지방재정법 제60조 (재정공시). What was given out stays as
    it was: a corrected book is a new issue, and so is one of another choice once a file is made.
    """

    _name = "gotgan.budget.issue"
    _description = "Budget Book Issue"
    _inherit = ["gotgan.transition.mixin", "gotgan.budget.issue.queue.mixin"]
    _order = "id desc"

    _transitions = {
        "issue": Transition(("draft", "queued"), "issued", PROGRAM),
        "queue": Transition(("draft",), "queued", OFFICER),
        "reopen": Transition(("queued", "failed"), "draft", OFFICER),
        "fail": Transition(("queued",), "failed", PROGRAM, needs_reason=True),
        "cancel": Transition(("draft", "queued", "failed"), "cancelled", OFFICER),
    }

    _sealed_fields = ("state", "date_issued", "failure", "tries", "figures", "issuer_id")

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("queued", "Being Made"),
            ("issued", "Issued"),
            ("failed", "Could Not Be Made"),
            ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )
    version_id = fields.Many2one(
        "gotgan.budget.version", string="Budget", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_version_id(),
        domain="[('state', 'not in', ('rejected', 'cancelled'))]",
    )
    fiscal_year_id = fields.Many2one(related="version_id.fiscal_year_id", store=True)
    compare_id = fields.Many2one(
        "gotgan.budget.version", string="Compared With", ondelete="restrict",
        compute="_compute_compare_id", store=True, readonly=False, precompute=True,
        help="A supplementary budget is compared with what it changes, an original budget with "
             "last year's original budget.",
    )
    unit = fields.Selection(
        [("1", "Won"), ("1000", "Thousand Won"), ("1000000", "Million Won")],
        default="1000", required=True,
    )
    as_book = fields.Boolean(
        string="As One Book", default=True,
        help="One file with a cover and a table of contents; else each paper is a file of its own.",
    )
    has_provisions = fields.Boolean(string="General Provisions", default=True)
    has_overview = fields.Boolean(string="Overview of Revenue and Expenditure", default=True)
    has_function = fields.Boolean(string="By Function", default=True)
    has_nature = fields.Boolean(string="By Nature", default=True)
    has_organization = fields.Boolean(string="By Organization", default=True)
    has_source = fields.Boolean(string="By Funding Source", default=True)
    has_changes = fields.Boolean(
        string="Comparison of the Supplementary Budget", compute="_compute_has_changes",
        store=True, readonly=False, precompute=True,
    )
    has_revenue = fields.Boolean(string="Statement of Revenue", default=True)
    has_statement = fields.Boolean(string="Detailed Statement of Projects", default=True)
    in_pdf = fields.Boolean(string="PDF", default=True)
    in_xlsx = fields.Boolean(string="Spreadsheet (XLSX)")
    in_hwpx = fields.Boolean(string="Word Processor (HWPX)")
    with_ehojo_csv = fields.Boolean(string="e-Hojo Export (CSV)")
    with_ehojo_xlsx = fields.Boolean(string="e-Hojo Export (XLSX)")
    with_fiscal_package = fields.Boolean(string="Fiscal Data Package (ZIP)")
    as_of = fields.Date(
        string="Current Appropriation As Of",
        help="Left empty, the exports have the budget as it was decided. With a day, what every "
             "cell was worth on that day: with transfers, reserve and carried-over money.",
    )
    note = fields.Text()
    amount = Won(related="version_id.amount", string="Expenditure")
    file_ids = fields.One2many("gotgan.budget.issue.file", "issue_id", readonly=True)
    file_count = fields.Integer(compute="_compute_file_count", aggregator=None)
    wanted_count = fields.Integer(
        string="Files to Be Made", compute="_compute_file_count", aggregator=None,
    )
    progress = fields.Float(compute="_compute_file_count", aggregator=None)
    date_issued = fields.Datetime(string="Issued At", readonly=True, copy=False)
    failure = fields.Text(string="Why It Could Not Be Made", readonly=True, copy=False)
    issuer_id = fields.Many2one(
        "res.users", string="Asked For By", readonly=True, copy=False, ondelete="restrict",
    )
    figures = fields.Char(
        string="Fingerprint of the Budget", readonly=True, copy=False,
        help="Of the figures and articles that the files are made of: all have the same.",
    )

    # ---- defaults and computes -------------------------------------------

    def _default_version_id(self):
        year = self.env["gotgan.fiscal.year"]._get_current()
        return self.env["gotgan.budget.version"]._get_head(year)

    @api.depends("version_id")
    def _compute_compare_id(self):
        for issue in self:
            issue.compare_id = issue._find_compare()

    @api.depends("version_id")
    def _compute_has_changes(self):
        for issue in self:
            issue.has_changes = issue.version_id.kind == "supplementary"

    @api.depends("file_ids", "state")
    def _compute_file_count(self):
        for issue in self:
            issue.file_count = len(issue.file_ids)
            issue.wanted_count = len(find_wanted(issue))
            issue.progress = (
                100 * issue.file_count / issue.wanted_count if issue.wanted_count else 0
            )

    @api.depends("version_id")
    def _compute_display_name(self):
        for issue in self:
            issue.display_name = issue.version_id.name or self.env._("(new)")

    def copy_data(self, default=None):
        """A copy is a new issue of the same choice."""
        return super().copy_data(default)

    # ---- actions ---------------------------------------------------------

    def action_issue(self):
        """Make the files now; a big book is made in the background."""
        big = self.filtered(lambda one: one._is_big())
        if self - big:
            (self - big)._do_transition("issue")
        if big:
            big._check_choice()
            big._do_transition("queue")
            cron_sudo = self.env.ref("gotgan_budget_paper.cron_issue").sudo()
            cron_sudo._trigger()
        return True

    def action_reopen(self):
        """Take it out of the queue, to choose anew, while none of its files is made."""
        return self._do_transition("reopen")

    def action_cancel(self):
        """Drop it."""
        return self._do_transition("cancel")

    def action_open_files(self):
        """Show the files of this issue in a list of their own."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_budget_paper.budget_issue_file_action",
        )
        action["domain"] = [("issue_id", "in", self.ids)]
        action["context"] = {}
        return action

    # ---- authority -------------------------------------------------------

    def _get_capacity_program(self, _value):
        return self.env._("Program") if self.env.uid == SUPERUSER_ID else ""

    def _get_authority_label(self, kind, value):
        if kind == "program":
            return self.env._("the program itself")
        return super()._get_authority_label(kind, value)

    # ---- making ----------------------------------------------------------

    def _find_compare(self):
        """Return the version that this one's figures stand beside."""
        version = self.version_id
        if version.base_id:
            return version.base_id
        before = self.env["gotgan.fiscal.year"].search(
            [("year", "=", version.fiscal_year_id.year - 1)], limit=1,
        )
        versions = self.env["gotgan.budget.version"].search(
            [("fiscal_year_id", "=", before.id), ("state", "=", "in_force")], order="position, id",
        )
        return versions[:1]

    def _is_big(self):
        return len(self.version_id._read_whole()) > AT_ONCE

    def _get_parts(self):
        """Return the chosen papers, in the order of the book."""
        return [kind for kind in PARTS if self[f"has_{kind}"]]

    def _get_kinds(self):
        return [kind for kind in ("pdf", "xlsx", "hwpx") if self[f"in_{kind}"]]

    def _get_data_kinds(self):
        return [kind for kind in DATA if self[f"with_{kind}"]]

    def _check_choice(self):
        self.filtered(lambda one: one.state == "draft")._check_nothing_made()
        for issue in self:
            if not find_wanted(issue):
                raise UserError(self.env._(
                    "%(issue)s: nothing is chosen. Choose papers and the kinds of files they are "
                    "to be made as, or an export.", issue=issue._get_document_label(),
                ))
            issue._check_sources()

    def _check_sources(self):
        """The e호조 export is read back as the same budget only where it has a column for all."""
        strange = find_strange_sources(self)
        if strange:
            raise UserError(self.env._(
                "%(issue)s: the e-Hojo export has no column for the funding sources %(sources)s. "
                "Put their money under one of the eleven sources of the export, or issue without "
                "it.", issue=self._get_document_label(), sources=", ".join(strange),
            ))

    def _check_nothing_made(self):
        """Refuse to choose anew where files of the choice before are kept: they stay."""
        for issue in self.filtered("file_ids"):
            raise UserError(self.env._(
                "%(issue)s: %(count)s of its files are made and stay as they are, so nothing else "
                "can be chosen. Cancel it and make a new one; a duplicate begins with the same "
                "choice.", issue=issue._get_document_label(), count=len(issue.file_ids),
            ))

    def _on_queue(self):
        self._write_locked({"issuer_id": self.env.uid, "tries": 0})

    def _on_reopen(self):
        self._check_nothing_made()

    def _on_fail(self, reason):
        self._write_locked({"failure": reason})

    def _on_issue(self):
        self._check_choice()
        for issue in self:
            issue._make_missing()
        self._write_locked({"date_issued": now(self.env), "failure": False})

    def _make_missing(self):
        """Make the files that are not made yet."""
        self.ensure_one()
        cache = {}
        for part, kind in self._find_missing():
            self._make_one(part, kind, cache)

    def _make_one(self, part, kind, cache):
        made = make_file(self, part, kind, cache)
        self._check_same_figures()
        # Nobody chooses anew, or cancels, what a file is being kept of.
        meet_on(self)
        self._keep(part, kind, made)

    def _check_same_figures(self):
        """All files of an issue are of the same figures, also where the budget is still a draft.

        :raises UserError: the budget was changed since the first file was made
        """
        figures = self.version_id._get_fingerprint()
        if self.figures and self.figures != figures:
            raise UserError(self.env._(
                "%(issue)s: the budget was changed while its files were made. Cancel it and make "
                "a new one; a duplicate begins with the same choice.",
                issue=self._get_document_label(),
            ))
        if not self.figures:
            self._write_locked({"figures": figures})

    def _get_issuer(self):
        """Return who gives the file out; of one made by the clock, who asked for it."""
        return self.issuer_id or self.env.user

    def _keep(self, part, kind, made):
        file_sudo = self.env["gotgan.budget.issue.file"].sudo()
        return file_sudo.create(file_sudo._prepare(self, part, kind, made))

    def _find_missing(self):
        """Return the files that are not made yet, in their order."""
        made = {(one.part, one.kind) for one in self.file_ids}
        return [one for one in find_wanted(self) if one not in made]
