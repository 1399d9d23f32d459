"""The budgets of the year as they were decided: original, before the vote, supplementary."""

from datetime import date, timedelta

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow

from . import tables
from .calendar import workday
from .living import open_project
from .register import find, register
from .subjects import SPECIAL
from .timeline import at, day_of

THOUSAND = 1000
LINE = "gotgan.budget.version.line"
CONTINUING = "가온교 재가설공사"
# 천원 by how many years after the demo's year.
PARTS = {-1: 3_000_000, 0: 6_700_000, 1: 5_800_000, 2: 2_500_000}
BORROWING = 3_000_000_000


class Versions:
    """Makes the versions of one year in the name of the budget officer."""

    def __init__(self, subjects):
        self.subjects, self.year = subjects, subjects.year
        self.env = subjects.env(user=find(subjects.env, "budget").id)
        self.told = tables.read_json("versions")
        self.model = self.env["gotgan.budget.version"]

    # ---- 본예산 ----------------------------------------------------------

    def decide_original(self):
        """The vote on what the file brought: revenue, provisions and what goes with them."""
        head, number = self.model._get_head(self.year), self.year.year
        version = self.model._make(
            self.year, "original",
            [VersionRow(*place, won) for place, won in head._read_whole().items()],
            self._get_revenues(), name=f"{number}년도 본예산 의결",
        )
        version.write({
            "date_submitted": workday(self.year.date_from - timedelta(days=40), 0),
            "date_voted": workday(self.year.date_from - timedelta(days=14), 0),
            "decision_number": f"제338회 가온시의회(제2차 정례회) 의결 제{number - 1}-67호",
            "borrowing_limit": BORROWING, "plan_last_year": number + 4,
            "residents_opinion": f"주민참여예산위원회-{number - 1}-9",
        })
        self._add_continuing(version)
        self._add_debt(version)
        self._add_transfers(version)
        version.action_draft_provisions()
        version.with_user(find(self.env, "planning_head"))._override_findings(
            "세출은 e호조 예산서 파일로 이미 반입되어 있고 이 건은 세입과 예산총칙만 올리는 것임",
        )
        self._go(version, "submit", "vote", "take_effect")
        return register(version, "version_original")

    def _get_revenues(self):
        return [
            RevenueRow(
                *self.subjects.revenue_place(row["code"], row["department"], row["name"]),
                int(row["amount"]) * THOUSAND,
            )
            for row in tables.read("revenue")
        ]

    def _add_continuing(self, version):
        number = self.year.year
        self.env["gotgan.continuing.appropriation"].create({
            "version_id": version.id, "fund_id": self.subjects.fund.id,
            "department_id": self.subjects.department("도로과").id,
            "project_id": self.subjects.project(CONTINUING).id,
            "total_amount": sum(PARTS.values()) * THOUSAND,
            "reason": "정밀안전진단 D등급 교량의 재가설(연장 184m, 폭 22m)",
            "part_ids": [
                Command.create({"year": number + later, "amount": won * THOUSAND})
                for later, won in PARTS.items()
            ],
        })

    def _add_debt(self, version):
        number = self.year.year
        self.env["gotgan.debt.authorization"].create({
            "version_id": version.id, "fund_id": self.subjects.fund.id,
            "department_id": self.subjects.department("도로과").id,
            "project_id": self.subjects.project(CONTINUING).id,
            "name": "가온교 강교 거더 제작·구매", "amount": 1_200_000 * THOUSAND, "year": number,
            "repay_from": number + 1, "repay_to": number + 1,
            "reason": "제작 기간이 10개월 이상 걸려 공정에 맞추려면 미리 계약하여야 함",
        })

    def _add_transfers(self, version):
        """예산의 이용: as the general provisions of cities name it."""
        item = self.subjects.subitem("101-01").parent_id
        self.env["gotgan.transfer.authorization"].create([
            {"version_id": version.id, "fund_id": self.subjects.fund.id, "name": "인건비 부족액",
             "item_id": item.id, "reason": "기준인건비 범위의 인건비"},
            {"version_id": version.id, "fund_id": self.subjects.fund.id, "name": "재해복구비",
             "amount": 2_000_000 * THOUSAND, "reason": "자연재해의 응급복구"},
        ])

    # ---- 성립 전 사용 ----------------------------------------------------

    def open_advance(self):
        """특별교부세 that came in full is spent before the supplementary budget."""
        told, won = self.told["advance"], self.told["advance"]["amount"] * THOUSAND
        open_project(self.subjects.env, self.year, *told["program"])
        place = self.subjects.place(
            told["department"], told["program"][-1], told["subitem"], SPECIAL,
        )
        version = self.model._make(
            self.year, "advance", [VersionRow(*place, won, told["reason"])],
            [RevenueRow(*self.subjects.revenue_place(*told["revenue"]), won)],
            date_effective=self._day(told["day"]), name=f"{self.year.year}년도 {told['name']}",
        )
        version.line_ids.write({"ground": "transfer", "received_amount": won})
        version.with_user(find(self.env, "planning_head")).action_authorize()
        return register(version, "version_advance")

    # ---- 추가경정 --------------------------------------------------------

    def decide_first(self):
        """제1회 추가경정예산, with what the council changed in it; it takes up the advance."""
        told = self.told["first"]
        version = self._draft("first", 1, self._day(told["effective"]))
        version.write({
            "date_submitted": self._day(told["submitted"]), "date_voted": self._day(told["voted"]),
            "decision_number": told["decision"], "consent_number": told["consent"],
        })
        with at(self.env, self._day(told["submitted"])):
            self._go(version, "submit")
        with at(self.env, self._day(told["voted"])):
            self._cut(version, told["cut"])
            self._go(version, "vote")
        with at(self.env, self._day(told["effective"])):
            self._go(version, "take_effect")
        return register(version, "version_first")

    def submit_second(self):
        """정리 추경: before the council since some days."""
        day = workday(today(self.env), -int(self.told["second"]["submitted"]))
        with at(self.env, day):
            version = self._draft("second", 2, date(self.year.year, 12, 21))
            self._go(version, "submit")
        return register(version, "version_second")

    def _draft(self, name, number, effective):
        told, whole = self.told[name], self.model._get_head(self.year)._read_whole()
        changes, reasons = {}, {}
        for department, project, code, won, shares, reason in told["rows"]:
            places = self.subjects.places(department, project, code, won * THOUSAND, shares)
            changes.update(places)
            reasons.update(dict.fromkeys(places, reason))
        version = self.model._make(
            self.year, "supplementary",
            [
                VersionRow(*place, whole.get(place, 0) + won, reasons[place])
                for place, won in changes.items()
            ],
            self._change_revenues(told["revenues"]), round=number, date_effective=effective,
        )
        self._add_carryover(version)
        return version

    def _change_revenues(self, rows):
        whole = self.model._get_head(self.year)._read_whole_revenue()
        for code, department, name, won in rows:
            place = self.subjects.revenue_place(code, department, name)
            yield RevenueRow(*place, whole.get(place, 0) + won * THOUSAND)

    def _add_carryover(self, version):
        self.env["gotgan.authorized.carryover"].create({
            "version_id": version.id, "fund_id": self.subjects.fund.id,
            "department_id": self.subjects.department("아동보육과").id,
            "project_id": self.subjects.project("다함께돌봄센터 설치").id,
            "subitem_id": self.subjects.subitem("401-01").id, "amount": 480_000 * THOUSAND,
            "reason": "3호점 부지 사용승인 지연으로 연내 준공이 어려움",
        })

    def _cut(self, version, told):
        """계수조정 of the council, each figure with its reason."""
        lines = {tuple(line._get_place()): line.amount for line in version.line_ids}
        whole = version.base_id._read_whole()
        changes = []
        for department, project, code, won, reason in told["changes"]:
            place = self.subjects.place(department, project, code)
            before = lines.get(place, whole.get(place, 0))
            changes.append((LINE, place, before + won * THOUSAND, reason))
        version._change_bill("adjust", changes, told["reason"])

    # ---- inside ----------------------------------------------------------

    def _day(self, text):
        return day_of(self.year.year, text, today(self.env))

    def _go(self, version, *steps):
        if "submit" in steps and not version.provision_ids:
            version.action_draft_provisions()
        for step in steps:
            getattr(version, f"action_{step}")()
