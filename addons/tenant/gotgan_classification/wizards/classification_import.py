import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.classification_edition import TABLE_LABELS
from ..rules.edition_diff import diff_rows
from ..rules.edition_rows import check_rows
from ..rules.table_file import Problem, read_table
from ..rules.tables import TABLES

SIZE_LIMIT = 10_000_000


class ClassificationImport(models.TransientModel):
    """Imports a new edition of a classification table: file, preview, confirm.

    The preview is only shown. Confirming reads the file again and compares it with the table as it
    is then; when that no longer gives what was shown, the person is asked to look again.
    """

    _name = "gotgan.classification.import"
    _description = "Import an Edition"

    table = fields.Selection(TABLE_LABELS, required=True, default="object_local")
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year",
        required=True,
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    name = fields.Char(string="Edition Name", help="Such as: Annex 11, corrected in March.")
    source = fields.Char(help="Who published it, and where.")
    legal_basis = fields.Char(help="Such as the decree and its annex.")
    file = fields.Binary(required=True, help="CSV or XLSX. The first row names the columns.")
    file_name = fields.Char()
    complete = fields.Boolean(
        string="Whole Table",
        default=True,
        help="Rows the file does not name are retired. Untick it to add or correct some rows only.",
    )
    state = fields.Selection(
        [("file", "File"), ("preview", "Preview")],
        default="file",
        required=True,
    )
    line_ids = fields.One2many("gotgan.classification.import.line", "import_id", string="Preview")
    preview_digest = fields.Char(readonly=True)
    row_count = fields.Integer(string="Rows in the File", readonly=True)
    change_count = fields.Integer(string="Changed Rows", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged Rows", readonly=True)
    removed_count = fields.Integer(string="Retired Rows", readonly=True)
    problem_count = fields.Integer(string="Problems", readonly=True)

    def action_preview(self):
        """Read the file and show what it would change, and what is wrong with it."""
        self.ensure_one()
        rows, changes, problems = self._read()
        lines = [self._prepare_problem_line(one) for one in problems]
        if not problems:
            loader = self.env["gotgan.classification.loader"]
            lines = [loader._describe(self.table, one) for one in changes]
        touched = {one.code for one in changes if one.after is not None}
        self.write(
            {
                "state": "preview",
                "line_ids": [Command.clear(), *map(Command.create, lines)],
                "preview_digest": self._get_digest(changes),
                "row_count": len(rows),
                "change_count": len(changes),
                "unchanged_count": 0 if problems else len(rows) - len(touched),
                "removed_count": sum(one.kind == "removed" for one in changes),
                "problem_count": len(problems),
            }
        )
        return self._reopen()

    def action_back(self):
        """Choose another file."""
        self.write({"state": "file", "line_ids": [Command.clear()]})
        return self._reopen()

    def action_confirm(self):
        """Bring the edition in, all of it or nothing; return to it."""
        self.ensure_one()
        rows, changes, problems = self._read()
        if problems:
            raise UserError(
                self.env._(
                    "%(file)s has %(count)s problems, and nothing was imported. First: %(problem)s",
                    file=self.file_name or self.env._("The file"),
                    count=len(problems),
                    problem=self._explain(problems[0]),
                )
            )
        if self.state != "preview" or self._get_digest(changes) != self.preview_digest:
            raise UserError(
                self.env._(
                    "The table or the file has changed since the preview. "
                    "Look at the preview again, then confirm.",
                )
            )
        if not changes:
            raise UserError(
                self.env._(
                    "The file changes nothing in %(year)s: every row is already there.",
                    year=self.fiscal_year_id.display_name,
                )
            )
        return self._open_edition(self._import(rows, changes))

    def _import(self, rows, changes):
        """Apply the changes under the person's own rights; return the edition."""
        content = self._get_content()
        labels = dict(self._fields["table"]._description_selection(self.env))
        return self.env["gotgan.classification.loader"]._apply(
            self.table,
            self.fiscal_year_id,
            changes,
            {
                "name": self.name or labels[self.table],
                "origin": "imported",
                "source": self.source,
                "legal_basis": self.legal_basis,
                "file_name": self.file_name,
                "file_digest": hashlib.sha256(content).hexdigest(),
                "row_count": len(rows),
            },
        )

    def _read(self):
        """Return ``(rows, changes, problems)`` of the file against the table as it is now."""
        content = self._get_content()
        if len(content) > SIZE_LIMIT:
            return [], [], [Problem(0, "too_big", {"limit": SIZE_LIMIT // 1_000_000})]
        raw, problems = read_table(content)
        if problems:
            return [], [], problems
        loader = self.env["gotgan.classification.loader"]
        existing = loader._get_rows(self.table, self.fiscal_year_id)
        rows, problems = check_rows(TABLES[self.table], raw, existing, self.complete)
        changes = [] if problems else diff_rows(existing, rows, self.complete)
        return rows, changes, sorted(problems, key=lambda one: one.row)

    def _get_content(self):
        return base64.b64decode(self.file or b"")

    @api.model
    def _get_digest(self, changes):
        return hashlib.sha256(repr(changes).encode()).hexdigest()

    def _prepare_problem_line(self, problem):
        return {
            "kind": "problem",
            "row_number": problem.row,
            "code": problem.values.get("code", ""),
            "details": self._describe_problem(problem),
        }

    def _explain(self, problem):
        """Return a problem in the user's language, with its row."""
        text = self._describe_problem(problem)
        if not problem.row:
            return text
        return self.env._("Row %(row)s: %(text)s", row=problem.row, text=text)

    def _describe_problem(self, problem):
        values = dict(problem.values)
        if "column" in values:
            values["column"] = self._get_column_labels().get(values["column"], values["column"])
        return self._get_problem_texts()[problem.kind] % values

    @api.model
    def _get_problem_texts(self):
        """Return what to say for each kind of problem; each names what to do."""
        _ = self.env._
        return {
            "empty": _("The file is empty. Choose the file again."),
            "too_big": _("The file is larger than %(limit)s MB. A code table is smaller."),
            "encoding": _("The text cannot be read. Save the file as CSV (UTF-8) or XLSX."),
            "broken_csv": _("The CSV is broken (%(error)s). Save it again from the spreadsheet."),
            "broken_workbook": _(
                "The XLSX is broken (%(error)s). Save it again from the spreadsheet."
            ),
            "unknown_column": _("The column “%(column)s” is not known. Rename or remove it."),
            "double_column": _("The column “%(column)s” appears twice. Remove one."),
            "missing_column": _("The column “%(column)s” is missing. Add it to the first row."),
            "no_rows": _("There is a first row but nothing under it."),
            "no_name": _("The name of “%(code)s” is missing."),
            "no_code": _("The code of “%(name)s” is missing."),
            "bad_code": _(
                "“%(code)s” is not a code of this table. A spreadsheet may have dropped a "
                "leading zero: format the column as text."
            ),
            "bad_value": _("“%(value)s” is not possible in the column %(column)s."),
            "double_code": _("The code %(code)s is already in row %(first)s. Keep one of them."),
            "unknown_parent": _("The parent %(parent)s of %(code)s is not in the table."),
            "no_parent": _("The parent code of %(code)s is missing."),
            "bad_parent": _("%(code)s cannot stand under “%(parent)s” at its level."),
        }

    @api.model
    def _get_column_labels(self):
        """Return what the columns are called on screen; the reader knows these words too."""
        _ = self.env._
        return {
            "code": _("Code"),
            "name": _("Name"),
            "level": _("Level"),
            "parent_code": _("Parent Code"),
            "verified": _("Confirmed"),
            "confidence": _("Confidence"),
            "active": _("In Use"),
            "kind": _("Kind of Fund"),
            "origin": _("Origin of Money"),
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import an Edition"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _open_edition(self, edition):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Edition"),
            "res_model": edition._name,
            "res_id": edition.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
