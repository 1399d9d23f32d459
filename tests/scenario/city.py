"""한빛시: a city in small, with the people who run its money through a year."""

from .closing import Closing
from .living import Living
from .people import Hall, day
from .preparing import Preparing
from .spending import Spending

BUREAUS = {
    "건설교통국": ("도로과", "도로관리사업소"),
    "행정지원국": ("기획예산과", "회계과", "시민소통과"),
}
PROJECTS = {
    "도로 건설": {"간선도로 확충": ("우회도로 개설", "교량 보강"), "도로 유지": ("도로 유지관리",)},
    "소통 행정": {"시민 소통": ("시정 홍보", "시민청 조성")},
    "재정 운영": {"재정 관리": ("예비비 운용",)},
}
# key: name, department, rights besides those of staff
PEOPLE = {
    "roads": ("박도로", "도로과", ()),
    "works": ("유관리", "도로관리사업소", ()),
    "civic": ("정소통", "시민소통과", ()),
    "planner": ("한기획", "기획예산과", ()),
    "budget": ("오예산", "기획예산과", ("gotgan_budget.group_budget_officer",)),
    "vice": ("강부시", "기획예산과", (
        "gotgan_budget.group_budget_officer", "gotgan_rule.group_override",
    )),
    "roads_bureau": ("김건설", "건설교통국", ("gotgan_budget_request.group_bureau_head",)),
    "civic_bureau": ("이행정", "행정지원국", ("gotgan_budget_request.group_bureau_head",)),
    "head": ("시장", "행정지원국", ("gotgan_budget_request.group_head",)),
    "closer": ("문결산", "회계과", ("gotgan_base.group_manager",)),
    "auditor": ("감사인", "회계과", ("gotgan_base.group_auditor",)),
}
OFFICERS = {"commitment_officer": "김재무", "disbursing_officer": "이지출", "cashier": "최출납"}


class City(Hall):
    """The hall with its people, its projects of 2026, and the vocabulary of its year."""

    def __init__(self, dbname):
        super().__init__(dbname, "municipality", day(8, 1, 2025))
        for number, state in ((2026, "open"), (2027, "preparing")):  # whenever the tests run
            self.year(number)._write_locked({"state": state})
        for bureau, departments in BUREAUS.items():
            self.found(bureau)
            for name in departments:
                self.found(name, bureau)
        for key, (name, department, groups) in PEOPLE.items():
            self.hire(key, name, department, *groups)
        for kind, name in OFFICERS.items():
            self.appoint(kind, name, "회계과", day(1, 1, 2025))
        self.preparing = Preparing(self, 2026)
        self.projects = self.preparing.projects = self.make_projects(2026, PROJECTS)
        self.spending = Spending(self)
        self.living = Living(self, 2026)
        self.closing = Closing(self, 2026)

    # ---- addresses ---------------------------------------------------------

    def key(self, department, project, subitem, source="09"):
        """The address of a cell of 2026, as the ledger keeps it."""
        return (
            self.year(2026).id, self.find("gotgan.fund", 2026, "100").id,
            self.departments[department].id, self.projects[project].id,
            self.find("gotgan.expenditure.object", 2026, subitem).id,
            self.find("gotgan.funding.source", 2026, source).id,
        )

    def cell(self, department, project, subitem, source="09"):
        """The cell of 2026 with fresh figures."""
        names = ("fiscal_year_id", "fund_id", "department_id", "project_id", "subitem_id",
                 "funding_source_id")
        key = self.key(department, project, subitem, source)
        cell = self.root["gotgan.budget.cell"].search(
            [(name, "=", value) for name, value in zip(names, key, strict=True)],
        )
        assert cell, f"no cell {department} {project} {subitem} {source}"
        cell.invalidate_recordset()
        return cell
