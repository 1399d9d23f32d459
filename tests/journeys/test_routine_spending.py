"""A routine 지출 from a saved case, and from last month's: at most 8 interactions of the requester,
2 of each officer who decides.

Where lines of approval decide, the requester besides writes the commitment and the voucher, and the
head of his department and the officers sign: nobody needs more for it.

An interaction is a click or a text that is typed. Everybody starts at 오늘 할 일. Where no bank is
connected, the cashier besides types the bank's reference and confirms it (4); a connected bank
answers for itself, and the cashier does nothing.
"""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from test_paid_invoice import PASSWORD, Person

PAYEE, TITLE = "누리인쇄", "복사기 임차료"
USUAL = "사무용품 정기 구입"
BY_LINES = "정수기 임차료"
REQUESTER, OFFICER, CASHIER = 8, 2, 4


class Hand(Person):
    """A person whose clicks are counted."""

    count = 0

    @property
    def work(self):
        return f"{self.url}/odoo/action-gotgan_expenditure.work_item_action"

    def go_to_work(self):
        self.page.goto(self.work)
        self.page.wait_for_selector(".o_list_renderer, .o_nocontent_help")

    def click(self, selector):
        self.count += 1
        self.page.click(selector)

    def type(self, text):
        self.count += 1
        self.page.keyboard.type(text)
        self.page.keyboard.press("Tab")

    def choose_menu(self, entry):
        self.go_to_work()
        self.click(".o_menu_sections button:has-text('나의 업무')")
        self.click(f".o-dropdown--menu a:has-text('{entry}')")
        self.page.wait_for_selector(f".o_control_panel .o_breadcrumb:has-text('{entry}')")

    def open(self, title):
        self.go_to_work()
        self.click(f"tr.o_data_row:has-text('{title}') td[name=name]")
        self.page.wait_for_selector(".o_form_view")

    def do_steps(self):
        self.click(".o_statusbar_buttons button[name=action_advance]")

    def expect_done(self):
        self.page.wait_for_function("!document.querySelector('button[name=action_advance]')")


@pytest.fixture(scope="module")
def city(demo_tenant, serve, odoo_env):
    with odoo_env(demo_tenant) as env:
        staff = env["res.users"].search([("login", "=", "staff")])
        department = staff.employee_id.department_id
        line = env["gotgan.budget.line"].search([
            ("department_id", "=", department.id), ("subitem_id.name", "=", "사무관리비"),
        ]).filtered(lambda one: one.available > 1_000_000)[:1]
        env["gotgan.spending.template"].create([{
            "name": f"10월 {name}", "department_id": department.id, "basis": "임대차 계약서",
            "basis_kind": "contract", "inspected_kind": "inspection",
            "partner_id": env["res.partner"].search([("name", "like", PAYEE)], limit=1).id,
            "evidence_ids": env.ref("gotgan_expenditure.evidence_kind_tax_invoice").ids,
            "line_ids": [(0, 0, {"budget_line_id": line.id, "amount": won})],
        } for name, won in ((TITLE, 110_000), (BY_LINES, 45_000))])
        name_case_of_last_month(env, staff)
        env.cr.commit()
    return demo_tenant, serve(demo_tenant).url


def name_case_of_last_month(env, staff):
    """The requester paid for office supplies weeks ago; the case bears the month before this."""
    request = env["gotgan.spending.request"].search([
        ("create_uid", "=", staff.id), ("name", "like", "사무용품"), ("state", "=", "closed"),
    ], limit=1)
    month = f"{(datetime.now() - timedelta(days=35)).month}월"
    for documents in (request, request.commitment_ids, request.commitment_ids.voucher_ids):
        documents._write_locked({"name": f"{month} {USUAL}"})


@pytest.fixture(scope="module")
def everybody(browser, city):
    logins = ("staff", "commitment", "disbursing", "cashier")
    people = {login: Hand(browser, city[1], login) for login in logins}
    yield people
    for person in people.values():
        person.leave()


@pytest.fixture
def people(everybody):
    for person in everybody.values():
        person.count = 0
    return everybody


def test_from_a_saved_case(people):
    author = people["staff"]
    author.choose_menu("자주 쓰는 지출")
    author.page.wait_for_selector(f"tr.o_data_row:has-text('{TITLE}')")
    author.click(f"tr.o_data_row:has-text('{TITLE}') button[name=action_new_request]")
    go_through(people, TITLE)


def test_from_the_case_of_last_month(people):
    author = people["staff"]
    author.choose_menu("내 품의")
    author.page.wait_for_selector(f"tr.o_data_row:has-text('{USUAL}')")
    author.click(f"tr.o_data_row:has-text('{USUAL}') td[name=name]")
    author.click(".o_statusbar_buttons button[name=action_repeat]")
    go_through(people, USUAL)


def test_nothing_of_an_earlier_visit_is_shown(people):
    """Who is slow to be answered waits; he does not see, and press, what is no longer there."""
    author, held = people["staff"], []

    def hold(route):
        held.append(route)

    author.go_to_work()
    author.page.wait_for_selector("tr.o_data_row")
    author.page.route("**/web_search_read", hold)
    author.page.goto(author.work)
    with pytest.raises(PlaywrightTimeout):
        author.page.wait_for_selector("tr.o_data_row", timeout=5_000)
    for route in held:
        route.continue_()
    author.page.wait_for_selector("tr.o_data_row")
    author.page.unroute("**/web_search_read", hold)


def go_through(people, title):
    """From the draft on the screen to the transfer; nobody needs more than his share of clicks."""
    author, officer, disburser, cashier = people.values()
    author.click(".o_statusbar_buttons button[name=action_submit]:visible")
    author.expect_state("상신")

    officer.open(title)
    officer.do_steps()
    officer.expect_state("종결")

    author.open(title)
    author.do_steps()
    author.expect_done()

    disburser.open(title)
    disburser.do_steps()
    disburser.expect_done()

    finish(cashier, title)
    assert author.count <= REQUESTER
    assert (officer.count, disburser.count) == (OFFICER, OFFICER)


def finish(cashier, title):
    """The bank has paid: its reference is typed and confirmed."""
    cashier.open(title)
    cashier.do_steps()
    cashier.page.wait_for_selector(".modal [name=common_reference] input:focus")
    cashier.type("가온은행 7-0413")
    cashier.click(".modal button[name=action_confirm]")
    cashier.expect_state("지급 완료")
    assert cashier.count == CASHIER


@pytest.fixture
def chief(browser, city, odoo_env):
    """The head of the requester's department, from the day the regulation speaks for it."""
    from odoo.addons.gotgan_demo_city.city.doors import give_passwords

    with odoo_env(city[0]) as env:
        staff = env["res.users"].search([("login", "=", "staff")])
        department = staff.employee_id.department_id
        department.level = "division"
        manager = env["res.users"].search([("login", "=", "manager")])
        rows = env(user=manager.id)["gotgan.approval.delegation"].create([
            {"kind": kind, "level": level, "clause": "위임전결 규정 별표 1",
             "department_ids": department.ids}
            for kind, level in (
                ("spending_request", "division"), ("commitment", "office"), ("voucher", "office"),
            )
        ])
        rows.action_enforce()
        head = department.manager_id.user_id
        give_passwords(env, {head: PASSWORD})
        login = head.login
        env.cr.commit()
    person = Hand(browser, city[1], login)
    yield person
    person.leave()


def test_where_lines_decide(people, chief):
    author, officer, disburser, cashier = people.values()
    author.choose_menu("자주 쓰는 지출")
    author.click(f"tr.o_data_row:has-text('{BY_LINES}') button[name=action_new_request]")
    author.click(".o_statusbar_buttons button[name=action_submit]:visible")
    author.expect_state("상신")
    for person in (chief, author, officer, author, disburser):
        person.open(BY_LINES)
        person.do_steps()
        person.expect_done()
    finish(cashier, BY_LINES)
    assert author.count <= REQUESTER
    assert (chief.count, officer.count, disburser.count) == (OFFICER,) * 3
