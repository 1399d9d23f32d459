"""An officer who has never seen the product signs up, and is at work the same minute.

The whole product runs: the public site, the provisioner, the mail. One person uses the keyboard
only, one has no JavaScript, one is impatient and clicks eight times at once.
"""

import email
import email.policy
import re
import secrets
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

WIDTHS = (360, 768, 1440)
PAGES = ("/", "/features", "/price", "/security", "/faq", "/terms/service", "/en", "/apply")
NUMBER = "999-82-12347"


@pytest.fixture
def name():
    return f"journey-{secrets.token_hex(4)}"


@pytest.fixture
def code_of(mail_folder):
    """Return the latest code that was sent to an address."""

    def read(address):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            for path in sorted(mail_folder.glob("*.eml"), reverse=True):
                letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                text = letter.get_body(("plain", "html")).get_content()
                code = re.search(r"(?<!\d)\d{6}(?!\d)", text)
                if address in str(letter["To"]) and code:
                    return code[0]
            time.sleep(0.1)
        raise AssertionError(f"no code came to {address}")

    return read


class Keyboard:
    """A person without a mouse."""

    def __init__(self, page):
        self.page = page

    def go_to(self, selector, most=80):
        """Press Tab until the element has the focus."""
        for _time in range(most):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {selector}")

    def type(self, selector, text):
        self.go_to(selector)
        self.page.keyboard.type(text)

    def press(self, selector, key="Enter"):
        self.go_to(selector)
        self.page.keyboard.press(key)

    def send(self, place):
        self.press("main button[type=submit]:not(.gg-text-button)")
        self.page.wait_for_url(f"**/{place}")


def assert_signed_in(page, name):
    page.wait_for_url(re.compile(rf"//{name}\.localhost"), timeout=120_000)
    assert "/web/login" not in page.url


def assert_at_work(page, name):
    assert_signed_in(page, name)
    page.wait_for_selector(".o_first_steps_page", timeout=120_000)


def test_by_keyboard_alone(page, hub_url, code_of, name):
    page.goto(f"{hub_url}/")
    keys = Keyboard(page)
    keys.press(".gg-hero a[href='/apply']")
    page.wait_for_url("**/apply")
    keys.send("agency")
    keys.press("input[name=kind]", "Space")
    page.keyboard.press("ArrowRight")
    assert page.is_checked("input[value=agency]")
    keys.type("#agency_name", "여정문화재단")
    keys.type("#business_number", NUMBER.replace("-", ""))
    keys.type("#government-input", "수원")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#government-input") == "경기도 수원시"
    keys.type("#tenant_name", name)
    page.wait_for_selector(".gg-verdict--free")
    keys.send("officer")
    keys.type("#officer_name", "김여정")
    keys.type("#officer_department", "경영지원팀")
    keys.type("#officer_email", f"{name}@example.kr")
    keys.type("#officer_phone", "0311234567")
    keys.send("code")
    keys.type("#code", code_of(f"{name}@example.kr"))
    keys.send("plan")
    keys.press("input[name=plan_code]", "Space")
    keys.type("#user_count", "20")
    keys.type("#month_count", "12")
    page.wait_for_selector("[data-sum=total]:has-text('원')")
    keys.send("terms")
    for box in page.locator("main input[type=checkbox]").all():
        keys.press(f"#{box.get_attribute('id')}", "Space")
    keys.send("start")
    keys.press("#start")
    assert_at_work(page, name)


def choose_government(page):
    page.wait_for_load_state()  # scripts make a box to type into of the list
    if page.locator("#government-input").count():
        page.fill("#government-input", "서울특별시 종로구")
        page.press("#government-input", "Enter")
    else:
        page.select_option("#government", label="서울특별시 종로구")


def fill(page, hub_url, name, code_of):
    """Fill in everything up to the last button; return the link of the application."""
    submit = "main form:first-of-type button[type=submit]"
    page.goto(f"{hub_url}/apply")
    page.click(submit)
    page.check("input[value=agency]")
    choose_government(page)
    texts = {"agency_name": "여정재단", "business_number": NUMBER, "tenant_name": name}
    send(page, submit, texts)
    texts = {"name": "김여정", "department": "총무팀", "phone": "031-123-4567"}
    texts["email"] = f"{name}@example.kr"
    send(page, submit, {f"officer_{field}": text for field, text in texts.items()})
    send(page, submit, {"code": code_of(f"{name}@example.kr")})
    page.check("input[name=plan_code] >> nth=0")
    send(page, submit, {"user_count": "5", "month_count": "12"})
    page.wait_for_url("**/terms")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.click(submit)
    page.wait_for_url("**/start")
    return page.url.removesuffix("/start")


def send(page, submit, texts):
    for field, text in texts.items():
        page.fill(f"#{field}", text)
    page.click(submit)


def test_without_javascript(browser, hub_url, code_of, name):
    context = browser.new_context(locale="ko-KR", java_script_enabled=False)
    context.set_default_timeout(90_000)
    page = context.new_page()
    fill(page, hub_url, name, code_of)
    page.click("#start")
    assert_signed_in(page, name)
    context.close()


def test_eight_clicks_at_once_open_one_tenant(page, product, hub_url, code_of, name):
    link = fill(page, hub_url, name, code_of)
    token = page.get_attribute("input[name=csrf_token] >> nth=0", "value")
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}

    def click(_number):
        return requests.post(
            f"{link}/start", data={"csrf_token": token}, cookies=cookies, timeout=120,
            allow_redirects=False,
        )  # fmt: skip

    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(click, range(8)))
    assert {answer.status_code for answer in answers} == {303}
    assert {answer.headers["Location"].rpartition("/")[2] for answer in answers} <= {
        "progress", "status", "enter",
    }  # fmt: skip
    (count,) = product.query(
        "SELECT count(*) FROM hub_job AS job JOIN hub_tenant AS tenant ON tenant.id = tenant_id "
        f"WHERE tenant.name = '{name}' AND job.kind = 'provision'"
    )[0]
    assert count == 1


def find_violations(page):
    """Return what axe finds on the page as it stands, at three widths."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        result = axe.run(page).response
        found += [(page.url, width, one["id"]) for one in result["violations"]]
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if page.evaluate(wider) > 0:
            found.append((page.url, width, "wider than the screen"))
    return found


@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_read_the_pages(page, hub_url, path):
    page.goto(f"{hub_url}{path}")
    assert find_violations(page) == []


def test_everybody_can_fill_in_the_steps(page, hub_url, code_of, name):
    found = []
    page.goto(f"{hub_url}/apply")
    page.click("main button[type=submit]")
    found += find_violations(page)
    page.click("main button[type=submit]")
    page.wait_for_selector("#errors")
    found += find_violations(page)
    link = fill(page, hub_url, name, code_of)
    for place in ("start", "status"):
        page.goto(f"{link}/{place}")
        found += find_violations(page)
    page.goto(f"{link}/start")
    page.click("#start")
    assert_signed_in(page, name)
    page.context.clear_cookies()
    for place in ("status", "enter"):
        page.goto(f"{link}/{place}")
        found += find_violations(page)
    assert found == []
