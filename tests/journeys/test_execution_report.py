"""예산담당 looks where the budget stands: tree, figures down to documents, a past day, Excel."""

import contextlib
import io
import re

import pytest
from openpyxl import load_workbook
from signing_in import sign_in

LOGIN = "budget"
TOTALS = ("appropriated", "allotted", "requested", "committed", "paid")


@pytest.fixture(scope="module")
def city(demo_tenant, serve):
    return demo_tenant, serve(demo_tenant).url


@pytest.fixture
def report(city, page):
    """The report, opened from the menu as an official does."""
    sign_in(page, city[1], LOGIN)
    page.goto(f"{city[1]}/odoo/execution-status")
    page.wait_for_selector(".o_exec_row")
    return page


def won(text):
    return int(re.sub(r"[^\d-]", "", text))


def figure(page, row, column):
    return won(page.inner_text(f"{row} [data-column={column}]"))


def ledger_totals(env):
    year = env["gotgan.fiscal.year"]._get_current()
    cells = env["gotgan.budget.cell"].search([("fiscal_year_id", "=", year.id)])
    return [sum(cells.mapped(name)) for name in TOTALS]


def settle(page):
    page.wait_for_selector(".o_exec_loading", state="detached")


@contextlib.contextmanager
def read_anew(page, said=""):
    """What is done here makes the report read its tree; afterwards that tree is drawn.

    :param said: what the question to the server has to hold, when others may go before it
    """
    def is_it(answer):
        return "action_get_tree" in answer.url and said in (answer.request.post_data or "")

    with page.expect_response(is_it) as answer:
        yield
    answer.value.finished()
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))")
    settle(page)


def test_totals_are_the_ledgers_by_every_hierarchy(report, city, odoo_env):
    with odoo_env(city[0]) as env:
        expected = ledger_totals(env)
    for axis in ("program", "department", "functional", "fund", "object", "source"):
        with read_anew(report):
            report.click(f"[data-axis={axis}]")
        report.wait_for_selector(f"[data-axis={axis}].active")
        assert [figure(report, ".o_exec_total", name) for name in TOTALS] == expected


def test_it_speaks_korean(report):
    text = report.inner_text(".o_gotgan_execution")
    for word in ("집행현황", "예산현액", "배정", "품의", "원인행위", "지출", "예산잔액", "배정잔액",
                 "집행률", "기준일", "엑셀 내려받기", "부서별", "천원", "정책사업"):
        assert word in text, word


def test_the_keyboard_walks_the_tree(report):
    rows = report.locator(".o_exec_row")
    with read_anew(report):
        report.click("[data-axis=program]")
    report.click(".o_exec_levels button >> nth=0")
    report.wait_for_selector(".o_exec_depth_1", state="detached")
    folded = rows.count()
    report.keyboard.press("/")
    report.wait_for_selector("input.form-control:focus")
    report.keyboard.press("ArrowDown")
    report.wait_for_selector(".o_exec_cursor:focus")
    report.keyboard.press("ArrowRight")
    report.wait_for_selector(".o_exec_depth_1")
    assert rows.count() > folded
    report.keyboard.press("ArrowDown")
    report.wait_for_selector(".o_exec_cursor.o_exec_depth_1")
    report.keyboard.press("ArrowLeft")
    report.wait_for_selector(".o_exec_cursor.o_exec_depth_0")
    report.keyboard.press("ArrowLeft")
    report.wait_for_selector(".o_exec_depth_1", state="detached")
    assert rows.count() == folded


def test_a_figure_opens_to_moves_that_add_up_and_to_a_document(report):
    committed = figure(report, ".o_exec_total", "committed")
    report.click(".o_exec_total [data-column=committed]")
    report.wait_for_selector(".o_exec_why")
    assert won(report.inner_text(".o_exec_why_sum strong")) == committed
    report.click(".o_exec_why_moves")
    report.wait_for_selector(".o_list_view .o_data_row, .o_list_view .o_group_header")
    assert won(report.inner_text(".o_list_footer .o_list_number:visible")) == committed
    report.click(".o_data_row >> nth=0 >> td[name=source_name]")
    report.wait_for_selector(".o_form_view")


def test_coming_back_it_is_as_it_was_left(report):
    with read_anew(report):
        report.click("[data-axis=department]")
    report.keyboard.press("/")
    report.wait_for_selector(".o_exec_search input:focus")
    with read_anew(report, "여비"):
        report.keyboard.type("여비")
    report.wait_for_selector(".o_exec_row mark:text-is('여비')")
    before = report.inner_text(".o_exec_total")
    report.click(".o_exec_total [data-column=appropriated]")
    report.click(".o_exec_why_moves")
    report.wait_for_selector(".o_list_view")
    report.click(".o_breadcrumb a >> nth=0")
    report.wait_for_selector(".o_exec_row mark")
    assert report.input_value(".o_exec_search input") == "여비"
    assert "active" in report.get_attribute("[data-axis=department]", "class")
    assert report.inner_text(".o_exec_total") == before


def test_before_the_budget_there_is_nothing(report):
    report.fill(".o_exec_date input", "2000.01.01")
    report.keyboard.press("Enter")
    report.wait_for_selector(".o_exec_empty")
    assert "편성된 예산이 없습니다" in report.inner_text(".o_exec_empty")
    report.click(".o_exec_today")
    report.wait_for_selector(".o_exec_row")


def test_excel_has_the_figures_of_the_screen(report):
    shown = [figure(report, ".o_exec_total", name) for name in TOTALS]
    with report.expect_download() as download:
        report.click(".o_exec_xlsx")
    assert download.value.suggested_filename.startswith("집행현황_")
    with open(download.value.path(), "rb") as file:
        sheet = load_workbook(io.BytesIO(file.read()), data_only=True).active
    assert [sheet.cell(6, 4 + place).value for place in range(5)] == shown
    assert sheet.cell(1, 1).value == "집행현황"
