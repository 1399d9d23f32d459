import base64
from collections import defaultdict
from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.fields import Won

from ..ehojo.problem import ERROR
from ..parts.columns import CARRYOVER, CONTINUING, DEBT, REVENUE, TRANSFER
from ..parts.plan import make_rows
from ..parts.reader import read_table
from ..parts.writer import TITLES, write_form
from ..preview import prepare_problems

# What is added up of each kind: of the rows of a file, and of the records.
FIGURES = {CONTINUING: "total_amount"}


class BudgetPartImport(models.TransientModel):
    """Bring in the rest of a budget book from a table (지방재정법 40).

    세입예산, 계속비, 채무부담행위, 명시이월비: of a draft that is being prepared, or of a budget
    whose expenditure was imported. The preview tries everything and undoes it; confirming does it
    all or nothing.
    """

    _name = "gotgan.budget.part.import"
    _description = "Rest of a Budget Book from a Table"

    state = fields.Selection(
        [("file", "File"), ("preview", "Preview")], default="file", required=True, readonly=True,
    )
    version_id = fields.Many2one(
        "gotgan.budget.version", string="Budget", required=True, ondelete="cascade",
        default=lambda self: self._default_version_id(),
        domain="[('state', 'in', ('draft', 'in_force')),"
               " ('kind', 'in', ('original', 'supplementary'))]",
    )
    kind = fields.Selection(
        [
            (REVENUE, "Revenue"),
            (CONTINUING, "Continuing Appropriations"),
            (DEBT, "Debt Authorizations"),
            (CARRYOVER, "Authorized Carry-Overs"),
            (TRANSFER, "Authorized Transfers"),
        ],
        required=True, default=REVENUE,
    )
    unit = fields.Selection(
        [("1000", "Thousand Won"), ("1", "Won")], required=True, default="1000",
        help="Of the amounts, where neither the heading (예산액(원)) nor a line above it "
             "(단위: 천원) says it.",
    )
    file = fields.Binary(help="CSV or XLSX; the headings are those of the empty form.")
    file_name = fields.Char()
    row_count = fields.Integer(string="Rows", readonly=True)
    present_count = fields.Integer(
        string="Rows Taken Out", readonly=True,
        help="The table takes the place of what the budget has of this kind.",
    )
    amount = Won(string="After This Table", readonly=True)
    error_count = fields.Integer(string="Errors", readonly=True)
    warning_count = fields.Integer(string="Notices", readonly=True)
    total_ids = fields.One2many("gotgan.budget.part.total", "wizard_id", readonly=True)
    problem_ids = fields.One2many("gotgan.budget.part.problem", "wizard_id", readonly=True)
    form = fields.Binary(readonly=True)

    def _default_version_id(self):
        """The one that is looked at; else the draft of the year, else the budget in force."""
        versions = self.env["gotgan.budget.version"]
        if self.env.context.get("active_model") == versions._name:
            return versions.browse(self.env.context.get("active_id"))
        year = self.env["gotgan.fiscal.year"]._get_current()
        return versions.search([
            ("fiscal_year_id", "=", year.id), ("state", "=", "draft"),
            ("kind", "in", ("original", "supplementary")),
        ], limit=1) or versions._get_head(year)

    # ---- actions ---------------------------------------------------------

    def action_preview(self):
        """Read the table, try everything, and show the sums and every fault."""
        self.ensure_one()
        rows, problems = self._read()
        self.write({**self._prepare_preview(rows, problems), "state": "preview"})
        return self._reopen()

    def action_back(self):
        """Choose another file or budget."""
        self.write({
            "state": "file", "problem_ids": [Command.clear()], "total_ids": [Command.clear()],
        })
        return self._reopen()

    def action_confirm(self):
        """Put the table into the budget; all of it or nothing."""
        self.ensure_one()
        rows, problems = self._read()
        if problems.errors:
            raise UserError(self.env._(
                "%(file)s has %(count)s errors and nothing was entered. Look at the preview again.",
                file=self.file_name or self.env._("The file"), count=problems.errors,
            ))
        self._enter(rows)
        return {
            "type": "ir.actions.act_window", "res_model": self.version_id._name,
            "res_id": self.version_id.id, "view_mode": "form", "views": [(False, "form")],
        }

    def action_download_form(self):
        """Hand over the empty form of this kind of table."""
        self.ensure_one()
        year = self.version_id.fiscal_year_id.year
        self.form = base64.b64encode(write_form(self.kind, year))
        name = f"{year}년도 {TITLES[self.kind]} 서식.xlsx"
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/form/{name}?download=true",
        }

    # ---- reading ---------------------------------------------------------

    def _read(self):
        """Return (what to write, problems) of the table as it is now."""
        rows, problems = read_table(self._get_bytes(), self.kind, int(self.unit))
        fault = self.version_id._find_fill_fault(self.kind)
        if fault:
            problems.add(0, "", fault[0], **fault[1])
        made = make_rows(rows, self.version_id, self.kind, problems)
        if not problems.errors:
            self._rehearse(made, problems)
        return made, problems

    def _get_bytes(self):
        if not self.file:
            raise UserError(self.env._("Choose the file first."))
        return base64.b64decode(self.with_context(bin_size=False).file)

    def _rehearse(self, rows, problems):
        """Do everything and undo it; what stands in the way is a problem of the preview."""
        try:
            with self.env.cr.savepoint() as savepoint:
                self._enter(rows)
                self.env.flush_all()
                savepoint.rollback()
        except UserError as error:
            problems.add(0, "", "refused", ERROR, message=str(error))
        self.env.invalidate_all(flush=False)

    def _enter(self, rows):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        self.version_id._fill(self.kind, rows, self.env._(
            "%(kind)s: %(count)s rows from the file %(file)s (SHA-256 %(digest)s).", kind=kind,
            count=len(rows), file=self.file_name or "-",
            digest=sha256(self._get_bytes()).hexdigest(),
        ))

    # ---- preview ---------------------------------------------------------

    @api.model
    def _add_up(self, rows, kind):
        """Return {fund id: [rows, won]} of rows of a file."""
        sums, name = defaultdict(lambda: [0, 0]), FIGURES.get(kind, "amount")
        for row in rows:
            values = row._asdict() if kind == REVENUE else row
            sums[values["fund_id"]][0] += 1
            sums[values["fund_id"]][1] += values[name]
        return sums

    def _prepare_preview(self, rows, problems):
        present = self.version_id._get_filled(self.kind)
        after, name = self._add_up(rows, self.kind), FIGURES.get(self.kind, "amount")
        before = {
            fund.id: sum(ones.mapped(name)) for fund, ones in present.grouped("fund_id").items()
        }
        return {
            "row_count": len(rows), "present_count": len(present),
            "amount": sum(won for _count, won in after.values()),
            "error_count": problems.errors, "warning_count": problems.warnings,
            "total_ids": [Command.clear(), *(Command.create({
                "fund_id": fund, "row_count": after[fund][0], "amount": after[fund][1],
                "present": before.get(fund, 0),
            }) for fund in sorted({*after, *before}))],
            "problem_ids": [Command.clear(), *map(Command.create, prepare_problems(problems))],
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window", "name": self.env._("Rest of a Budget Book"),
            "res_model": self._name, "res_id": self.id, "view_mode": "form", "target": "new",
        }
