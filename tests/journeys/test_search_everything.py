"""통합 검색: what anybody wrote anywhere is found, and all of it is reached."""

import re

import pytest

LOGIN, PASSWORD = "budget", "gotgan-demo"


@pytest.fixture(scope="module")
def city(demo_tenant, serve):
    return demo_tenant, serve(demo_tenant).url


def test_every_kind_of_text_is_found_by_its_own_words(city, odoo_env):
    """A piece of any text of the demo leads to the document it stands in, of whatever addon."""
    with odoo_env(city[0]) as env:
        from odoo.addons.gotgan_base.hangul import plain
        from odoo.addons.gotgan_report_execution.rules.sources import SOURCES

        officer = env["res.users"].search([("login", "=", LOGIN)])
        search, tried = env["gotgan.search"].with_user(officer), set()
        for key, source in SOURCES.items():
            records = env[source.model].with_user(officer).search(list(source.domain), limit=40)
            texts = [(one, one[name]) for one in records for name in source.fields if one[name]]
            for record, text in texts[:3]:
                word = next((word for word in text.split() if len(plain(word)) > 2), text)
                opened = record[source.opens] if source.opens else record
                assert (opened._name, opened.id) in find_all(search, word, key), (key, word)
                tried.add(key)
        assert {
            "project", "estimate", "request", "revenue", "change", "withholding", "carryover",
            "whatif",
        } <= tried


def find_all(search, text, key):
    """Return ``{(model, id)}`` of one group, all its pages."""
    group = next((one for one in search.action_search(text) if one["key"] == key), None)
    rows, more = (group["rows"], group["more"]) if group else ([], False)
    while more:
        page = search.action_search_more(text, key, len(rows), group["loose"])
        rows, more = rows + page["rows"], page["more"]
    return {(row["model"], row["id"]) for row in rows}


def test_more_is_read_by_keys_alone(city, page):
    page.goto(f"{city[1]}/web/login")
    page.fill("input[name=login]", LOGIN)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    # The keys work once a page is there.
    page.wait_for_selector(".o_action_manager .o_action")
    page.keyboard.press("Control+k")
    page.wait_for_selector(".o_command_palette input:focus")
    page.keyboard.type("?")
    page.wait_for_selector(".o_command_palette .o_namespace:has-text('?')")
    page.keyboard.insert_text("ㅅㅁㄱㄹㅂ")
    page.wait_for_selector(".o_command_palette :text('모두 보기')")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector(".o_gotgan_search .o_search_more")
    before = page.locator("[data-group=line] .o_search_row:not(.o_search_more)").count()
    page.wait_for_selector("input[type=search]:focus")
    more = "[data-group=line] .o_search_more"
    for _turn in range(60):
        page.keyboard.press("ArrowDown")
        if page.evaluate("(one) => document.activeElement.matches(one)", more):
            break
    page.keyboard.press("Enter")
    # The first of the rows that came is where the eye is: it has the focus, "more" is below.
    first = f"[data-group=line] .o_search_row:nth-of-type({before + 1})"
    page.wait_for_selector(f"{first}:not(.o_search_more):focus")
    assert page.locator("[data-group=line] .o_search_row:not(.o_search_more)").count() > before
    page.keyboard.press("Enter")
    page.wait_for_selector(".o_form_view")
    assert re.search("사무관리비", page.inner_text(".o_last_breadcrumb_item"))
