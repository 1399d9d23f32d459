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
CAPITAL, OWN_NAME, GRANT = "200", "자체수입", "자치단체출연금"
# By funding source: the revenue subject it comes in by, and how the budget names it.
REVENUES = {
    GRANT: ("648-02", "가온시 출연금"), "자치단체보조금": ("646-02", "가온시 보조금"),
    OWN_NAME: ("610-P03", "위탁사업 수익"),
}
KEPT = ("181-01", "순세계잉여금")


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
    """The budget officer puts the budget through the board; the city approves it."""
    officer = find(env, "budget")
    fund = next(iter(amounts))[0]
    home = find(env, "department_0")
    version = env(user=officer.id)["gotgan.budget.version"]._make(
        year, "original", [VersionRow(*place, won) for place, won in amounts.items()],
        [
            RevenueRow(fund, source.id, home.id, name, won)
            for (source, name), won in _read_revenues(env, year, amounts).items()
        ],
        date_effective=date(year.year, 1, 1),
    )
    version.write({
        "date_submitted": date(year.year - 1, 12, 1), "date_voted": date(year.year - 1, 12, 18),
        "date_approved": date(year.year - 1, 12, 24),
        "decision_number": f"제{year.year - 2012}차 정기이사회 의결 제3호 안건",
        "approval_number": f"가온시 기획예산과-{18_240 + len(amounts)}",
    })
    for step in STEPS:
        getattr(version, f"action_{step}")()
    register(version, "agency_version")


def _read_revenues(env, year, amounts):
    """Return ``{(revenue source, name): won}``: what is bought is paid from what is kept."""
    capital = sum(
        won for (*_place, subitem, _source), won in amounts.items() if _is_capital(env, subitem)
    )
    left, found = capital, {}
    sources = env["gotgan.funding.source"]
    by_source = {}
    for place, won in amounts.items():
        name = sources.browse(place[-1]).name
        by_source[name] = by_source.get(name, 0) + won
    for name, won in sorted(by_source.items(), key=lambda one: one[0] != GRANT):
        part = min(left, won)
        left -= part
        if won > part:
            code, label = REVENUES.get(name, REVENUES[OWN_NAME])
            found[find_revenue(env, year, code), label] = won - part
    if capital:
        code, label = KEPT
        found[find_revenue(env, year, code), label] = capital
    return found


def _is_capital(env, subitem):
    """Whether an object is on the capital side (자본적지출)."""
    objects = env["gotgan.expenditure.object"]
    top = objects.browse(subitem).parent_path.split("/")[0]
    return objects.browse(int(top)).code == CAPITAL


def find_revenue(env, year, code):
    """Return the revenue subject of the agencies' own set with ``code``."""
    return env["gotgan.revenue.source"]._get_by_code(
        year, [code], subject_set="affiliated_agency",
    )[code]


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
