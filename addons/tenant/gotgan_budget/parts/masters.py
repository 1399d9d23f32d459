"""What a version's fiscal year has, by what a table calls it. Nothing is created here."""

from collections import defaultdict

from ..ehojo.row import fold, subitem_code
from .columns import heading_of

LOCAL, AGENCY = "local_government", "affiliated_agency"


class PartMasters:
    """Finds the records that the cells of a row mean; what it cannot find it names."""

    def __init__(self, version, kind, problems):
        self.version, self.kind, self.problems = version, kind, problems
        self.env, self.year = version.env, version.fiscal_year_id
        self.is_agency = version.authority == "board"
        self.subject_set = AGENCY if self.is_agency else LOCAL
        self.funds = self._read("gotgan.fund")
        self.departments = self.env["hr.department"].search_read([], ["code", "name"], load=False)
        self.used = defaultdict(set)
        for _fund, department, project, *_rest in version._read_whole():
            self.used[department].add(project)
        self.projects = self._read("gotgan.program", ("level", "=", "project"))
        self.policies = self._read("gotgan.program", ("level", "=", "policy"))
        self.items = self._read(
            "gotgan.expenditure.object", ("subject_set", "=", self.subject_set),
            ("level", "in", ("item", "hang")),
        )
        self.subitems = self._read(
            "gotgan.expenditure.object", ("subject_set", "=", self.subject_set),
            ("level", "in", ("subitem", "mok", "semok")),
        )
        self.fundings = self._read("gotgan.funding.source")
        self._read_revenues()

    def _read(self, model, *domain):
        return self.env[model].search_read(
            [("fiscal_year_id", "=", self.year.id), *domain], ["code", "name"], load=False,
        )

    def _read_revenues(self):
        """The subjects of revenue with the names above them; a leaf has none below it."""
        rows = self.env["gotgan.revenue.source"].search_read([
            ("fiscal_year_id", "=", self.year.id), ("subject_set", "=", self.subject_set),
        ], ["code", "name", "level", "parent_id"], load=False)
        by_id = {row["id"]: row for row in rows}
        above = {row["parent_id"] for row in rows}
        self.revenues = [row for row in rows if row["id"] not in above]
        for row in self.revenues:
            row["path"], up = {}, row
            while up:
                row["path"][up["level"]] = fold(up["name"])
                up = by_id.get(up["parent_id"])

    # ---- finding ---------------------------------------------------------

    def find_place(self, row):
        """Return (fund id, department id), None for what was not found."""
        return (
            self.find_fund(row),
            self._find_one(row, self.departments, "department_code", "department",
                           "unknown_department", "ambiguous_department"),
        )

    def find_fund(self, row):
        return self._find_one(
            row, self.funds, "fund_code", "fund", "unknown_fund", "other_fund",
        )

    def _find_one(self, row, rows, code, name, unknown, ambiguous):
        given, called = row.texts[code], fold(row.texts[name])
        if given:
            found = [one for one in rows if one["code"] == given]
        else:
            found = [one for one in rows if fold(one["name"]) == called]
        shown = row.texts[name] or given
        if len(found) == 1:
            return found[0]["id"]
        if not shown:
            self.tell(row, name, "missing_value")
        else:
            self.tell(row, code if given else name, ambiguous if found else unknown,
                      value=shown, year=self.year.year)
        return None

    def find_project(self, row, department, is_needed=True):
        given, called = row.texts["project_code"], fold(row.texts["project"])
        if not given and not called:
            if is_needed:
                self.tell(row, "project", "missing_value")
            return None
        found = [
            one["id"] for one in self.projects
            if (one["code"] == given if given else fold(one["name"]) == called)
        ]
        own = [one for one in found if one in self.used[department]] if len(found) > 1 else found
        if len(own) == 1:
            return own[0]
        self.tell(row, "project", "ambiguous_project" if found else "unknown_project",
                  value=row.texts["project"] or given, year=self.year.year)
        return None

    def find_subitem(self, row):
        given = row.texts["subitem"]
        if not given:
            return False
        code = given if self.is_agency else subitem_code("", given)
        found = [one for one in self.subitems if code in (one["code"], one["name"])]
        if len(found) != 1:
            self.tell(row, "subitem", "unknown_subitem", value=given, year=self.year.year)
        return found[0]["id"] if len(found) == 1 else None

    def find_policy(self, row, column):
        """Return the id of a policy programme by its code or name; False where none is named."""
        return self._find_optional(row, column, self.policies, "policy")

    def find_item(self, row):
        return self._find_optional(row, "item", self.items, "item")

    def _find_optional(self, row, column, rows, what):
        given = row.texts[column]
        if not given:
            return False
        found = [one for one in rows if given == one["code"] or fold(given) == fold(one["name"])]
        if len(found) != 1:
            self.tell(row, column, f"{'ambiguous' if found else 'unknown'}_{what}", value=given,
                      year=self.year.year)
        return found[0]["id"] if len(found) == 1 else None

    def find_funding(self, row):
        given = fold(row.texts["funding"])
        found = [one["id"] for one in self.fundings if fold(one["name"]) == given]
        if given and not found:
            self.tell(row, "funding", "unknown_funding", value=row.texts["funding"])
        return found[0] if found else False

    def find_revenue(self, row):
        """Return the id of the 목 by its code, or by its name and those above it."""
        code, words = row.texts["source"], {
            level: fold(row.texts[level]) for level in ("jang", "gwan", "hang")
            if row.texts[level]
        }
        name = fold(row.texts["mok"])
        found = [
            one for one in self.revenues
            if (one["code"] == code if code else fold(one["name"]) == name)
            and (code or all(one["path"].get(level) == word for level, word in words.items()))
        ]
        if len(found) == 1:
            return found[0]["id"]
        column = "source" if code else "mok"
        if not code and not name:
            self.tell(row, "mok", "missing_value")
        else:
            self.tell(row, column, "ambiguous_revenue" if found else "unknown_revenue",
                      value=code or row.texts["mok"], year=self.year.year)
        return None

    def tell(self, row, column, code, *severity, **params):
        heading = heading_of(self.kind, column)
        self.problems.add(row.number, heading, code, *severity, **params)
