import csv
import hashlib
from pathlib import Path

from odoo import api, models
from odoo.fields import Command

from ..rules.edition_diff import count_kinds, diff_rows
from ..rules.edition_rows import Row, check_rows
from ..rules.table_file import read_table
from ..rules.tables import TABLES

FOLDER = Path(__file__).parent.parent / "data" / "tables"
BOTH = (2026, 2027)
# Table, file, the fiscal years it holds for, name of the edition, legal basis.
GUIDELINE = "지방자치단체 예산편성 운영기준(행정안전부 훈령 제449호)"
SHIPPED = (
    ("function", "function.csv", BOTH, "분야·부문", f"{GUIDELINE} 별표 9"),
    (
        "object_local",
        "expenditure_object_2026.csv",
        (2026,),
        "세출과목",
        "지방자치단체 예산편성 운영기준",
    ),
    ("object_local", "expenditure_object_2027.csv", (2027,), "세출과목", f"{GUIDELINE} 별표 11"),
    (
        "object_affiliated",
        "affiliated_expenditure.csv",
        BOTH,
        "출자·출연기관 세출과목",
        "지방공기업 예산편성기준",
    ),
    ("revenue_local", "revenue_source.csv", BOTH, "세입과목", "지방재정법 시행령 제47조"),
    (
        "revenue_affiliated",
        "affiliated_revenue.csv",
        BOTH,
        "출자·출연기관 세입과목",
        "지방공기업 예산편성기준",
    ),
    ("fund", "fund.csv", BOTH, "회계", "지방재정법 제9조"),
    ("funding_source", "funding_source.csv", BOTH, "재원", "e호조 세출예산 내려받기"),
)


class ClassificationLoader(models.AbstractModel):
    """Brings a list of checked changes into a table, as one edition; and loads what we ship."""

    _name = "gotgan.classification.loader"
    _description = "Loader of classification tables"

    # ---- one edition -------------------------------------------------------

    @api.model
    def _get_rows(self, key, year):
        """Return the rows of table ``key`` in ``year`` as plain rows, retired ones too."""
        table = TABLES[key]
        return [self._make_row(table, record) for record in self._get_records(key, year)]

    @api.model
    def _get_records(self, key, year):
        table = TABLES[key]
        domain = [("fiscal_year_id", "=", year.id)]
        if table.subject_set:
            domain.append(("subject_set", "=", table.subject_set))
        return self.env[table.model].with_context(active_test=False).search(domain)

    def _make_row(self, table, record):
        names = ["name", "definition", "verified", "confidence", "source", "note", *table.extra]
        values = {name: record[name] for name in names}
        if table.is_tree():
            values["level"] = record.level
        parent_code = (record.parent_id.code or "") if table.is_tree() else ""
        provisional = bool(table.blank_codes and record.provisional)
        return Row(0, record.code, parent_code, values, provisional, record.active)

    @api.model
    def _apply(self, key, year, changes, edition_vals, kept=()):
        """Carry out ``changes`` in table ``key`` of ``year``; return the edition that records them.

        :param changes: ``edition_diff.Change`` in any order
        :param dict edition_vals: name, origin, source and so on of the edition
        :param kept: changes that were not made because a person had changed the row
        """
        edition = self._create_edition(key, year, changes, edition_vals, kept)
        records = {record.code: record for record in self._get_records(key, year)}
        self._create_rows(key, year, edition, changes, records)
        touched = self.env[TABLES[key].model]
        for change in changes:
            record = records[change.code]
            if change.kind == "removed" and change.after is None:
                record.write({"active": False, "edition_id": edition.id})
            elif change.kind != "added":
                record.write(self._prepare_vals(key, change, records, edition))
            touched |= record
        touched._stamp_loaded()
        return edition

    def _create_rows(self, key, year, edition, changes, records):
        """Create the added rows, parents first, and put them into ``records``."""
        table = TABLES[key]
        added = [change for change in changes if change.kind == "added"]
        fixed = {"fiscal_year_id": year.id}
        if table.subject_set:
            fixed["subject_set"] = table.subject_set
        for level in list(table.levels) or [None]:
            batch = [one for one in added if one.after.values.get("level") == level]
            created = self.env[table.model].create(
                [{**self._prepare_vals(key, one, records, edition), **fixed} for one in batch]
            )
            records.update(zip([one.code for one in batch], created, strict=True))

    def _prepare_vals(self, key, change, records, edition):
        """Return the values of the row after ``change``."""
        table, row = TABLES[key], change.after
        vals = {**row.values, "active": row.active, "edition_id": edition.id}
        if change.kind == "added":
            vals["code"] = row.code
        if table.is_tree():
            vals["parent_id"] = records[row.parent_code].id if row.parent_code else False
        if table.blank_codes:
            vals["provisional"] = row.provisional
        return vals

    def _create_edition(self, key, year, changes, edition_vals, kept):
        counts = count_kinds(changes)
        edition_sudo = self.env["gotgan.classification.edition"].sudo()
        edition = edition_sudo.create(
            {
                "table": key,
                "fiscal_year_id": year.id,
                "added_count": counts["added"] + counts["restored"],
                "renamed_count": counts["renamed"],
                "moved_count": counts["moved"],
                "changed_count": counts["changed"],
                "removed_count": counts["removed"],
                **edition_vals,
            }
        )
        change_sudo = self.env["gotgan.classification.edition.change"].sudo()
        fixed = {"edition_id": edition.id}
        change_sudo.create(
            [
                *({**self._describe(key, one), **fixed} for one in changes),
                *({**self._describe(key, one), **fixed, "kind": "kept"} for one in kept),
            ]
        )
        return edition.sudo(False)

    @api.model
    def _describe(self, key, change):
        """Return one change as people read it; the preview and the history show the same."""
        before, after = change.before, change.after
        columns = self.env[TABLES[key].model].fields_get(change.fields, ["string"])
        details = [
            f"{columns[name]['string']}: {_show(before, name)} → {_show(after, name)}"
            for name in change.fields
            if name != "name"
        ]
        return {
            "kind": change.kind,
            "row_number": after.number if after else 0,
            "code": change.code,
            "name_before": before and before.values.get("name"),
            "name_after": after and after.values.get("name"),
            "parent_before": before and before.parent_code,
            "parent_after": after and after.parent_code,
            "details": "\n".join(details),
        }

    # ---- what we ship ------------------------------------------------------

    @api.model
    def _load_shipped(self):
        """Bring in the tables that come with the program; run at every installation and upgrade.

        A file that was loaded before is skipped. Rows a person changed, and rows of an edition a
        person imported, are left as they are, and the edition says so.
        """
        years = {year.year: year for year in self.env["gotgan.fiscal.year"].search([])}
        for key, file_name, numbers, name, basis in SHIPPED:
            for number in numbers:
                if number in years:
                    self._load_shipped_table(key, file_name, years[number], name, basis)
        if set(BOTH) <= set(years):
            self._load_shipped_mapping(years[2026], years[2027])
        self._load_shipped_governments()

    def _load_shipped_table(self, key, file_name, year, name, basis):
        content = (FOLDER / file_name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if self.env["gotgan.classification.edition"].search_count(
            [
                ("table", "=", key),
                ("fiscal_year_id", "=", year.id),
                ("origin", "=", "shipped"),
                ("file_digest", "=", digest),
            ],
            limit=1,
        ):
            return
        existing = self._get_rows(key, year)
        raw, problems = read_table(content)
        rows, faults = check_rows(TABLES[key], raw, existing)
        if problems or faults:
            raise ValueError(f"{file_name}: {problems + faults}")
        changes, kept = self._split_kept(key, year, diff_rows(existing, rows))
        self._apply(
            key,
            year,
            changes,
            {
                "name": name,
                "origin": "shipped",
                "legal_basis": basis,
                "file_name": file_name,
                "file_digest": digest,
                "row_count": len(rows),
            },
            kept,
        )

    def _split_kept(self, key, year, changes):
        """Return ``(changes to make, changes to leave)``: rows a person touched are left."""
        ours = {
            record.code
            for record in self._get_records(key, year)
            if record.edition_id.origin == "shipped" and record._is_untouched()
        }
        make = [one for one in changes if one.kind == "added" or one.code in ours]
        kept = [
            one
            for one in changes
            if one.kind != "added" and one.code not in ours and one.after is not None
        ]
        return make, kept

    def _load_shipped_mapping(self, old, new):
        """Load 신구대비, each row tied to the objects of both years where they exist."""
        objects = self.env["gotgan.expenditure.object"].with_context(active_test=False)
        by_code = {
            year: objects._get_by_code(year, self._read_codes(), subject_set="local_government")
            for year in (old, new)
        }
        self.env["gotgan.classification.mapping"]._upsert_bundled(
            ("from_year_id", "to_year_id", "from_code", "to_code"),
            [
                {
                    **_flags(line, "verified", "needs_decision"),
                    "from_year_id": old.id,
                    "to_year_id": new.id,
                    "from_object_id": by_code[old].get(line["from_code"], objects).id,
                    "to_object_id": by_code[new].get(line["to_code"], objects).id,
                }
                for line in _read_lines("mapping_2026_2027.csv")
            ],
        )

    def _read_codes(self):
        lines = _read_lines("mapping_2026_2027.csv")
        return {line["from_code"] for line in lines} | {line["to_code"] for line in lines}

    def _load_shipped_governments(self):
        """Load the 243 local governments, upper ones first, and the history of their codes."""
        governments = self.env["gotgan.local.government"]
        lines = [_flags(line, "verified") for line in _read_lines("local_government.csv")]
        for tier in ("upper", "basic"):
            ids = {one.code: one.id for one in governments.search([])}
            governments._upsert_bundled(
                ("code",),
                [
                    {
                        **_without(line, "parent_code"),
                        "parent_id": ids.get(line["parent_code"], False),
                    }
                    for line in lines
                    if line["tier"] == tier
                ],
            )
        ids = {one.code: one.id for one in governments.search([])}
        self._load_shipped_history(ids)

    def _load_shipped_history(self, ids):
        """Load who held which code when; ``ids`` are the present governments by code."""
        self.env["gotgan.local.government.history"]._upsert_bundled(
            ("code", "name"),
            [
                {
                    **_without(_flags(line, "verified"), "now_codes"),
                    "government_ids": [
                        Command.set([ids[code] for code in line["now_codes"].split("/")])
                    ],
                }
                for line in _read_lines("local_government_history.csv")
            ],
        )


def _show(row, name):
    """Return one value of a row as people read it."""
    value = row.values.get(name)
    if isinstance(value, bool):
        return "○" if value else "×"
    return value or "-"


def _read_lines(file_name):
    """Return the lines of one of our own files; empty cells are False."""
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as lines:
        return [
            {name: text or False for name, text in line.items()} for line in csv.DictReader(lines)
        ]


def _flags(line, *names):
    """Return ``line`` with yes and no of ``names`` as booleans."""
    return {**line, **{name: line[name] == "yes" for name in names}}


def _without(line, *names):
    return {name: value for name, value in line.items() if name not in names}
