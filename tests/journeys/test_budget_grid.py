"""시민소통관의 직원이 예산요구서를 표에서 쓴다: keyboard, Excel, two people, the whole city.

The request is one of a supplementary budget of this year, so that the subjects of the demo city
are there. What the screen says at the end is what the database says.
"""

import re

import pytest
from signing_in import sign_in

COLLEAGUE = "e.clerk"
PASTED = (
    "Ο행정장비 운영\t\t7,800\r\n"
    "  ο소모품\t300,000원*4대*4회\t4,800\r\n"
    "  ο장비유지\t3,000,000원\t3,000\r\n"
    "Ο홍보물 및 일간지 구독료\t90,000원*12월\r\n"
)


@pytest.fixture(scope="module")
def city(demo_tenant, serve, odoo_env):
    with odoo_env(demo_tenant, "budget") as env:
        year = env["gotgan.fiscal.year"]._get_current()
        cycle = env["gotgan.budget.cycle"].create({
            "fiscal_year_id": year.id, "kind": "supplementary", "round": 9,
        })
        cycle.action_open()
        staff = env["res.users"].search([("login", "=", "staff")])
        request = cycle.request_ids.filtered(
            lambda one: one.department_id == staff._get_department()
        )
        former = env["gotgan.budget.line"].search([
            ("fiscal_year_id", "=", year.id), ("department_id", "=", request.department_id.id),
        ])
        env["gotgan.budget.request.line"].create([
            {"request_id": request.id, "fund_id": one.fund_id.id,
             "project_id": one.project_id.id, "subitem_id": one.subitem_id.id}
            for one in former
        ])
        ids = cycle.id, request.id
    return demo_tenant, serve(demo_tenant).url, *ids


def open_grid(page, url, login, shown=".o_bgrid_row"):
    sign_in(page, url, login)
    page.goto(f"{url}/odoo/budget-grid")
    page.wait_for_selector(shown)


@pytest.fixture
def grid(city, page):
    """The grid of the own department, as the menu opens it."""
    open_grid(page, city[1], "staff")
    return page


def won(text):
    return int(re.sub(r"[^\d-]", "", text) or 0)


def total(page):
    return won(page.inner_text(".o_bgrid_total [data-column=requested]"))


def cell(row, column):
    return f"{row} [data-column={column}]"


def saved(page):
    page.wait_for_selector(".o_bgrid_saved:has-text('모두 저장')")


def paste(page, text):
    """Paste as Excel does: text between tabs, on the cell that has the keyboard."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent(
                "paste", { clipboardData: data, bubbles: true, cancelable: true }
            ));
        }""",
        text,
    )


def first_line(page):
    """Put the cursor on the first object subitem; return its selector."""
    key = page.get_attribute(".o_bgrid_is_line >> nth=0", "data-key")
    row = f"[data-key={key}]"
    page.click(cell(row, "name"))
    page.wait_for_selector(f"{row} input:focus")
    return row


def test_it_speaks_korean(grid):
    text = grid.inner_text(".o_gotgan_grid")
    for word in (
        "산출근거", "산출근거식", "요구액", "전년도", "증감", "사유", "합계", "천원", "정책사업",
    ):
        assert word in text, word


def test_an_estimate_by_keyboard_alone(grid, city, odoo_env):
    before = total(grid)
    first_line(grid)
    grid.keyboard.press("Insert")
    grid.wait_for_selector(".o_bgrid_draft input:focus")
    grid.keyboard.type("청사이전 자문수당")
    grid.keyboard.press("Tab")
    grid.keyboard.type("100,000원*11명*2회")
    grid.keyboard.press("Enter")
    saved(grid)
    grid.wait_for_selector(".o_bgrid_is_estimate:has-text('청사이전 자문수당'):has-text('2,200')")
    assert total(grid) == before + 2200
    with odoo_env(city[0]) as env:
        row = env["gotgan.budget.request.estimate"].search([("name", "=", "청사이전 자문수당")])
        assert (row.formula, row.amount) == ("100,000원*11명*2회", 2_200_000)
    grid.keyboard.press("Control+z")
    grid.keyboard.press("Control+z")
    grid.wait_for_selector(".o_bgrid_is_estimate:has-text('청사이전 자문수당')", state="detached")
    assert total(grid) == before


def test_the_amount_and_the_law_are_told_while_typing(grid, city, odoo_env):
    first_line(grid)
    grid.keyboard.press("Insert")
    grid.wait_for_selector(".o_bgrid_draft input:focus")
    grid.keyboard.type("청사 안내문")
    grid.keyboard.press("Tab")
    grid.keyboard.type("5,000원*300부*2회")
    grid.wait_for_selector(".o_bgrid_said_amount:has-text('3,000')")
    grid.keyboard.press("Control+a")
    grid.keyboard.type("3,000,000원")
    grid.wait_for_selector(".o_bgrid_finding:has-text('지방재정법')")
    grid.keyboard.press("Control+a")
    grid.keyboard.type("5,000원*")
    grid.wait_for_selector(".o_bgrid_said .text-danger")
    with odoo_env(city[0]) as env:
        row = env["gotgan.budget.request.estimate"].search([("name", "=", "청사 안내문")])
        assert not row.formula and not row.amount
    grid.keyboard.press("Control+a")
    grid.keyboard.type("5,000원*300부")
    grid.keyboard.press("Enter")
    saved(grid)
    grid.wait_for_selector(".o_bgrid_finding", state="detached")
    grid.keyboard.press("Control+z")
    grid.keyboard.press("Control+z")
    grid.wait_for_selector(".o_bgrid_is_estimate:has-text('청사 안내문')", state="detached")


def test_typing_ahead_of_the_screen_loses_nothing(city, page, odoo_env):
    """Who types faster than the screen draws: every key goes where it was meant to go."""
    page.add_init_script(
        "window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 300);"
    )
    open_grid(page, city[1], "staff")
    before = total(page)
    first_line(page)
    page.keyboard.press("Insert")
    page.keyboard.type("청사이전 안내문")
    page.keyboard.press("Tab")
    page.keyboard.type("200원*5,000부")
    page.keyboard.press("Enter")
    page.wait_for_selector(".o_bgrid_is_estimate:has-text('청사이전 안내문'):has-text('1,000')")
    with odoo_env(city[0]) as env:
        row = env["gotgan.budget.request.estimate"].search([("name", "=", "청사이전 안내문")])
        assert (row.formula, row.amount) == ("200원*5,000부", 1_000_000)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.wait_for_selector(".o_bgrid_is_estimate:has-text('청사이전 안내문')", state="detached")
    assert total(page) == before


def test_rows_from_excel(grid):
    before = total(grid)
    first_line(grid)
    paste(grid, PASTED)
    saved(grid)
    assert total(grid) == before + 8880
    parts = grid.locator(".o_bgrid_is_estimate:has-text('소모품')")
    assert "ο" in parts.first.inner_text()
    grid.keyboard.press("Control+z")
    grid.wait_for_function(
        "before => document.querySelector('.o_bgrid_total [data-column=requested]')"
        ".innerText.replace(/[^0-9]/g, '') == before", arg=str(before),
    )


def test_a_bad_cell_stops_the_paste_and_is_mended(grid):
    before = total(grid)
    first_line(grid)
    paste(grid, "현수막 제작\t50,000원*(3개\r\n안내문 인쇄\t200원*5,000부\r\n")
    grid.wait_for_selector(".o_bgrid_error")
    assert "괄호" in grid.inner_text(".o_bgrid_refused")
    assert total(grid) == before
    grid.click(".o_bgrid_error")
    grid.keyboard.press("F2")
    grid.keyboard.press("Control+a")
    grid.keyboard.type("50,000원*3개")
    grid.keyboard.press("Enter")
    saved(grid)
    assert total(grid) == before + 150 + 1000


def test_two_people_lose_nothing(grid, city, odoo_env):
    first_line(grid)
    paste(grid, "노트북\t1,500,000원*5개\r\n복합기\t2,000,000원*1대\r\n")
    saved(grid)
    row = grid.get_attribute(".o_bgrid_is_estimate:has-text('노트북')", "data-key")
    with odoo_env(city[0], COLLEAGUE) as env:
        estimate = env["gotgan.budget.request.estimate"].browse(int(row[1:]))
        estimate.write({"formula": "1,500,000원*6개"})
    grid.click(cell(f"[data-key={row}]", "formula"))
    grid.keyboard.type("1,500,000원*7개")
    grid.keyboard.press("Enter")
    grid.wait_for_selector(".o_bgrid_conflicts")
    text = grid.inner_text(".o_bgrid_conflicts")
    assert "1,500,000원*6개" in text and "1,500,000원*7개" in text and "윤새봄" in text
    grid.check(".o_bgrid_conflicts input >> nth=0")
    grid.click(".o_bgrid_settle")
    saved(grid)
    with odoo_env(city[0]) as env:
        estimate = env["gotgan.budget.request.estimate"].browse(int(row[1:]))
        assert estimate.formula == "1,500,000원*7개"


def test_search_by_initials(grid):
    grid.keyboard.press("/")
    grid.wait_for_selector(".o_bgrid_search input:focus")
    grid.keyboard.type("ㅅㅁㄱㄹㅂ")
    grid.wait_for_selector(".o_bgrid_hit:has-text('사무관리비')")
    assert grid.locator(".o_bgrid_is_line:has-text('국내여비')").count() == 0
    grid.keyboard.press("Escape")
    grid.wait_for_selector(".o_bgrid_is_line:has-text('국내여비')")


def test_the_unit(grid):
    def choose(place):
        grid.click(f".o_bgrid_unit >> nth={place}")
        grid.wait_for_selector(f".o_bgrid_unit.active:nth-child({place + 1})")

    choose(1)
    thousands = total(grid)
    choose(0)
    assert total(grid) == thousands * 1000
    choose(1)


def test_the_budget_office_sees_the_city(city, page):
    open_grid(page, city[1], "budget", ".o_bgrid_department")
    page.select_option(".o_bgrid_department", "0")
    page.wait_for_selector(".o_bgrid_is_department")
    assert "감사관" in page.inner_text(".o_bgrid_department >> nth=0")


def test_everybody_can_use_it(grid):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    first_line(grid)
    found = axe.run(grid, context=".o_gotgan_grid").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_a_figure_opens_to_what_it_is_made_of(grid, city, odoo_env):
    """F1 on what stands beside a line, and on the total of all."""
    with odoo_env(city[0]) as env:
        lines = env["gotgan.budget.request"].browse(city[3]).line_ids
        line = lines.filtered("base_amount")[0]
        row, beside = f"[data-key=l{line.id}]", line.base_amount
        whole = sum(lines.mapped("base_amount"))
    grid.click(cell(row, "base_amount"))
    grid.keyboard.press("F1")
    grid.wait_for_selector(".o_exec_why .o_exec_step:focus")
    assert won(grid.inner_text(".o_exec_why_sum strong")) == beside
    grid.keyboard.press("Escape")
    grid.wait_for_selector(f"{cell(row, 'base_amount')} input:focus")
    grid.click(cell(row, "name"))
    grid.keyboard.press("F1")
    grid.wait_for_selector(".o_notification:has-text('금액')")
    grid.locator(".o_bgrid_total [data-column=base_amount] .o_bgrid_why").focus()
    grid.keyboard.press("Enter")
    grid.wait_for_selector(".o_exec_why .o_exec_step:focus")
    assert won(grid.inner_text(".o_exec_why_sum strong")) == whole
