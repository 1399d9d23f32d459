"""What an agency has of one fiscal year, by what a table of its budget calls it."""

from types import SimpleNamespace

from ..masters import LEVELS, Masters
from .columns import EXPENDITURE, REVENUE
from .tree import Subject, Tree

SET = "affiliated_agency"
MODELS = {EXPENDITURE: "gotgan.expenditure.object", REVENUE: "gotgan.revenue.source"}
# The level a budget line is kept at; revenue may stay at a 항 that has no 목.
ENTERED = {EXPENDITURE: ("mok", "semok"), REVENUE: ("hang", "mok", "semok")}


class SubjectMasters(Masters):
    """The masters of the e호조 import, with the agency's own subjects in the place of 통계목."""

    def __init__(self, fiscal_year):
        super().__init__(fiscal_year)
        self.trees = {side: Tree(self._read_subjects(model)) for side, model in MODELS.items()}
        self.projects = self._read_projects()

    def _read_subjects(self, model):
        rows = self._search(model, ("subject_set", "=", SET)).read(
            ["code", "name", "level", "parent_id"], load=False,
        )
        return [
            Subject(row["id"], row["code"], row["name"], row["level"], row["parent_id"] or None)
            for row in rows
        ]

    def _read_objects(self):
        rows = self._search(
            "gotgan.expenditure.object", ("subject_set", "=", SET),
            ("level", "in", ENTERED[EXPENDITURE]),
        )
        return {row.code: (row.id, row.name) for row in rows}

    def _read_projects(self):
        """Return {(policy, unit, project) by name: [ids of the sections (부문) it is in]}."""
        found = {}
        for row in self._search("gotgan.program", ("level", "=", LEVELS[-1])):
            path = row.policy_id.name, row.unit_id.name, row.name
            found.setdefault(path, []).append(row.function_id.id)
        return found

    def find_paths(self, project):
        """Return the (policy, unit, project) names of the projects called ``project``."""
        return [path for path in self.projects if path[-1] == project]

    def find_functions(self, path):
        """Return the (folded 분야, folded 부문) that projects of this path are in."""
        names = {number: name for name, number in self.functions.items()}
        return list(dict.fromkeys(
            names[one] for one in self.projects.get(path, ()) if one in names
        ))

    def _open_departments(self, plan):
        """Departments that only earn are opened too, though they have no budget line."""
        named = [*plan.lines, *plan.earned]
        return super()._open_departments(SimpleNamespace(lines=named, committees={}))

    def find_fund(self, text):
        """Return the code of the fund that a cell means by code, name or both; None if none."""
        code, _blank, name = text.partition(" ")
        by_name = [one.code for one in self.funds.values() if one.name == text]
        if text in self.funds:
            return text
        if code in self.funds and self.funds[code].name == name:
            return code
        return by_name[0] if len(by_name) == 1 else None
