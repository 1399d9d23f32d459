"""한빛도시공사: a small public corporation with 관·항·목, a board, and a city that approves."""

import base64
import csv
import io

from .closing import Closing
from .living import Living
from .people import Hall, day
from .spending import Spending

HOME, SPORTS = "경영지원팀", "체육시설팀"
# key: name, department, rights besides those of staff
PEOPLE = {
    "asker": ("박체육", SPORTS, ()),
    "desk": ("정총무", HOME, ()),
    "budget": ("오예산", HOME, ("gotgan_budget.group_budget_officer",)),
    "closer": ("문결산", HOME, ("gotgan_base.group_manager",)),
    "auditor": ("감사인", HOME, ("gotgan_base.group_auditor",)),
}
OFFICERS = {"commitment_officer": "김재무", "disbursing_officer": "이지출", "cashier": "최출납"}
FUND = "공사회계"
HEAD = (
    "구분", "수익적/자본적", "회계(기금)", "부서", "관", "항", "목", "세목", "산출기초",
    "예산액(원)", "정책사업", "단위사업", "세부사업",
)
RUNNING = ("공사 운영", "기관 운영", "경영 지원")
SITES = ("시설 운영", "체육시설", "수영장 운영")


def earned(department, gwan, hang, mok, won, semok="", section="수익적"):
    """A row of revenue of the corporation's table."""
    return ("수입", section, FUND, department, gwan, hang, mok, semok, "", won, "", "", "")


def spent(department, code, won, project, formula="", section="수익적"):
    """A row of expenditure; the subject by its code alone."""
    mok, semok = ("", code) if "-" in code else (code, "")
    return ("지출", section, FUND, department, "", "", mok, semok, formula, won, *project)


class Agency(Hall):
    """The hall with its people, and the vocabulary of its year."""

    def __init__(self, dbname):
        super().__init__(dbname, "corporation", day(11, 3, 2025))
        for name in (HOME, SPORTS):
            self.found(name)
        for key, (name, department, groups) in PEOPLE.items():
            self.hire(key, name, department, *groups)
        for kind, name in OFFICERS.items():
            self.appoint(kind, name, HOME, day(1, 1, 2025))
        self.model("gotgan.fund", "closer").create({
            "fiscal_year_id": self.year(2026).id, "code": "900", "name": FUND, "kind": "special",
        })
        self.living, self.spending = Living(self, 2026), Spending(self)
        self.closing = Closing(self, 2026)

    # ---- the table ---------------------------------------------------------

    def table(self, rows, person="budget", **values):
        """The dialog with a table, previewed."""
        stream = io.StringIO()
        csv.writer(stream).writerows([HEAD, *rows])
        wizard = self.model("gotgan.budget.subject.import", person).create({
            "fiscal_year_id": self.year(2026).id, "file_name": "예산.csv",
            "file": base64.b64encode(stream.getvalue().encode()), **values,
        })
        wizard.action_preview()
        return wizard

    def enter(self, rows, **values):
        """The version a table makes."""
        wizard = self.table(rows, **values)
        assert not wizard.error_count, wizard.problem_ids.mapped("message")
        return self.model("gotgan.budget.version", "budget").browse(
            wizard.action_confirm()["res_id"],
        )

    # ---- addresses ---------------------------------------------------------

    def cell(self, code, department=None, year=2026):
        """The cell of an object with fresh figures; each object has one here, or one a team."""
        domain = [("fiscal_year_id.year", "=", year), ("subitem_id.code", "=", code)]
        if department:
            domain.append(("department_id.name", "=", department))
        cell = self.root["gotgan.budget.cell"].search(domain).ensure_one()
        cell.invalidate_recordset()
        return cell

    def figures(self, cell, *names):
        cell.invalidate_recordset()
        return tuple(cell[name] for name in names)

    def total(self, name, year=2026):
        """A total of the ledger over a year."""
        self.root.flush_all()
        [(won,)] = self.root["gotgan.budget.cell"]._read_group(
            [("fiscal_year_id.year", "=", year)], [], [f"{name}:sum"],
        )
        return won or 0
