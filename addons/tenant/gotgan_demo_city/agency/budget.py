"""The budget of an agency of the demo: decided by its board, allotted by quarter.

Agencies have the subjects of affiliated agencies (관·항·목), which the e호조 export does not know,
so their budget is entered as a version, decided by the board and approved by the city.
"""

from datetime import date

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow
from odoo.addons.gotgan_ledger.core import Posting

from ..city.budget import PERCENT
from ..city.calendar import quarters
from ..city.register import find, register

LEVELS = ("policy", "unit", "project")
STEPS = ("submit", "vote", "approve", "take_effect")


def build(env, year, plan):
    """Decide the budget once; each quarter that has begun is allotted on its first day."""
    if find(env, "agency_budget"):
        return
    amounts = _read_amounts(env, year, plan)
    _decide(env, year, amounts)
    cells = env["gotgan.budget.cell"]._open([(year.id, *place) for place in amounts])
    by_place = {place: cells[(year.id, *place)] for place in amounts}
    document = register(env["gotgan.allotment"].create({
        "fiscal_year_id": year.id, "quarter": "0", "date": today(env),
    }), "agency_budget")
    before = 0
    for quarter, day in quarters(today(env)):
        share = PERCENT[quarter] - before
        postings = [
            Posting(by_place[place], won * share // 100, document.id)
            for place, won in amounts.items()
        ]
        env["gotgan.ledger"]._allot(
            [one for one in postings if one.amount], source_model=document._name, date=day,
            reason=f"{year.year}년 본예산",
        )
        before = PERCENT[quarter]


def _decide(env, year, amounts):
    """The budget officer puts the budget through the board; the city gives what is spent."""
    officer = find(env, "budget")
    grant = env["gotgan.revenue.source"].search([
        ("fiscal_year_id", "=", year.id), ("subject_set", "=", "affiliated_agency"),
        ("level", "=", "hang"),
    ], limit=1)
    totals = {}
    for (fund, department, *_place), won in amounts.items():
        totals[fund] = (totals.get(fund, (0, 0))[0] + won, department)
    version = env(user=officer.id)["gotgan.budget.version"]._make(
        year, "original", [VersionRow(*place, won) for place, won in amounts.items()],
        [RevenueRow(fund, grant.id, department, grant.name, won)
         for fund, (won, department) in totals.items()],
        date_effective=date(year.year, 1, 1),
    )
    version.write({
        "date_submitted": date(year.year - 1, 12, 1), "date_voted": date(year.year - 1, 12, 18),
    })
    for step in STEPS:
        getattr(version, f"action_{step}")()


def _read_amounts(env, year, plan):
    """Return ``{(fund, department, project, subitem, source): won}``, opening what is named."""
    programs, sources = _Programs(env, year), _Sources(env, year)
    fund = env["gotgan.fund"].search([("fiscal_year_id", "=", year.id)], order="code", limit=1)
    objects = {
        row.code: row.id for row in env["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "=", year.id), ("subject_set", "=", "affiliated_agency"),
        ])
    }
    wanted = {}
    for one in plan.budget:
        department = find(env, f"department_{plan.departments.index(one['department'])}")
        key = (
            fund.id, department.id, programs.find(one), objects[one["object"]],
            sources.find(one["source"]),
        )
        wanted[key] = wanted.get(key, 0) + one["amount"]
    return wanted


class _Programs:
    """Policies, units and projects by their path; each is made at its first use."""

    def __init__(self, env, year):
        self.model, self.year, self.known = env["gotgan.program"], year, {}
        self.function = env["gotgan.function"].search(
            [("fiscal_year_id", "=", year.id), ("level", "=", "section")], limit=1,
        )

    def find(self, subject):
        above, path = None, ()
        for level in LEVELS:
            path = (*path, subject[level])
            if path not in self.known:
                self.known[path] = self._make(level, above, path[-1])
            above = self.known[path]
        return above

    def _make(self, level, above, name):
        parent = {"parent_id": above} if above else {"function_id": self.function.id}
        return self.model.create({
            "fiscal_year_id": self.year.id, "level": level, "name": name, **parent,
        }).id


class _Sources:
    """Funding sources by name; an agency's own are entered beside those of the law."""

    def __init__(self, env, year):
        self.model, self.year = env["gotgan.funding.source"], year
        rows = self.model.search([("fiscal_year_id", "=", year.id)])
        self.known = {row.name: row.id for row in rows}

    def find(self, name):
        if name not in self.known:
            code = f"A{len(self.known) + 1:02d}"
            self.known[name] = self.model.create({
                "fiscal_year_id": self.year.id, "code": code, "name": name,
            }).id
        return self.known[name]
