"""From the public page to a paid invoice, in a tenant that did not exist a minute before.

김여정 signs up and brings four people in; each is invited by mail, signs in with a password and a
code by mail, and holds what two of them gave. Masters and budget are entered by the calls of the
web client, the invoice is asked for, committed, inspected, ordered and paid on the screens.
"""

import base64
import datetime
import pathlib
import re
import time
from zoneinfo import ZoneInfo

import test_paid_invoice as chain
import test_sign_up as door

code_of, name = door.code_of, door.name

SEOUL = ZoneInfo("Asia/Seoul")
PASSWORD = "Geubi-Hwanhui-7391!"
BUDGET = pathlib.Path(__file__).parents[2] / "addons/tenant/gotgan_demo_city/data/budget.csv"
DEPARTMENT = "시민소통관"
# No six digits of a link's token, and no colour.
CODE = r"(?<![A-Za-z0-9_#-])\d{6}(?![A-Za-z0-9_-])"
ASK = """async (params) => (await fetch(`/web/dataset/call_kw/${params.model}/${params.method}`, {
    method: "POST", headers: {"Content-Type": "application/json"},
    body: JSON.stringify({jsonrpc: "2.0", method: "call", params})})).json()"""
# Who is brought in, and what two people give them: (name, rights, the office of the law).
PEOPLE = {
    "second": ("이둘째", (), None),
    "commitment": ("박재무", ("group_manager",), "commitment_officer"),
    "disbursing": ("최지출", ("group_budget_officer",), "disbursing_officer"),
    "cashier": ("정출납", (), "cashier"),
}


class Agency:
    """The new tenant: where it is, and the mail of its people."""

    def __init__(self, product, browser, name):
        self.product, self.browser = product, browser
        self.url, self.domain = product.url(name), f"{name}.example"

    def address(self, login):
        return f"{login}@{self.domain}"

    def read_letter(self, login, pattern):
        """Return what ``pattern`` finds in the newest mail to this person that has it."""
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            for text in reversed(self.product.mails(self.address(login))):
                if found := re.search(pattern, text):
                    return found[0]
            time.sleep(0.3)
        raise AssertionError(f"no such mail came to {login}")

    def follow_invitation(self, login):
        """The invited person sets a password, and signs in with it."""
        context = self.browser.new_context(locale="ko-KR")
        context.set_default_timeout(90_000)
        page = context.new_page()
        page.goto(self.read_letter(login, r"http[^\s\"<]+/web/reset_password[^\s\"<]+"))
        page.fill("input[name=password]", PASSWORD)
        page.fill("input[name=confirm_password]", PASSWORD)
        page.click("form button[type=submit]")
        page.wait_for_selector(".alert-success")
        context.close()
        return self.enter(login)

    def enter(self, login):
        return chain.Person(
            self.browser, self.url, self.address(login), PASSWORD,
            read_code=lambda: self.read_letter(login, CODE),
        )  # fmt: skip


class Caller:
    """The calls of a browser in which somebody is signed in."""

    def __init__(self, page):
        self.page = page

    def call(self, model, method, *args, **kwargs):
        answer = self.page.evaluate(ASK, {
            "model": model, "method": method, "args": args, "kwargs": kwargs,
        })  # fmt: skip
        assert "error" not in answer, (model, method, answer["error"])
        return answer["result"]

    def save(self, model, **vals):
        return self.call(model, "web_save", [], vals, specification={})[0]["id"]

    def find(self, model, **values):
        domain = [[field, "=", value] for field, value in values.items()]
        found = self.call(model, "web_search_read", domain, {})["records"]
        assert found, (model, values)
        return found[0]["id"]


def bring_people_in(caller, agency):
    """The founder opens the department and the accounts, and appoints a second administrator."""
    department = caller.save("hr.department", name=DEPARTMENT, code="11000")
    for login, (title, _rights, _office) in PEOPLE.items():
        caller.call("gotgan.person.dialog", "action_confirm", [caller.save(
            "gotgan.person.dialog", name=title, login=agency.address(login),
            email=agency.address(login), department_id=department,
        )])  # fmt: skip
    appointment = ask(caller, agency, [("second", "group_administrator")])
    caller.call("gotgan.rights.request", "action_found", [appointment])


def ask(caller, agency, rights):
    """Ask for ``rights``, pairs of a login and the name of a group; return the request."""
    lines = [
        [0, 0, {"user_id": caller.find("res.users", login=agency.address(login)),
                "group_id": group_id(agency, group)}]
        for login, group in rights
    ]  # fmt: skip
    request = caller.save("gotgan.rights.request", purpose="업무 분장", line_ids=lines)
    caller.call("gotgan.rights.request", "action_submit", [request])
    return request


def group_id(agency, group):
    """People choose a right by its label; here its name is looked up."""
    name = agency.url.removeprefix("http://").partition(".")[0]
    database = agency.product.query(f"SELECT database FROM hub_tenant WHERE name = '{name}'")[0][0]
    return agency.product.query(
        f"SELECT res_id FROM ir_model_data WHERE model = 'res.groups' AND name = '{group}' "
        "AND module LIKE 'gotgan%'", database,
    )[0][0]  # fmt: skip


def open_the_year(caller):
    """This year's codes came with the template; the agency only has to open it."""
    year = caller.find("gotgan.fiscal.year", year=this_year())
    if caller.call("gotgan.fiscal.year", "read", [year], ["state"])[0]["state"] == "preparing":
        caller.call("gotgan.fiscal.year", "action_open", [year])
    return year


def appoint(caller, agency):
    for login, (_title, _rights, kind) in PEOPLE.items():
        if kind:
            caller.save(
                "gotgan.office", kind=kind,
                term_ids=[[0, 0, {
                    "user_id": caller.find("res.users", login=agency.address(login)),
                }]],
            )  # fmt: skip


def bring_the_budget_in(caller, year):
    """The budget officer imports the book and allots all of it."""
    text = BUDGET.read_text(encoding="utf-8-sig").replace("2026,본예산", f"{this_year()},본예산")
    document = caller.save(
        "gotgan.budget.import", fiscal_year_id=year, file_name="예산.csv",
        file=base64.b64encode(text.encode()).decode(),
    )
    caller.call("gotgan.budget.import", "action_preview", [document])
    caller.call("gotgan.budget.import", "action_confirm", [document])
    allotment = caller.save("gotgan.allotment", fiscal_year_id=year)
    chosen = caller.save("gotgan.allotment.fill", allotment_id=allotment, percent=100)
    caller.call("gotgan.allotment.fill", "action_fill", [chosen])
    caller.call("gotgan.allotment", "action_issue", [allotment])


def this_year():
    return datetime.datetime.now(SEOUL).year


def register_payee(caller):
    bank = caller.save("res.bank", name="가온은행")
    caller.save(
        "res.partner", name="누리인쇄기획", is_company=True, business_number="999-86-05484",
        bank_ids=[[0, 0, {"acc_number": "999-2138-488032", "bank_id": bank}]],
    )


def test_an_invoice_is_paid_where_nothing_was(browser, page, product, hub_url, code_of, name):
    door.fill(page, hub_url, name, code_of)
    page.click("#start")
    door.assert_at_work(page, name)

    agency = Agency(product, browser, name)
    founder = Caller(page)
    bring_people_in(founder, agency)
    year = open_the_year(founder)
    appoint(founder, agency)
    request = ask(founder, agency, [
        (login, right) for login, (_title, rights, _office) in PEOPLE.items() for right in rights
    ])  # fmt: skip

    people = {"second": agency.follow_invitation("second")}
    Caller(people["second"].page).call(
        "gotgan.rights.request", "action_approve", [request]
    )
    for login in ("disbursing", "commitment", "cashier"):
        people[login] = agency.follow_invitation(login)
    bring_the_budget_in(Caller(people["disbursing"].page), year)
    register_payee(Caller(people["commitment"].page))

    number = chain.write_request(people["second"])
    chain.approve_and_commit(people["commitment"])
    chain.inspect(people["second"])
    chain.resolve_and_order(people["disbursing"])
    chain.confirm_transfer(people["cashier"])

    cell = {"paid": {}, "committed": {}, "appropriated": {}}
    cells = Caller(people["disbursing"].page).call(
        "gotgan.budget.cell", "web_search_read", [["paid", ">", 0]], cell,
    )["records"]  # fmt: skip
    assert [(one["paid"], one["committed"]) for one in cells] == [(chain.AGREED, chain.AGREED)]
    assert number
    for person in people.values():
        person.leave()
