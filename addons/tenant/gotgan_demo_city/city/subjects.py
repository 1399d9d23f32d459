"""The demo's tables name departments, projects and objects; this finds them in a fiscal year."""

from . import tables
from .register import find

NATIONAL, PROVINCE, OWN, SPECIAL = "01", "06", "09", "04"
MATCHED = (NATIONAL, PROVINCE, OWN)


class Subjects:
    """Ids of what the tables call by name, within one fiscal year; amounts are in won."""

    def __init__(self, env, year):
        self.env, self.year = env, year
        self.keys = {row["name"]: row["key"] for row in tables.read("departments")}
        self.known = {}
        self.fund = env["gotgan.fund"].search(
            [("fiscal_year_id", "=", year.id), ("kind", "=", "general")], limit=1,
        )

    def department(self, name):
        return find(self.env, self.keys[name])

    def get(self, model, code, **match):
        key = (model, code, *match.values())
        if key not in self.known:
            self.known[key] = self.env[model]._get_by_code(self.year, [code], **match)[code]
        return self.known[key]

    def subitem(self, code):
        return self.get("gotgan.expenditure.object", code, subject_set="local_government")

    def revenue(self, code):
        return self.get("gotgan.revenue.source", code, subject_set="local_government")

    def source(self, code):
        return self.get("gotgan.funding.source", code)

    def project(self, name):
        """Return the one project of this name in the year."""
        if name not in self.known:
            found = self.env["gotgan.program"].search([
                ("fiscal_year_id", "=", self.year.id), ("level", "=", "project"),
                ("name", "=", name),
            ])
            found.ensure_one()
            self.known[name] = found
        return self.known[name]

    def place(self, department, project, code, source=OWN):
        """Return the address of a cell in the year, as a version names it."""
        return (
            self.fund.id, self.department(department).id, self.project(project).id,
            self.subitem(code).id, self.source(source).id,
        )

    def places(self, department, project, code, won, shares=""):
        """Return ``{place: won}`` of an amount split by ``shares`` (국비:도비:시비)."""
        return {
            self.place(department, project, code, source): part
            for source, part in split(won, shares).items() if part
        }

    def cell(self, department, project, code, source=OWN):
        place = self.place(department, project, code, source)
        names = ("fund_id", "department_id", "project_id", "subitem_id", "funding_source_id")
        found = self.env["gotgan.budget.cell"].search([
            ("fiscal_year_id", "=", self.year.id),
            *((name, "=", value) for name, value in zip(names, place, strict=True)),
        ])
        found.ensure_one()
        return found

    def revenue_place(self, code, department, name):
        return (self.fund.id, self.revenue(code).id, self.department(department).id, name)


def split(won, shares):
    """Return ``{funding source: won}``; the city's own money takes what is left.

    >>> split(406_000_000, "50:15:35")
    {'01': 203000000, '06': 60900000, '09': 142100000}
    >>> split(5, "")
    {'09': 5}
    """
    parts = dict(zip(MATCHED, map(int, shares.split(":")), strict=True)) if shares else {OWN: 100}
    found = {source: won * part // 100 for source, part in parts.items()}
    found[OWN] += won - sum(found.values())
    return found
