import base64
import io
import zipfile
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_classification.rules.table_file import read_grid

from ..models.approval_delegation import OFFICE
from ..models.approval_regulation_mixin import HOLDING
from ..ranges import do_overlap, find_gaps
from ..table.rows import read_rows

MOST_BYTES, MOST_UNPACKED = 10_000_000, 200_000_000
EVERYWHERE = ("", "공통", "전부서", "전체", "각부서", "해당부서", "-")


class DelegationImport(models.TransientModel):
    """Brings the agency's 위임전결규정 별표 in from a spreadsheet: file, preview, in force.

    The preview names every row and what becomes of it. Putting it in force reads the file again,
    and does all of it or nothing.
    """

    _name = "gotgan.approval.delegation.import"
    _description = "Import of the Regulation on Delegated Decisions"

    file = fields.Binary(required=True, help="XLSX or CSV, as the agency keeps its table.")
    file_name = fields.Char()
    table = fields.Char(
        required=True, default=lambda self: self.env._("Table 1"),
        help="How the lines cite it: name of the regulation and number of the table.",
    )
    date_from = fields.Date(
        string="In Force From", required=True, default=lambda self: today(self.env),
    )
    post_clause = fields.Char(
        string="Article on Post-Approval",
        help="Which article lets urgent matters be decided afterwards, where the table marks some.",
    )
    state = fields.Selection(
        [("file", "File"), ("preview", "Preview")], default="file", required=True,
    )
    row_ids = fields.One2many("gotgan.approval.delegation.import.row", "import_id", string="Rows")
    new_count = fields.Integer(string="New", readonly=True)
    changed_count = fields.Integer(string="Changed", readonly=True)
    same_count = fields.Integer(string="Unchanged", readonly=True)
    left_count = fields.Integer(string="Left Out", readonly=True)
    problem_count = fields.Integer(string="To Be Solved", readonly=True)
    missing = fields.Text(
        string="In Force, but Not in the File", readonly=True,
        help="They stay in force. End them one by one if the new table has dropped them.",
    )

    def action_preview(self):
        """Read the file and say of every row what would become of it."""
        self.ensure_one()
        self._show(self._read_entries(), {}, frozenset())
        return self._reopen()

    def action_refresh(self):
        """Judge the rows again by what was chosen in the preview."""
        self.ensure_one()
        self._show(self._read_entries(), self._get_meanings(), self._get_left_rows())
        return self._reopen()

    def action_leave_unknown(self):
        """Leave out every row whose work is not known here, and judge the rest again."""
        self.ensure_one()
        unknown = self.row_ids.filtered(lambda one: one.fault == "no_kind")
        unknown.write({"leave_out": True})
        return self.action_refresh()

    def action_back(self):
        """Choose another file."""
        self.write({"state": "file", "row_ids": [Command.clear()]})
        return self._reopen()

    def action_confirm(self):
        """Put the rows in force from their day on, all of them or none."""
        self.ensure_one()
        meanings = self._get_meanings()
        self._show(self._read_entries(), meanings, self._get_left_rows())
        if self.problem_count:
            first = self.row_ids.filtered("fault")[:1]
            raise UserError(self.env._(
                "%(count)s rows are not understood yet, and nothing was written. First, row "
                "%(row)s: %(why)s", count=self.problem_count, row=first.row_number,
                why=first.message,
            ))
        wanted = self.row_ids.filtered(lambda one: one.outcome in ("new", "changed"))
        if not wanted:
            raise UserError(self.env._(
                "The file changes nothing: every row of it is in force already.",
            ))
        rows = self.env["gotgan.approval.delegation"].create(
            [one._prepare_delegation() for one in wanted],
        )
        rows.action_enforce()
        self.env["gotgan.approval.work"]._remember(meanings)
        return self._open_rows(rows)

    # ---- reading -----------------------------------------------------------------

    def _read_entries(self):
        """Return what the file says.

        :raises UserError: the file as a whole cannot be read
        """
        content = base64.b64decode(self.file or b"")
        fault = self._find_fault(content)
        entries = []
        if not fault:
            grid, problems = read_grid(content)
            fault = problems[0].kind if problems else ""
            if not fault:
                entries, fault = read_rows(grid)
        if fault:
            raise UserError(self._word_file_fault(fault))
        return entries

    def _find_fault(self, content):
        if not content.strip(b"\0 \r\n\t"):
            return "empty"
        if len(content) > MOST_BYTES:
            return "too_big"
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            return "old_excel"
        if not content.startswith(b"PK\x03\x04"):
            return ""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                unpacked = sum(one.file_size for one in archive.infolist())
        except zipfile.BadZipFile:
            return "broken_workbook"
        return "too_big" if unpacked > MOST_UNPACKED else ""

    def _word_file_fault(self, fault):
        _ = self.env._
        return {
            "empty": _("The file is empty. Choose the file again."),
            "too_big": _("The file is larger than a table of a regulation. Choose the right one."),
            "old_excel": _("This is an old Excel file (XLS). Save it as XLSX or CSV."),
            "encoding": _("The text cannot be read. Save the file as XLSX or CSV (UTF-8)."),
            "broken_csv": _("The CSV is broken. Save it again from the spreadsheet."),
            "broken_workbook": _("The XLSX is broken. Save it again from the spreadsheet."),
            "no_header": _(
                "No line names at least two posts (팀장, 과장, 국장 …). Put the posts that decide "
                "at the top of their columns, on the first sheet."
            ),
            "no_work": _(
                "No column says which work is decided. Name it 단위업무 at the top of the table."
            ),
            "no_rows": _("There are headings, but no rows under them."),
            "too_many": _("The file has more rows than a table of a regulation. Split it."),
        }[fault]

    # ---- judging -----------------------------------------------------------------

    def _get_meanings(self):
        """Return {words of a work: kind, '' where it is not decided here} as chosen."""
        return {
            one.work: one.kind or ""
            for one in self.row_ids if one.work and (one.kind or one.leave_out)
        }

    def _get_left_rows(self):
        """Return the numbers of rows that are left out though their work is decided here."""
        return {one.row_number for one in self.row_ids if one.leave_out and one.kind}

    def _show(self, entries, chosen, left):
        """Make the preview of ``entries``; what was ``chosen`` goes before earlier years' words."""
        known = self.env["gotgan.approval.work"]._find_meanings({one.work for one in entries})
        meanings = {**known, **chosen}
        rows = [self._prepare_row(one, meanings, one.row in left) for one in entries]
        self._mark_conflicts(rows)
        held = self._find_held(rows)
        for row in rows:
            self._judge(row, held)
        self._mark_gaps(rows, held)
        for row in rows:
            if row["fault"]:
                row["outcome"] = "problem"
        counts = Counter(row["outcome"] for row in rows)
        self.write({
            "state": "preview",
            "row_ids": [Command.clear(), *(
                Command.create({name: value for name, value in row.items() if name[0] != "_"})
                for row in rows
            )],
            "new_count": counts["new"], "changed_count": counts["changed"],
            "same_count": counts["same"], "left_count": counts["left"],
            "problem_count": counts["problem"], "missing": self._word_missing(rows, held),
        })

    def _prepare_row(self, entry, meanings, is_left):
        """Return the values of a preview row; ``_slot`` says which rows it stands beside."""
        works = self.env["gotgan.approval.work"]
        kind = meanings.get(entry.work)
        left = is_left or kind == ""
        kind = works._guess(entry.work) if kind is None else kind
        department = self._find_department(entry.department)
        office = kind and self.env["gotgan.approval"]._get_office_of_kind(kind)
        fault, facts = self._find_row_fault(entry, kind, department, office)
        department_id = department.id if department else False
        return {
            "row_number": entry.row, "work": entry.work, "kind": kind or False, "leave_out": left,
            "level": OFFICE if office else entry.level or False,
            "review_level": entry.level if office else False,
            "amount_from": entry.low, "amount_to": entry.high, "department_id": department_id,
            "clause": " ".join(filter(None, (self.table, entry.number, entry.work)))[:200],
            "post_days": entry.post_days or 0, "fault": False if left else fault,
            "message": "" if left or not fault else self._word_fault(fault, facts),
            "outcome": "left" if left else False,
            "_slot": f"{kind}:{department_id or ''}",
        }

    def _find_row_fault(self, entry, kind, department, office):
        """Return (why a row cannot be taken over, what the words name)."""
        if entry.fault or not kind:
            return entry.fault or "no_kind", entry.facts
        if department is None:
            return "department", {"text": entry.department}
        if entry.post_days and office:
            return "post_office", {}
        if entry.post_days and not (self.post_clause or "").strip():
            return "post_clause", {}
        return "", {}

    @api.model
    def _find_department(self, name):
        """Return the department of that name, an empty one for all, or None if there is none."""
        departments = self.env["hr.department"]
        if name.replace(" ", "") in EVERYWHERE:
            return departments
        return departments.search([("name", "=", name.strip())], limit=1) or None

    def _mark_conflicts(self, rows):
        """Name rows that decide about the same amount of the same kind of document."""
        sound = [row for row in rows if not row["fault"] and row["outcome"] != "left"]
        for place, row in enumerate(sound):
            for other in sound[:place]:
                if row["_slot"] == other["_slot"] and do_overlap(_range(row), _range(other)):
                    row.update(fault="conflict", message=self._word_fault(
                        "conflict", {"row": other["row_number"]},
                    ))
                    break

    def _find_held(self, rows):
        """Return {slot: the rows in force that day or later}."""
        slots = {row["_slot"] for row in rows if row["kind"]}
        held = self.env["gotgan.approval.delegation"].search([
            ("slot", "in", list(slots)), ("state", "in", HOLDING),
            "|", ("date_to", "=", False), ("date_to", ">=", self.date_from),
        ])
        return held.grouped("slot")

    def _judge(self, row, held):
        """Say whether a row is new, changed or the same as what is in force."""
        if row["fault"] or row["outcome"] == "left":
            return
        others = held.get(row["_slot"], self.env["gotgan.approval.delegation"])
        if any(self._is_same(row, one) for one in others):
            row["outcome"] = "same"
            return
        touched = others.filtered(lambda one: do_overlap(one._get_range(), _range(row)))
        row["outcome"] = "changed" if touched else "new"
        row["message"] = self._word_change(touched) if touched else ""

    def _is_same(self, row, held):
        return (
            held._get_range() == _range(row)
            and (held.level, held.review_level or False) == (row["level"], row["review_level"])
            and held.clause == row["clause"]
            and (held.post_approval_days if held.post_approval else 0) == row["post_days"]
        )

    def _mark_gaps(self, rows, held):
        """Name rows that would end another a part of whose amounts nobody would decide about."""
        new = [row for row in rows if row["outcome"] in ("new", "changed") and not row["fault"]]
        for slot, others in held.items():
            ours = [row for row in new if row["_slot"] == slot]
            for old in others:
                touching = [row for row in ours if do_overlap(old._get_range(), _range(row))]
                gaps = touching and find_gaps(old._get_range(), [_range(row) for row in ours])
                if gaps:
                    touching[0].update(fault="gap", message=self._word_fault("gap", {
                        "other": old.display_name, "gap": old._get_gap_label(gaps[0]),
                    }))

    # ---- words -------------------------------------------------------------------

    def _word_fault(self, fault, facts):
        """Return why a row cannot be taken over, and what to do."""
        _ = self.env._
        return {
            "no_words": _("It does not say which work is decided. Fill in the column 단위업무."),
            "no_kind": _(
                "No kind of document is known by these words. Choose the kind here, or leave the "
                "row out if such documents are not decided in this system."
            ),
            "nobody": _("No post is marked. Put ○ under the post that decides, or leave it out."),
            "two_posts": _("More than one post is marked. Leave one ○, under who decides."),
            "staff": _(
                "The staff member is marked, but nobody decides what he drafted himself. Mark the "
                "team leader, or leave the row out."
            ),
            "no_bound": _(
                "“%(text)s” does not say on which side the amount lies. Write 이상·초과 and "
                "이하·미만."
            ),
            "words": _(
                "“%(text)s” is not read as an amount. Write it like 5천만원 초과 1억원 이하."
            ),
            "two_bounds": _("“%(text)s” has two limits on the same side. Write one of each."),
            "nothing_between": _("Nothing lies between the amounts of “%(text)s”. Correct them."),
            "post": _("“%(text)s” under 후결 is not understood. Write ○ or the days: 3일."),
            "post_clause": _(
                "It may be decided afterwards, but the article that permits it is missing. Enter "
                "it on the first page."
            ),
            "post_office": _(
                "By law an accounting officer decides it, and never afterwards. Take 후결 out of "
                "this row."
            ),
            "department": _("There is no department “%(text)s”. Correct its name, or enter it."),
            "conflict": _(
                "It decides about the same amounts as row %(row)s. Documents are told apart by "
                "kind, amount and department only. Leave one of the two out."
            ),
            "gap": _(
                "It would end %(other)s, but %(gap)s of that would be left to nobody but the head. "
                "Let the file decide about all of its amounts."
            ),
        }[fault] % facts

    def _word_change(self, touched):
        return self.env._(
            "Ends: %(rows)s",
            rows=", ".join(
                f"{one._get_range_label()} {one._get_level_label()}" for one in touched
            ),
        )

    def _word_missing(self, rows, held):
        """Return the rows in force that the file neither repeats nor replaces."""
        left = [
            old for slot, others in held.items() for old in others
            if not any(
                row["_slot"] == slot and row["outcome"] in ("new", "changed", "same")
                and (do_overlap(old._get_range(), _range(row)))
                for row in rows
            )
        ]
        return "\n".join(f"{one.display_name} ({one._get_range_label()})" for one in left)

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import the Regulation"),
            "res_model": self._name, "res_id": self.id, "view_mode": "form", "target": "new",
            "context": {"dialog_size": "extra-large" if self.state == "preview" else "large"},
        }

    def _open_rows(self, rows):
        return {
            "type": "ir.actions.act_window", "name": self.env._("Rows Put in Force"),
            "res_model": rows._name, "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")], "domain": [("id", "in", rows.ids)],
        }


def _range(row):
    return row["amount_from"], row["amount_to"]
