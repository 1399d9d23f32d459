"""The budget of an agency of the demo: programmes, cells, appropriation, allotment of the year.

Agencies have the subjects of affiliated agencies (관·항·목), which the e호조 export does not know,
so their budget goes to the ledger directly, as its own import will.
"""

from datetime import date

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_ledger.core import Posting

from ..city.budget import PERCENT
from ..city.calendar import quarters
from ..city.register import find, register

LEVELS = ("policy", "unit", "project")


def build(env, year, plan):
    """Post the budget once; each quarter that has begun is allotted on its first day."""
    if find(env, "agency_budget"):
        return
    amounts = _open_cells(env, year, plan)
    document = register(env["gotgan.allotment"].create({
        "fiscal_year_id": year.id, "quarter": "0", "date": today(env),
    }), "agency_budget")
    ledger = env["gotgan.ledger"]
    start = date(year.year, 1, 1)
    told = {"source_model": document._name, "reason": f"{year.year}년 본예산"}
    ledger._appropriate(
        [Posting(cell, won, document.id) for cell, won in amounts.items()], date=start, **told,
    )
    before = 0
    for quarter, day in quarters(today(env)):
        share = PERCENT[quarter] - before
        postings = [
            Posting(cell, won * share // 100, document.id) for cell, won in amounts.items()
        ]
        ledger._allot([one for one in postings if one.amount], date=day, **told)
        before = PERCENT[quarter]


def _open_cells(env, year, plan):
    """Return ``{cell id: won}`` of the plan's subjects, everything opened that they name."""
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
            year.id, fund.id, department.id, programs.find(one), objects[one["object"]],
            sources.find(one["source"]),
        )
        wanted[key] = wanted.get(key, 0) + one["amount"]
    cells = env["gotgan.budget.cell"]._open(list(wanted))
    return {cells[key]: won for key, won in wanted.items()}


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
