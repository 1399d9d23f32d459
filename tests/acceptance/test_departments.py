"""A budget of a large city's size: 166 departments come to their published totals to the won.

용인시 published the totals of 166 departments for 2026; the file lies beside the checkout, and
these tests skip, and say so, where it does not. They add up to 3,462,594,660천원, the city's budget
to 3,463,154,010천원: the 559,350천원 that no department of the list has are entered under a name
that says so. What the departments spend was not published as data: the 20,000 lines below the
totals are made here and say so in their names (tests/bench times more of them).
"""

import base64
import csv
import io
from datetime import date

import pytest

FILE = "budget_book/yongin_2026/용인시_2026_부서별_공표합계_천원.csv"
LISTED, PUBLISHED = 3_462_594_660, 3_463_154_010  # 천원
REST = "부서별 공표표에 없음"
PROJECTS, LINES = 12, 10
REST_LINES = 80


@pytest.fixture(scope="module")
def totals(shared_data):
    """``{department: 천원}`` as published, with what the list leaves out."""
    text = (shared_data / FILE).read_text("utf-8-sig")
    found = {row["부서"]: int(row["예산액_천원"]) for row in csv.DictReader(io.StringIO(text))}
    return {**found, REST: PUBLISHED - sum(found.values())}


def make_rows(totals, subitems, sections):
    """Yield the rows of an e호조 export whose lines come to each department's total."""
    from odoo.addons.gotgan_budget.tests import sheet

    for place, (department, total) in enumerate(totals.items()):
        count = REST_LINES if department == REST else PROJECTS * LINES
        even, more = divmod(total, count)
        for number in range(count):
            project, at = divmod(number, LINES)
            code, name = subitems[at]
            field, section = sections[(place + project // 3) % len(sections)]
            amount = even + (more if number == 0 else 0)
            yield sheet.row(
                2026, amount, 부서명=department, 분야명=field, 부문명=section,
                정책사업명=f"시험정책 {place}-{project // 3}",
                단위사업명=f"시험단위 {place}-{project // 2}",
                세부사업명=f"시험사업 {place}-{project}", 통계목=code, 통계목명=name,
                편성목=code[:3], 편성목명="", 산출근거명="Ο시험", 산출근거식=f"{amount}천원*1식",
            )


def make_file(env, totals):
    """Return an e호조 export of about 20,000 lines, with the objects and sections of 2026."""
    from odoo.addons.gotgan_budget.tests import sheet

    year = env["gotgan.fiscal.year"]._get_of_year(2026)
    subitems = env["gotgan.expenditure.object"].search([
        ("fiscal_year_id", "=", year.id), ("subject_set", "=", "local_government"),
        ("level", "=", "subitem"), ("code", "=like", "20%"),
    ], limit=LINES)
    sections = env["gotgan.function"].search([
        ("fiscal_year_id", "=", year.id), ("level", "=", "section"),
    ])
    rows = list(make_rows(
        totals, [(one.code, one.name) for one in subitems],
        [(one.parent_id.name, one.name) for one in sections],
    ))
    return len(rows), sheet.as_csv(rows)


@pytest.fixture(scope="module")
def hall(tenant_module):
    """The city's budget office; the clock shows the first working day of 2026."""
    from scenario.people import Hall

    hall = Hall(tenant_module, "municipality", date(2026, 1, 2))
    hall.year(2026)._write_locked({"state": "open"})
    hall.found("예산과(시험)")
    hall.hire("budget", "예산담당", "예산과(시험)", "gotgan_budget.group_budget_officer")
    hall.hire("staff", "직원", "예산과(시험)")
    yield hall
    hall.close()


@pytest.fixture(scope="module")
def document(hall, totals):
    """The import of the whole budget, confirmed."""
    count, data = make_file(hall.root, totals)
    assert count == 166 * PROJECTS * LINES + REST_LINES == 20_000
    document = hall.model("gotgan.budget.import", "budget").create({
        "file": base64.b64encode(data), "file_name": "본예산.csv",
        "fiscal_year_id": hall.year(2026).id,
    })
    document.action_preview()
    assert not document.error_count, document.problem_ids[:5].mapped("message")
    document.action_confirm()
    hall.travel(date(2026, 1, 5))
    return document


def test_what_was_published_adds_up(totals):
    assert len(totals) == 166 + 1
    assert sum(totals.values()) - totals[REST] == LISTED
    assert (sum(totals.values()), totals[REST]) == (PUBLISHED, 559_350)


def test_every_department_has_its_total_in_the_version(hall, document, totals):
    version = document.version_id
    assert (version.state, version.amount, document.line_count) == (
        "in_force", PUBLISHED * 1_000, 20_000,
    )
    rows = version.line_ids._read_group(
        [("version_id", "=", version.id)], ["department_id"], ["amount:sum"],
    )
    assert {one.name: won for one, won in rows} == {
        name: amount * 1_000 for name, amount in totals.items()
    }


def test_every_department_has_its_total_in_the_report(hall, document, totals):
    report = hall.model("gotgan.execution.report", "staff").action_get_tree({
        "fiscal_year_id": hall.year(2026).id, "date": "2026-01-05", "axis": "department",
    })
    names, at = report["names"]["hr.department"], 2 + report["totals"].index("appropriated")
    found = {names[row[1]][1]: row[at] for row in report["rows"] if row[0] == 0}
    assert found == {name: amount * 1_000 for name, amount in totals.items()}
    assert report["total"][at - 2] == PUBLISHED * 1_000


def test_every_department_has_its_total_on_paper(hall, document, totals):
    import openpyxl

    book = hall.model("gotgan.budget.issue", "budget").create({
        "version_id": document.version_id.id, "unit": "1000", "as_book": False,
        "in_pdf": False, "in_xlsx": True,
        **{f"has_{name}": name == "organization" for name in (
            "provisions", "overview", "function", "nature", "organization", "source", "changes",
            "revenue", "statement",
        )},
    })
    book.action_issue()
    assert book.state == "queued"  # a budget of this size is made by the clock
    hall.root["gotgan.budget.issue"]._cron_issue()
    assert book.state == "issued", book.failure
    workbook = openpyxl.load_workbook(io.BytesIO(book.file_ids._get_bytes()))
    rows = [row for one in workbook.worksheets for row in one.iter_rows(values_only=True)]
    found = {
        row[0].strip(): row[1] for row in rows
        if row[0] and row[0].strip() in {*totals, "합계"}
    }
    assert found == {**totals, "합계": PUBLISHED}


def test_the_ledger_is_what_its_moves_say(hall, document):
    hall.verify()
