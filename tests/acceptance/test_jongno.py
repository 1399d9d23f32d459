"""A public corporation's year 2010 comes out of its lines to the won.

종로구시설관리공단 published what it budgeted and settled for 2010 as two tables, 수익적 and 자본적,
by 항 and 목; they lie beside the checkout, and these tests skip, and say so, where they do not. Its
subjects of 2010 are none that the program ships: they are loaded as the corporation's own edition,
with the 관 that its carry-over tables name (사업예산, 자본예산). Departments and the days of its
board were not published and are ours; what was carried over from 2009 is a table of its own, and
not here. Of revenue the product keeps the budget, not what was received.
"""

import base64
import csv
import io
from datetime import date
from typing import NamedTuple

import pytest

FOLDER = "agency_jongno/settlement_2010_table{}.csv"
BUDGET, SETTLED = 12_218_610_000, 11_300_944_593
CAPITAL_BUDGET, CAPITAL_SETTLED = 1_113_910_000, 1_019_628_670
NAME, FUND = "종로구시설관리공단", "공단회계"
# 수익적/자본적: the table, the 관 of the published tables, and its code for money out and in.
SECTIONS = {"수익적": (0, "사업예산", "700", "600"), "자본적": (1, "자본예산", "200", "100")}


class Printed(NamedTuple):
    """One line of a published table, in won."""

    section: str
    hang: str
    mok: str
    budget: int
    settled: int
    rest: int


def won(text):
    """Return printed won; ``-`` is nothing, brackets are below zero."""
    plain = text.replace(",", "").strip()
    if plain in ("", "-"):
        return 0
    return -int(plain[1:-1]) if plain.startswith("(") else int(plain)


def read(folder, side):
    """Return the printed lines of one side: ``side`` 0 is 수입, 1 is 지출."""
    lines = {}
    for section, (table, *_codes) in SECTIONS.items():
        text = (folder / FOLDER.format(table)).read_text("utf-8-sig")
        for cells in list(csv.reader(io.StringIO(text)))[3:]:
            hang, mok, *amounts = cells[5 * side:5 * side + 5]
            hang, mok = " ".join(hang.split()), " ".join(mok.split())
            # What was paid back to the city is printed in brackets below what came in.
            if hang != "합계" and mok and mok != "소계" and not mok.startswith("("):
                lines[section, hang, mok] = Printed(section, hang, mok, *map(won, amounts))
    return list(lines.values())


def subjects(lines, side):
    """Return the edition of the corporation's subjects as a file of the classification import."""
    rows, hangs = [], {}
    for section, (_table, gwan, *codes) in SECTIONS.items():
        rows.append((codes[side], "관", "", gwan))
        for one in lines:
            if one.section == section and (section, one.hang) not in hangs:
                code = str(int(codes[side]) + 10 * (1 + sum(key[0] == section for key in hangs)))
                hangs[section, one.hang] = code
                rows.append((code, "항", codes[side], one.hang))
    # The codes of its 목 were not published; the import gives provisional ones.
    rows += [("", "목", hangs[one.section, one.hang], one.mok) for one in lines]
    return as_csv([("코드", "구분", "상위코드", "과목명"), *rows])


def as_csv(rows):
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


@pytest.fixture(scope="module")
def printed(shared_data):
    """The printed lines: (수입, 지출)."""
    return read(shared_data, 0), read(shared_data, 1)


@pytest.fixture(scope="module")
def hall(tenant_module):
    """The corporation in the days of its budget, with its people; the clock shows 2010."""
    from scenario.people import Hall

    hall = Hall(tenant_module, "corporation", date(2009, 11, 2))
    hall.found(NAME)
    hall.hire("staff", "품의자", NAME)
    hall.hire("budget", "예산담당", NAME, "gotgan_budget.group_budget_officer")
    hall.hire("manager", "기준정보 관리자", NAME, "gotgan_base.group_manager")
    for kind in ("commitment_officer", "disbursing_officer", "cashier"):
        hall.appoint(kind, kind, NAME, date(2009, 1, 1))
    yield hall
    hall.close()


def load_table(hall, table, data):
    """Bring in an edition as the manager of the masters does."""
    wizard = hall.model("gotgan.classification.import", "manager").create({
        "table": table, "fiscal_year_id": hall.year(2010).id, "name": "2010년",
        "source": "종로구시설관리공단 2010년 결산서", "file": base64.b64encode(data),
    })
    wizard.action_preview()
    assert not wizard.problem_count, wizard.line_ids.mapped("message")
    wizard.action_confirm()


@pytest.fixture(scope="module")
def version(hall, printed):
    """The budget of 2010 in force, entered as a table by the budget officer."""
    hall.model("gotgan.fiscal.year", "manager").create({"year": 2010}).action_open()
    load_table(hall, "function", as_csv([
        ("코드", "구분", "상위코드", "과목명"), ("010", "분야", "", "일반공공행정"),
        ("016", "부문", "010", "일반행정"),
    ]))
    load_table(hall, "fund", as_csv([("코드", "과목명", "회계구분"), ("100", FUND, "일반회계")]))
    load_table(hall, "revenue_affiliated", subjects(printed[0], 1))
    load_table(hall, "object_affiliated", subjects(printed[1], 0))
    hall.travel(date(2010, 1, 4))
    wizard = hall.model("gotgan.budget.subject.import", "budget").create({
        "fiscal_year_id": hall.year(2010).id, "file": base64.b64encode(table(printed)),
        "file_name": "2010 예산.csv", "date_voted": date(2009, 12, 15),
        "date_approved": date(2009, 12, 28),
    })
    wizard.action_preview()
    assert not wizard.error_count, wizard.problem_ids.mapped("message")
    assert (wizard.operating_amount, wizard.capital_amount) == (BUDGET, CAPITAL_BUDGET)
    version = hall.root["gotgan.budget.version"].browse(wizard.action_confirm()["res_id"])
    hall.travel(date(2010, 1, 5))
    return version


def table(printed):
    """Return both tables as one file in 관·항·목, in won."""
    head = "구분,수익적/자본적,회계(기금),부서,관,항,목,산출기초,예산액(원)"
    return as_csv([head.split(","), *(
        (side, one.section, FUND, NAME, SECTIONS[one.section][1], one.hang, one.mok, "", one.budget)
        for side, lines in zip(("수입", "지출"), printed, strict=True) for one in lines
    )])


def spend(hall, printed):
    """Allot what is budgeted, and spend what was settled: for each line, the whole chain once."""
    from scenario.living import Living
    from scenario.spending import Spending

    cells = {
        (cell.subitem_id.parent_id.name, cell.subitem_id.name): cell
        for cell in hall.root["gotgan.budget.cell"].search([("fiscal_year_id.year", "=", 2010)])
    }
    Living(hall, 2010).allot({cell: cell.voted for cell in cells.values() if cell.voted})
    chain = Spending(hall)
    hall.travel(date(2010, 12, 20))
    for one in printed:
        if one.settled:
            line = cells[one.hang, one.mok].line_id
            chain.spend("staff", line, one.settled, f"2010년 {one.mok}")
    hall.travel(date(2010, 12, 31))


def execution(hall):
    """Return ``{목: {total: won}}`` of 집행현황 as a member of staff sees it, None for all."""
    report = hall.model("gotgan.execution.report", "staff").action_get_tree({
        "fiscal_year_id": hall.year(2010).id, "date": "2010-12-31", "axis": "object",
    })
    depth = [key for key, _model in report["levels"]].index("subitem")
    rows = {
        row[1]: dict(zip(report["totals"], row[2:], strict=True))
        for row in report["rows"] if row[0] == depth
    }
    rows[None] = dict(zip(report["totals"], report["total"], strict=True))
    return rows


def test_what_was_published_adds_up(printed):
    revenue, spent = printed
    for section, budget, settled in (
        ("수익적", BUDGET, SETTLED), ("자본적", CAPITAL_BUDGET, CAPITAL_SETTLED),
    ):
        lines = [one for one in spent if one.section == section]
        assert sum(one.budget for one in lines) == budget
        assert sum(one.settled for one in lines) == settled
        assert sum(one.budget for one in revenue if one.section == section) == budget
    assert all(one.rest == one.budget - one.settled for one in spent)


def test_the_budget_comes_out_of_its_lines(hall, version, printed):
    assert (version.state, version.kind, version.authority) == ("in_force", "original", "board")
    for parts, lines, name in (
        (version.line_ids, printed[1], "subitem_id"),
        (version.revenue_ids, printed[0], "revenue_source_id"),
    ):
        found = {
            (one[name].parent_id.parent_id.name, one[name].parent_id.name, one[name].name):
            (one.section, one.amount) for one in parts
        }
        sides = {"수익적": "operating", "자본적": "capital"}
        assert found == {
            (SECTIONS[one.section][1], one.hang, one.mok): (sides[one.section], one.budget)
            for one in lines
        }
    hall.verify()


def test_the_settlement_comes_out_of_its_lines(hall, version, printed):
    spend(hall, printed[1])
    rows = execution(hall)
    names = hall.root["gotgan.expenditure.object"]
    found = {
        (names.browse(number).parent_id.name, names.browse(number).name):
        (row["voted"], row["paid"], row["appropriated"] - row["paid"])
        for number, row in rows.items() if number
    }
    # What is printed as - has no row in the report.
    assert found == {
        (one.hang, one.mok): (one.budget, one.settled, one.rest)
        for one in printed[1] if one.budget or one.settled
    }
    assert rows[None]["voted"] == BUDGET + CAPITAL_BUDGET
    assert rows[None]["paid"] == SETTLED + CAPITAL_SETTLED
    for gwan, settled in (("사업예산", SETTLED), ("자본예산", CAPITAL_SETTLED)):
        assert sum(
            row["paid"] for number, row in rows.items()
            if number and names.browse(number).parent_id.parent_id.name == gwan
        ) == settled
    hall.verify()


def test_the_papers_say_the_same(hall, version, printed):
    from scenario.papers import issue, read_numbers

    files = issue(hall, version, "overview", "nature", "revenue")
    overview = read_numbers(files["overview", "xlsx"])
    assert {BUDGET + CAPITAL_BUDGET, BUDGET, CAPITAL_BUDGET} <= overview
    nature = read_numbers(files["nature", "xlsx"])
    assert {BUDGET, CAPITAL_BUDGET, *(one.budget for one in printed[1] if one.budget)} <= nature
    assert {one.budget for one in printed[0] if one.budget} <= read_numbers(
        files["revenue", "xlsx"],
    )


def test_the_table_given_out_is_the_budget_again(hall, version):
    given = hall.model("gotgan.budget.subject.export", "budget").create({
        "version_id": version.id, "kind": "xlsx",
    })
    given.action_download()
    again = hall.model("gotgan.budget.subject.import", "budget").create({
        "fiscal_year_id": hall.year(2010).id, "kind": "supplementary", "file": given.file,
    })
    again.action_preview()
    assert again.problem_ids.filtered(lambda one: one.severity == "error").mapped("code") == [
        "nothing_new",
    ]
    assert again.amount == BUDGET + CAPITAL_BUDGET
