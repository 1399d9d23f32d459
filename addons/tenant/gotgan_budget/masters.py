"""From the names in a file to the records they mean, and the opening of those that are missing.

Everything is read once per fiscal year into dictionaries: a hundred thousand rows ask nothing of
the database. What is created here is a budget's own: departments, funds, programmes. Codes that
law defines (functions, objects, funding sources) are never created; an unknown one is a problem.
"""

import re
from collections import defaultdict

from .ehojo.columns import SOURCES
from .ehojo.row import fold
from .ehojo.rules import Catalogue

# Departments without a code in the export are given one: D and four digits.
GIVEN_CODE = re.compile(r"D\d{4,}")
FUND_KINDS = (("general", "일반회계"), ("trust", "기금"), ("public_enterprise", "공기업"))
LEVELS = ("policy", "unit", "project")


def guess_fund_kind(code, name):
    """Return the kind of a fund that the tenant does not know yet.

    >>> guess_fund_kind("100", "일반회계"), guess_fund_kind("210", "상수도사업 공기업특별회계")
    ('general', 'public_enterprise')
    >>> guess_fund_kind("301", "교통사업특별회계"), guess_fund_kind("701", "재난관리기금")
    ('special', 'trust')
    """
    for kind, word in FUND_KINDS:
        if word in name:
            return kind
    return "special"


class Masters:
    """The masters of one fiscal year, by what an export calls them."""

    def __init__(self, fiscal_year):
        self.env, self.year = fiscal_year.env, fiscal_year
        self.subitems = self._read_objects()
        self.functions = self._read_functions()
        self.funds = {row.code: row for row in self._search("gotgan.fund")}
        sources = self._search("gotgan.funding.source")
        self.sources = {row.name: row.id for row in reversed(sources)}  # the first code wins
        self._read_departments()
        self._read_programs()

    # ---- reading ---------------------------------------------------------

    def _search(self, model, *domain):
        return self.env[model].search([("fiscal_year_id", "=", self.year.id), *domain])

    def _read_objects(self):
        rows = self._search(
            "gotgan.expenditure.object",
            ("level", "=", "subitem"), ("subject_set", "=", "local_government"),
        )
        return {row.code: (row.id, row.name) for row in rows}

    def _read_functions(self):
        rows = self._search("gotgan.function", ("level", "=", "section"))
        return {(fold(row.parent_id.name), fold(row.name)): row.id for row in rows}

    def _read_departments(self):
        rows = self.env["hr.department"].search_read([], ["name", "code"], order="id")
        self.department_codes = {row["code"]: row["id"] for row in rows if row["code"]}
        self.department_names = defaultdict(list)
        self.uncoded = {}
        for row in rows:
            self._keep_department(row["id"], row["name"], row["code"])

    def _keep_department(self, department_id, name, code):
        name = " ".join(name.split())
        self.department_names[name].append(department_id)
        if not code or GIVEN_CODE.fullmatch(code):
            self.uncoded.setdefault(name, department_id)

    def _read_programs(self):
        rows = self._search("gotgan.program").read(
            ["level", "parent_id", "function_id", "name", "code", "code_given"], load=False,
        )
        self.program_codes = {(row["level"], row["code"]): row["id"] for row in rows}
        self.program_names = {}
        for row in rows:
            above = row["function_id"] if row["level"] == "policy" else row["parent_id"]
            place = (row["level"], above, row["name"])
            if row["code_given"] or place not in self.program_names:
                self.program_names[place] = (row["id"], row["code_given"])

    def get_catalogue(self):
        """Return what the rules of a file ask: codes and names, no records."""
        return Catalogue(
            self.year.year,
            {code: name for code, (_id, name) in self.subitems.items()},
            self.functions,
            {code: fund.name for code, fund in self.funds.items()},
            {name: len(ids) for name, ids in self.department_names.items()},
        )

    # ---- finding ---------------------------------------------------------

    def find_department(self, department):
        """Return the id of ``department`` (a Named), None where there is none yet."""
        if not department.code:
            return next(iter(self.department_names.get(department.name, ())), None)
        return self.department_codes.get(department.code) or self.uncoded.get(department.name)

    def find_program(self, level, above, program):
        """Return the id of ``program`` (a Named) under ``above``; a function above a policy."""
        by_code = self.program_codes.get((level, program.code)) if program.code else None
        found, given = self.program_names.get((level, above, program.name), (None, False))
        return by_code or (found if given or not program.code else None)

    def find_project(self, key):
        """Return the id of the project of a line's Key, None where its path is not complete."""
        above = self.functions.get(key.function)
        for level in LEVELS:
            above = above and self.find_program(level, above, getattr(key, level))
        return above

    def find_address(self, key):
        """Return (year, fund, department, project, subitem) ids of a Key, None if one lacks."""
        fund = self.funds.get(key.fund)
        address = (
            self.year.id, fund.id if fund else None, self.find_department(key.department),
            self.find_project(key), self.subitems.get(key.subitem, (None,))[0],
        )
        return address if all(address) else None

    def find_pair(self, department, fund):
        """Return (department id, fund id); what has no record yet stands for itself."""
        known = self.funds.get(fund)
        return self.find_department(department) or department, known.id if known else fund

    def find_pairs(self, plan):
        """Return the (department id, fund id) pairs a plan speaks about, as far as they exist."""
        pairs = (self.find_pair(*pair) for pair in plan.pairs)
        return {
            (department, fund) for department, fund in pairs
            if isinstance(department, int) and isinstance(fund, int)
        }

    # ---- opening ---------------------------------------------------------

    def open_all(self, plan):
        """Create the funds, departments and programmes of a plan that do not exist yet."""
        self._open_sources()
        self._open_funds(plan)
        self._open_departments(plan)
        for level in LEVELS:
            self._open_programs(level, plan)

    def _open_sources(self):
        """The eleven columns are the export's own; a year that lacks one gets it."""
        missing = [name for name in SOURCES if name not in self.sources]
        source_sudo = self.env["gotgan.funding.source"].sudo()
        made = source_sudo.create([
            {"fiscal_year_id": self.year.id, "code": f"{SOURCES.index(name) + 1:02d}", "name": name}
            for name in missing
        ])
        self.sources.update({row.name: row.id for row in made})

    def _open_funds(self, plan):
        missing = sorted({key.fund for key in plan.lines} - set(self.funds))
        fund_sudo = self.env["gotgan.fund"].sudo()
        made = fund_sudo.create([
            {
                "fiscal_year_id": self.year.id, "code": code, "name": plan.fund_names[code],
                "kind": guess_fund_kind(code, plan.fund_names[code]),
            }
            for code in missing
        ])
        self.funds.update({row.code: row for row in made})

    def _open_departments(self, plan):
        wanted = dict.fromkeys(key.department for key in plan.lines)
        self._name_codes(wanted)
        missing = [one for one in wanted if not self.find_department(one)]
        codes = self._get_free_codes(sum(not one.code for one in missing))
        department_sudo = self.env["hr.department"].sudo().with_context(tracking_disable=True)
        made = department_sudo.create([
            {"name": one.name, "code": one.code or next(codes)} for one in missing
        ])
        for row in made:
            self.department_codes[row.code] = row.id
            self._keep_department(row.id, row.name, row.code)
        self._name_committees(plan)

    def _name_committees(self, plan):
        """Departments without a 소관 위원회 take the one that all of their rows name."""
        named = {
            self.find_department(department): words for department, words in
            plan.committees.items() if len(words) == 1
        }
        for department in self.env["hr.department"].browse([one for one in named if one]):
            if not department.council_committee:
                department_sudo = department.sudo().with_context(tracking_disable=True)
                department_sudo.council_committee = next(iter(named[department.id]))

    def _name_codes(self, wanted):
        """Departments known by name only take the code that a file gives them."""
        for one in wanted:
            found = self.uncoded.get(one.name)
            if one.code and found and one.code not in self.department_codes:
                department_sudo = self.env["hr.department"].browse(found).sudo()
                department_sudo.code = one.code
                self.department_codes[one.code] = self.uncoded.pop(one.name)

    def _get_free_codes(self, count):
        taken = [int(code[1:]) for code in self.department_codes if GIVEN_CODE.fullmatch(code)]
        first = max(taken, default=0) + 1
        return iter([f"D{number:04d}" for number in range(first, first + count)])

    def _open_programs(self, level, plan):
        missing = {}
        for key in plan.lines:
            path, program = self._find_path(level, key), getattr(key, level)
            if not self.find_program(level, path[-1], program):
                missing.setdefault((path[-1], program.code, program.name), (path, program))
        program_sudo = self.env["gotgan.program"].sudo()
        made = program_sudo.create([
            self._prepare_program(level, path, program) for path, program in missing.values()
        ])
        for row, (path, program) in zip(made, missing.values(), strict=True):
            self.program_names.setdefault((level, path[-1], program.name), (row.id, row.code_given))
            self.program_codes[level, row.code] = row.id

    def _find_path(self, level, key):
        """Return the ids above a programme: its function, then policy and unit as far as it has."""
        path = [self.functions[key.function]]
        for upper in LEVELS[:LEVELS.index(level)]:
            path.append(self.find_program(upper, path[-1], getattr(key, upper)))
        return path

    def _prepare_program(self, level, path, program):
        """Return the values of a programme; what could be computed is given, to save the time."""
        function, *above = path
        return {
            "fiscal_year_id": self.year.id, "level": level, "name": program.name,
            **({"code": program.code} if program.code else {}),
            "function_id": function,
            "parent_id": above[-1] if above else False,
            "policy_id": above[0] if above else False,
            "unit_id": above[1] if len(above) > 1 else False,
        }
