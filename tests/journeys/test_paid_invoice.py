"""품의자 → 재무관 → 지출원 → 출납원: an invoice is paid in the browser, in Korean.

Each person logs in, starts at 오늘 할 일, opens what waits there, and goes on from document to
document by the button that is offered. At the end the ledger says what the screen said.
"""

import re

import pytest

PASSWORD = "gotgan-demo"
TITLE, SEARCH, PAYEE = "시민소통 안내문 인쇄", "협치 사무", "누리인쇄"
AMOUNT, AGREED = 400_000, 380_000


@pytest.fixture(scope="module")
def city(demo_tenant, serve):
    return demo_tenant, serve(demo_tenant).url


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, browser, url, login, password=PASSWORD, read_code=None):
        """``read_code``: returns the code that comes by mail, where a password is not enough."""
        self.url = url
        self.context = browser.new_context(
            locale="ko-KR", timezone_id="Asia/Seoul", viewport={"width": 1440, "height": 900},
        )
        self.context.set_default_timeout(90_000)
        self.page = self.context.new_page()
        self.page.goto(f"{url}/web/login")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        if read_code:
            self.page.fill("input[name=totp_token]", read_code())
            self.page.press("input[name=totp_token]", "Enter")
            self.page.click("a:has-text('나중에')")
        self.page.wait_for_selector(".o_main_navbar")

    def open_work(self, title):
        """Start at 오늘 할 일 and open the document of that title."""
        self.page.goto(f"{self.url}/odoo/action-gotgan_expenditure.work_item_action")
        self.page.wait_for_selector(".o_list_renderer")
        self.page.click(f"tr.o_data_row:has-text('{title}') td[name=name]")
        self.page.wait_for_selector(".o_form_view")

    def press(self, name):
        """Press a button of the document; it is there as soon as it may be pressed."""
        self.page.click(f".o_statusbar_buttons button[name={name}]")

    def expect_state(self, label):
        current = ".o_statusbar_status .o_arrow_button_current"
        self.page.wait_for_selector(f"{current}:has-text('{label}')")

    def text(self, selector):
        return self.page.inner_text(selector)

    def leave(self):
        self.context.close()


@pytest.fixture
def log_in(browser, city):
    people = []

    def enter(login):
        people.append(Person(browser, city[1], login))
        return people[-1]

    yield enter
    for person in people:
        person.leave()


def won(text):
    return int(re.sub(r"\D", "", text))


def add_line(page, amount):
    """Find a budget line by parts of its names, enter the amount; return what is available."""
    page.click(".o_field_x2many_list_row_add a")
    page.wait_for_selector(".o_selected_row [name=budget_line_id] input:focus")
    page.keyboard.type(SEARCH, delay=30)
    page.wait_for_selector(".o-autocomplete--dropdown-item:has-text('사무관리비')")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('.o_selected_row [name=available]')?.innerText.match(/[1-9]/)"
    )
    available = won(page.inner_text(".o_selected_row [name=available]"))
    page.click(".o_selected_row [name=amount] input")
    page.keyboard.press("Control+a")
    page.keyboard.type(str(amount))
    page.keyboard.press("Tab")
    return available


def write_request(person):
    """The author finds the budget line by parts of its name, mostly by keyboard."""
    page = person.page
    page.goto(f"{person.url}/odoo/action-gotgan_expenditure.work_item_action")
    page.click("button:has-text('품의 작성')")
    page.wait_for_selector(".o_form_view [name=name] input, .o_form_view [name=name] textarea")
    page.fill("[name=name] input, [name=name] textarea", TITLE)
    page.click("[name=partner_id] input")
    page.keyboard.type(PAYEE)
    page.click(f".o-autocomplete--dropdown-item:has-text('{PAYEE}')")
    add_line(page, AMOUNT)
    person.press("action_submit")
    person.expect_state("상신")
    return page.inner_text(".oe_title [name=number]")


def approve_and_commit(person):
    person.open_work(TITLE)
    person.press("action_approve")
    person.expect_state("승인")
    person.press("action_new_commitment")
    page = person.page
    page.fill("[name=agreed_amount] input", str(AGREED))
    page.keyboard.press("Tab")
    page.fill("[name=basis] input", "인쇄물 제작 승낙사항")
    page.keyboard.press("Tab")
    person.press("action_commit")
    person.expect_state("확정")
    assert won(page.inner_text("[name=amount]")) == AGREED


def inspect(person):
    person.open_work(TITLE)
    person.press("action_new_inspection")
    person.press("action_accept")
    person.expect_state("합격")


def resolve_and_order(person):
    person.open_work(TITLE)
    person.press("action_new_voucher")
    page = person.page
    page.click("[name=evidence_ids] label:has-text('세금계산서')")
    assert won(page.input_value("[name=claimed_amount] input")) == AGREED
    person.press("action_resolve")
    person.expect_state("결의")
    person.press("action_new_payment_order")
    person.press("action_issue")
    person.expect_state("발행")
    checks = page.inner_text("[name=check_ids]")
    assert "증빙 접수" in checks and "회계연도·과목 일치" in checks
    assert f"이번 지급액 {AGREED:,}원" in checks


def confirm_transfer(person):
    person.open_work(TITLE)
    person.press("action_pay")
    page = person.page
    page.wait_for_selector(".modal [name=common_reference] input:focus")
    page.keyboard.type("가온은행 7-0412")
    page.keyboard.press("Tab")
    page.click(".modal button[name=action_confirm]")
    person.expect_state("지급 완료")


def test_an_invoice_is_paid(log_in, city, odoo_env):
    author = log_in("staff")
    number = write_request(author)
    approve_and_commit(log_in("commitment"))
    inspect(author)
    resolve_and_order(log_in("disbursing"))
    cashier = log_in("cashier")
    confirm_transfer(cashier)

    cashier.press("action_open_case")
    cashier.page.wait_for_selector(".o_gotgan_case")
    case = cashier.text(".o_gotgan_case")
    for word in (number, "품의", "지출원인행위", "검수", "지출결의", "지급명령", f"{AGREED:,}"):
        assert word in case
    with odoo_env(city[0]) as env:
        request = env["gotgan.spending.request"].search([("number", "=", number)])
        order = env["gotgan.payment.order"].search([("name", "=", TITLE)])
        assert (request.state, order.state, order.amount) == ("closed", "paid", AGREED)
        assert order.transfer_reference == "가온은행 7-0412"
        assert not env["gotgan.ledger.verifier"]._verify()["findings"]


def test_more_than_there_is(log_in):
    """The refusal is read on the screen: how much there is, how much was asked."""
    author = log_in("staff")
    page = author.page
    page.goto(f"{author.url}/odoo/action-gotgan_expenditure.spending_request_action_new")
    page.fill("[name=name] input, [name=name] textarea", "예산을 넘는 품의")
    available = add_line(page, 9_000_000_000)
    author.press("action_submit")
    said = ":is(.modal, .o_notification):has-text('예산 부족')"
    page.wait_for_selector(said)
    refusal = page.inner_text(said)
    assert "예산 부족" in refusal
    assert "9,000,000,000원" in refusal and f"{available:,}원" in refusal


def test_wrong_office_on_the_page(log_in, city, odoo_env):
    """Who does not hold the office is not offered the step, and the server refuses it anyway."""
    author = log_in("staff")
    with odoo_env(city[0]) as env:
        staff = env["res.users"].search([("login", "=", "staff")])
        request = env["gotgan.spending.request"].search([
            ("state", "=", "submitted"), ("create_uid", "=", staff.id),
        ]).filtered(lambda one: not one.approval_id)[:1]
    author.page.goto(
        f"{author.url}/odoo/action-gotgan_expenditure.spending_request_action/{request.id}"
    )
    author.page.wait_for_selector(".o_form_view")
    assert author.page.query_selector("button[name=action_approve]") is None
    answer = author.page.evaluate(
        """async (id) => (await fetch(
            "/web/dataset/call_button/gotgan.spending.request/action_approve",
            {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({
                jsonrpc: "2.0", method: "call", params: {
                    model: "gotgan.spending.request", method: "action_approve",
                    args: [[id]], kwargs: {}}})})).json()""",
        request.id,
    )
    assert "재무관" in answer["error"]["data"]["message"]
