"""From the rows of a table to the budget they mean; every fault by its row."""

from typing import NamedTuple

from ..ehojo.plan import Key, Named
from ..ehojo.problem import WARNING
from ..ehojo.row import fold
from ..version_row import BORROWED, SPENT_ON_CAPITAL, find_section
from .columns import EXPENDITURE, HEADING, PROGRAMS, REVENUE, SECTIONS
from .masters import ENTERED
from .tree import split_code

OWN_SOURCE = "자체재원"
SPENDING = {"operating": "수익적지출", "capital": "자본적지출"}


class Spent(NamedTuple):
    """A row of expenditure: its budget line, funding source, won and what it was reckoned from."""

    key: Key
    source: str
    amount: int
    section: str
    number: int
    name: str
    formula: str

    @property
    def reason(self):
        return " ".join(filter(None, (self.name, self.formula)))


class Earned(NamedTuple):
    """A row of revenue."""

    fund: str
    department: Named
    subject_id: int
    name: str
    amount: int
    formula: str
    section: str


class Plan:
    """What a file means. ``lines`` and ``fund_names`` are what :class:`Masters` opens from."""

    def __init__(self):
        self.spent, self.earned, self.fund_names = [], [], {}
        self.new_departments, self.new_projects = {}, {}

    @property
    def lines(self):
        return dict.fromkeys(row.key for row in self.spent)

    def total(self, rows, section):
        return sum(row.amount for row in rows if row.section == section)


def make_plan(rows, masters, function, problems):
    """Return the Plan of rows.

    :param function: (folded 분야, folded 부문) of projects that do not exist yet and name none
    :param problems: gathers what is wrong; the plan is whole only where there are no errors
    """
    return _Planner(masters, function, problems).plan_all(rows)


class _Planner:
    def __init__(self, masters, function, problems):
        self.masters, self.function, self.problems = masters, function, problems
        self.plan, self.seen = Plan(), {}

    def plan_all(self, rows):
        for row in rows:
            self._plan_row(row)
        for name, number in self.plan.new_departments.items():
            self._note(number, "department", "new_department", value=name)
        for path, number in self.plan.new_projects.items():
            self._note(number, "project", "new_project", value=" › ".join(path))
        return self.plan

    def _plan_row(self, row):
        """Read all of a row before judging it, so that one fault hides no other."""
        side = self._read_side(row)
        fund, department = self._read_fund(row), self._read_department(row)
        subject = self._read_subject(row, side) if side else None
        section = self._read_section(row, side, subject)
        source = self._read_source(row, side)
        self._notice_twice(row)
        if not (side and fund and department and subject and section and source is not None):
            return
        if side == REVENUE:
            name = row.texts["name"] or subject.name
            self.plan.earned.append(Earned(
                fund, department, subject.id, name, row.amount, row.texts["formula"], section,
            ))
            return
        key = self._make_key(row, fund, department, subject, section)
        if key:
            self.plan.spent.append(Spent(
                key, source, row.amount, section, row.number, row.texts["name"],
                row.texts["formula"],
            ))

    # ---- cells -----------------------------------------------------------

    def _read_side(self, row):
        text = row.texts["side"]
        found = next((one for one in (REVENUE, EXPENDITURE) if text.startswith(one)), None)
        if not found:
            self._fault(row, "side", "unknown_side" if text else "missing_value", value=text)
        return found

    def _read_fund(self, row):
        text = row.texts["fund"]
        code = self.masters.find_fund(text) if text else None
        if code:
            self.plan.fund_names[code] = self.masters.funds[code].name
        elif not text:
            self._fault(row, "fund", "missing_value")
        else:
            names = ", ".join(f"{one} {row.name}" for one, row in self.masters.funds.items())
            self._fault(row, "fund", "unknown_fund", value=text, year=self.masters.year.year,
                        known=names or "-")
        return code

    def _read_department(self, row):
        name, code = row.texts["department"], row.texts["department_code"]
        if not name:
            self._fault(row, "department", "missing_value")
            return None
        if not code and len(self.masters.department_names.get(name, ())) > 1:
            self._fault(row, "department", "ambiguous_department", value=name)
            return None
        found = Named(code, name)
        if not self.masters.find_department(found):
            self.plan.new_departments.setdefault(name, row.number)
        return found

    def _read_subject(self, row, side):
        found = self.masters.trees[side].find(row.texts)
        if not hasattr(found, "level"):
            code, column, params = found
            self._fault(row, column, code, year=self.masters.year.year, **params)
            return None
        if found.level not in ENTERED[side]:
            self._fault(row, "mok", "too_high", value=found.name)
            return None
        return found

    def _read_section(self, row, side, subject):
        text = row.texts["section"]
        found = next((key for key, word in SECTIONS.items() if text.startswith(word)), None)
        if not found:
            self._fault(row, "section", "unknown_section_side" if text else "missing_value",
                        value=text)
        elif subject:
            top = self.masters.trees[side].path(subject)[0]
            capital = BORROWED if side == REVENUE else SPENT_ON_CAPITAL
            known = find_section(top.code, subject.code, capital)
            if known != found:
                self._fault(row, "section", "other_section", value=text, known=SECTIONS[known],
                            subject=f"{top.name} › {subject.name}")
                return None
        return found

    def _read_source(self, row, side):
        """Return the name of the funding source; revenue has none."""
        text = row.texts["source"]
        if side == REVENUE:
            return ""
        if text and text not in self.masters.sources:
            self._fault(row, "source", "unknown_own_source", value=text)
            return None
        return text or OWN_SOURCE

    def _notice_twice(self, row):
        known = self.seen.setdefault((*row.texts.items(),), row.number)
        if known != row.number:
            self._note(row.number, "", "row_twice", first=known)

    # ---- projects --------------------------------------------------------

    def _make_key(self, row, fund, department, subject, section):
        path = self._find_path(row, subject, section)
        function = path and self._find_function(row, path)
        if not function:
            return None
        key = Key(fund, department, function, *(Named("", name) for name in path), subject.code)
        if not self.masters.find_project(key):
            self.plan.new_projects.setdefault(path, row.number)
        return key

    def _find_path(self, row, subject, section):
        """Return (policy, unit, project): those named, or the subjects where none is named.

        An agency that budgets by subjects only still says what its money is for: the 관 and 항.
        """
        named = tuple(row.texts[name] for name in PROGRAMS)
        if all(named):
            return named
        if not any(named):
            above = self.masters.trees[EXPENDITURE].path(subject)
            names = [one.name for one in above if one.level in ("gwan", "hang")]
            names = names or [split_code(row.texts["gwan"])[1] or subject.name]
            return SPENDING[section], names[0], names[-1]
        known = self.masters.find_paths(named[-1])
        if len(known) == 1 and not any(named[:2]):
            return known[0]
        self._fault(row, "project", "half_path", value=" › ".join(filter(None, named)))
        return None

    def _find_function(self, row, path):
        named = fold(row.texts["field"]), fold(row.texts["function"])
        if any(named):
            if named in self.masters.functions:
                return named
            self._fault(row, "function", "unknown_function", value=" › ".join(
                filter(None, (row.texts["field"], row.texts["function"])),
            ), year=self.masters.year.year)
            return None
        known = self.masters.find_functions(path)
        return known[0] if len(known) == 1 else self.function

    # ---- faults ----------------------------------------------------------

    def _fault(self, row, column, code, **params):
        self.problems.add(row.number, HEADING[column], code, **params)

    def _note(self, number, column, code, **params):
        self.problems.add(number, HEADING.get(column, ""), code, WARNING, **params)
