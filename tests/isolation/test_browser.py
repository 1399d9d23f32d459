"""A real browser works through the front door: cookie, policy, socket, error dialog."""

import pytest

from .people import CLERK, PASSWORD


@pytest.fixture(scope="module")
def told(estate, browser):
    """A signed-in clerk's page at tenant ab, and everything the console said."""
    url = f"http://ab.localhost:{estate.processes['pool'].port}"
    context = browser.new_context(locale="ko-KR", viewport={"width": 1360, "height": 850})
    page = context.new_page()
    page.set_default_timeout(60_000)
    said = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"pageerror: {error}"))
    page.goto(f"{url}/web/login")
    page.fill("input[name=login]", CLERK)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector(".o_main_navbar")
    yield page, said, url
    context.close()


def test_the_cookie_is_kept_and_sent(told):
    """Secure on http://*.localhost: browsers treat it as trustworthy; __Host- binds it."""
    page, _said, _url = told
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["__Host-session_id"]["secure"] and cookies["__Host-session_id"]["httpOnly"]
    assert "session_id" not in cookies
    page.reload()
    page.wait_for_selector(".o_main_navbar")


def test_the_policy_stops_nothing_of_the_web_client(told):
    page, said, url = told
    page.goto(f"{url}/odoo/discuss")
    page.wait_for_selector(".o_main_navbar")
    assert [line for line in said if "Content Security Policy" in line or "pageerror" in line] == []


def test_the_bus_is_connected(told):
    page, _said, url = told
    page.goto(f"{url}/odoo")
    page.wait_for_selector(".o_main_navbar")
    state = page.evaluate("""async () => {
        for (let turn = 0; turn < 60; turn++) {
            const bus = odoo.__WOWL_DEBUG__.root.env.services.bus_service;
            if (bus.workerState === "CONNECTED" || bus.isActive) return "connected";
            await new Promise(done => setTimeout(done, 250));
        }
        return "silent";
    }""")
    assert state == "connected"
