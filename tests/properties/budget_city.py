"""A small city in a real database, and how its people change the budget; no figures are judged."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from odoo.fields import Command

from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow
from odoo.addons.gotgan_ledger.core import Posting

YEAR, FIRST_DAY = 2026, date(2026, 3, 2)
LINE, REVENUE = "gotgan.budget.version.line", "gotgan.budget.version.revenue"
ADDRESS = ("fund_id", "department_id", "project_id", "subitem_id", "funding_source_id")
PROGRAMS = {
    "도로(시험)": {"확충": ("우회도로", "교량"), "유지": ("포장",)},
    "행정(시험)": {"운영": ("안내", "청사")},
}
OWN, NATIONAL = "09", "01"


class Place(NamedTuple):
    """A cell by the names people use."""

    department: str
    project: str
    subitem: str
    source: str = OWN


PLACES = (
    Place("도로과(시험)", "우회도로", "201-01"),
    Place("도로과(시험)", "우회도로", "202-01"),
    Place("도로과(시험)", "교량", "201-01"),
    Place("도로과(시험)", "포장", "201-02"),
    Place("도로과(시험)", "안내", "201-01"),
    Place("기획과(시험)", "우회도로", "201-01"),
    Place("도로과(시험)", "우회도로", "203-01"),
    Place("도로과(시험)", "교량", "201-02", NATIONAL),
)
RESERVE = Place("기획과(시험)", "청사", "801-01")
STEADY = (
    Place("기획과(시험)", "청사", "201-01"), Place("기획과(시험)", "청사", "201-02", NATIONAL),
)
GROUPS = (
    "gotgan_budget.group_budget_officer", "gotgan_rule.group_override",
    "gotgan_base.group_manager",
)


class BudgetCity:
    """Masters, one officer who may do everything, and a clock that the test moves."""

    def __init__(self, env):
        self.root = env
        self.travel(FIRST_DAY)
        self.year = self._open_year(env)
        self._make_masters()
        officer, self.other = env["res.users"].with_context(no_reset_password=True).create([{
            "name": name, "login": f"property-{name}", "group_ids": [Command.set([
                env.ref(one).id for one in ("base.group_user", *GROUPS)
            ])],
        } for name in ("예산담당", "예산팀장")])
        env["hr.employee"].create({
            "name": "예산담당", "user_id": officer.id,
            "department_id": self.departments["기획과(시험)"].id,
        })
        self.env = env(user=officer.id)
        self.versions = self.env["gotgan.budget.version"]
        self.ids = {self._address(place): place for place in (*PLACES, RESERVE, *STEADY)}

    # ---- masters -----------------------------------------------------------

    def _open_year(self, env):
        years = env["gotgan.fiscal.year"]
        year = years.search([("year", "=", YEAR)]) or years.create({"year": YEAR})
        year._write_locked({"state": "open"})
        return year

    def _make_masters(self):
        env, year = self.root, self.year.id
        self.fund = env["gotgan.fund"].create({
            "fiscal_year_id": year, "code": "P100", "name": "일반회계(시험)", "kind": "general",
        })
        names = {one.department for one in (*PLACES, RESERVE)}
        self.departments = {
            name: env["hr.department"].create({"name": name}) for name in sorted(names)
        }
        self.sources = {
            code: self._need("gotgan.funding.source", code, name, origin=origin)
            for code, name, origin in (
                (OWN, "자체재원", "own"), (NATIONAL, "국고보조금", "national"),
            )
        }
        self.subitems = {
            code: self._find_object(code)
            for code in {one.subitem for one in (*PLACES, RESERVE, *STEADY)}
        }
        self.projects = {}
        for policy, units in PROGRAMS.items():
            top = self._make_program(policy, "policy")
            for unit, projects in units.items():
                middle = self._make_program(unit, "unit", top)
                for name in projects:
                    self.projects[name] = self._make_program(name, "project", middle)
        self.revenues = {OWN: self._make_revenue("111-98"), NATIONAL: self._make_revenue("511-98")}

    def _need(self, model, code, name, **more):
        found = self.root[model].search(
            [("fiscal_year_id", "=", self.year.id), ("code", "=", code)], limit=1,
        )
        return found or self.root[model].create({
            "fiscal_year_id": self.year.id, "code": code, "name": name, **more,
        })

    def _find_object(self, code):
        found = self.root["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "=", self.year.id), ("code", "=", code),
            ("level", "=", "subitem"), ("subject_set", "=", "local_government"),
        ], limit=1)
        assert found, f"no object {code} in FY{YEAR}"
        return found

    def _make_program(self, name, level, parent=None):
        return self.root["gotgan.program"].create({
            "fiscal_year_id": self.year.id, "name": name, "level": level,
            "parent_id": parent and parent.id,
        })

    def _make_revenue(self, code):
        above = False
        for level, one in (("jang", f"P{code[:1]}"), ("gwan", f"P{code[:2]}"),
                           ("hang", f"P{code[:3]}"), ("mok", code)):
            above = self._need(
                "gotgan.revenue.source", one, f"수입 {one}", level=level,
                **({"parent_id": above.id} if above else {}),
            )
        return above

    # ---- addresses and time --------------------------------------------------

    def _address(self, place):
        return (
            self.fund.id, self.departments[place.department].id, self.projects[place.project].id,
            self.subitems[place.subitem].id, self.sources[place.source].id,
        )

    def travel(self, day):
        """Let the database's clock show noon of ``day`` in Seoul."""
        self.today = day
        self.root.cr._now = datetime.combine(day, time(3))

    def cell(self, place):
        key = (self.year.id, *self._address(place))
        cells = self.env["gotgan.budget.cell"]
        return cells.browse(cells._open([key])[key])

    def name(self, rows):
        """Return ``{address: value}`` of the product with places for addresses."""
        return {self.ids[key]: value for key, value in rows.items()}

    # ---- versions ------------------------------------------------------------

    def draft(self, kind, after, income, **more):
        """Return a draft: ``{place: won after it}`` and ``{source: won of revenue after it}``."""
        rows = [VersionRow(*self._address(place), won) for place, won in after.items()]
        return self.versions._make(self.year, kind, rows, [
            RevenueRow(self.fund.id, self.revenues[source].id,
                       self.departments["기획과(시험)"].id, f"수입 {source}", won)
            for source, won in income.items()
        ], **more)

    def prepare_original(self, version):
        """On time, and with general provisions."""
        version.write({
            "date_submitted": self.year.date_from - timedelta(days=60),
            "date_voted": self.year.date_from - timedelta(days=20),
        })
        version.action_draft_provisions()

    def press(self, document, transition, *args):
        """Take a step, answering for what may be answered for."""
        if any(one.severity == "overridable" and one.stops
               for one in document._find_findings(transition)):
            document._override_findings("시험")
        document._do_transition(transition, *args)

    def change_bill(self, version, kind, place, won):
        """Change a line of a submitted bill, and the revenue by as much."""
        address = self._address(place)
        line = version.line_ids.filtered(lambda one: one._get_place() == address)
        revenue = version.revenue_ids.filtered(
            lambda one: one.revenue_source_id == self.revenues[place.source])
        version._change_bill(kind, [
            (LINE, address, won, None),
            (REVENUE, revenue._get_place(), revenue.amount + won - line.amount, None),
        ], "시험")

    # ---- changes and spending ------------------------------------------------

    def change(self, taken, given, allot_now):
        """Ask for a change, have it voted where it must be, and execute it."""
        change = self.env["gotgan.budget.change"].create({
            "name": "시험 변경", "fiscal_year_id": self.year.id, "reason": "시험",
            "department_id": self.departments["도로과(시험)"].id,
            "line_ids": [
                Command.create({"direction": side, "cell_id": self.cell(place).id, "amount": won})
                for side, places in (("take", taken), ("give", given))
                for place, won in places.items()
            ],
        })
        change.allot_now = allot_now or change.kind == "reserve"
        if change.kind == "reorganization_transfer":
            change.write({
                "ordinance_name": "시험 행정기구 설치 조례", "ordinance_date": self.today,
                "attachment_ids": [Command.create({"name": "조례.txt", "raw": b"1"})],
            })
        self.press(change, "submit")
        if change.needs_vote:
            change._record_vote(self.today, "시험 제1호")
        self.press(change.with_user(self.other), "execute")

    def allot(self, place, won):
        allotment = self.env["gotgan.allotment"].create({
            "fiscal_year_id": self.year.id, "kind": "allot" if won > 0 else "recall",
            "reason": "시험", "date": self.today,
            "line_ids": [Command.create({"cell_id": self.cell(place).id, "amount": abs(won)})],
        })
        allotment.action_issue()

    def post(self, kind, target, won):
        return self.env["gotgan.ledger"]._post(
            kind, [Posting(target.id, won, 1)], "hr.department", self.today, "시험",
        )

    # ---- the end of the year -------------------------------------------------

    def let_go_over(self, version, limits):
        """Put 명시이월비 of ``{place: won}`` in a draft."""
        self.env["gotgan.authorized.carryover"].create([
            {"version_id": version.id, "amount": won, "reason": "절대공기 부족",
             **dict(zip(ADDRESS, self._address(place), strict=True))}
            for place, won in limits.items()
        ])

    def carry_over(self):
        """End the year and carry over; return the day, and ``{place: won}`` that came in."""
        plan = self.env["gotgan.carryover.plan"].create({"fiscal_year_id": self.year.id})
        plan.action_look()
        plan.candidate_ids.filtered(lambda one: one.outcome == "authorized").action_add()
        found = self.env["gotgan.carryover"].search([("fiscal_year_id", "=", self.year.id)])
        for one in found:
            self.press(one, "submit")
            self.press(one, "confirm")
        self._begin_next_year()
        for one in found:
            self.press(one, "carry")
        came = {
            line.cell_id: line.next_cell_id.carried_in for line in found.line_ids
        }
        return self.today, {
            self.ids[tuple(cell[name].id for name in ADDRESS)]: won for cell, won in came.items()
        }

    def _begin_next_year(self):
        years = self.root["gotgan.fiscal.year"]
        following = years.search([("year", "=", YEAR + 1)]) or years.create({"year": YEAR + 1})
        self.env["gotgan.year.mapping"].create({"from_year_id": self.year.id}).action_apply()
        if following.state == "preparing":
            following._write_locked({"state": "open"})
        self.year._write_locked({"state": "closing"})
        self.travel(date(YEAR + 1, 1, 6))

    # ---- reading -------------------------------------------------------------

    def read_cells(self):
        """Return ``{place: {total: won}}`` of the cells as they stand, without zeros."""
        from odoo.addons.gotgan_ledger.core import TOTALS

        self.env.invalidate_all()
        cells = self.env["gotgan.budget.cell"].search([("fund_id", "=", self.fund.id)])
        return self._by_place(cells, {
            row.pop("id"): row for row in cells.read(list(TOTALS))
        })

    def read_as_of(self, day):
        totals = self.env["gotgan.ledger"]._read_as_of(self.year, day)
        cells = self.env["gotgan.budget.cell"].browse(totals).filtered(
            lambda one: one.fund_id == self.fund)
        return self._by_place(cells, totals)

    def _by_place(self, cells, totals):
        found = {
            self.ids[tuple(cell[name].id for name in ADDRESS)]: {
                total: won for total, won in totals[cell.id].items() if won
            } for cell in cells
        }
        return {place: cell for place, cell in found.items() if cell}
