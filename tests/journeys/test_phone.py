"""A head of department signs on the way: the pages of approval and of a case on a phone, 390 wide.

Nothing is wider than the page, and what is pressed can be reached with a thumb.
"""

import pytest
from signing_in import sign_in

WIDTH, HEIGHT = 390, 844
# What a thumb meets, by the accessibility rules of the web (WCAG 2.2, 2.5.8).
LEAST = 24
RECORD = ".o_kanban_record:not(.o_kanban_ghost)"
WORK = "gotgan_expenditure.work_item_action"


@pytest.fixture(scope="module")
def city(demo_tenant, serve):
    return serve(demo_tenant).url


@pytest.fixture
def phone(browser, city):
    context = browser.new_context(
        locale="ko-KR", timezone_id="Asia/Seoul", viewport={"width": WIDTH, "height": HEIGHT},
        is_mobile=True, has_touch=True,
    )
    page = context.new_page()
    sign_in(page, city, "commitment")
    yield page
    context.close()


def open_page(page, city, action, shown):
    page.goto(f"{city}/odoo/action-{action}")
    page.wait_for_selector(shown)


def assert_fits(page):
    wide = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.body.scrollWidth]",
    )
    assert max(wide) <= WIDTH, wide


def assert_reachable(page, selector):
    for button in page.query_selector_all(selector):
        box = button.bounding_box()
        if box and button.is_visible():
            assert box["x"] >= 0 and box["x"] + box["width"] <= WIDTH, (selector, box)
            assert box["height"] >= LEAST, (selector, box)


def test_the_approvals_that_wait(phone, city):
    open_page(phone, city, "gotgan_approval.approval_action_inbox", ".o_gotgan_inbox_row")
    assert_fits(phone)


def test_what_waits_its_document_and_the_whole_case(phone, city):
    open_page(phone, city, WORK, RECORD)
    assert_fits(phone)
    phone.click(f"{RECORD} >> nth=0")
    phone.wait_for_selector(".o_form_view")
    assert_fits(phone)
    assert_reachable(phone, ".o_statusbar_buttons > button")
    phone.click(".o_statusbar_buttons button.dropdown-toggle >> nth=-1")
    phone.click(".o-dropdown--menu [name=action_open_case]")
    phone.wait_for_selector(".o_gotgan_case")
    assert_fits(phone)
