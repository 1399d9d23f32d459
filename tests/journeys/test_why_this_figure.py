"""Any number of the ledger opens to what it is made of, from any screen, by keys alone."""

import re

import pytest
from signing_in import sign_in

LOGIN = "budget"
# Beside these the screen shows what documents have not posted yet, or what an earlier look found.
NOT_ONLY_THE_LEDGER = {
    ("gotgan.allotment.plan.line", "room"), ("gotgan.allotment.plan.line", "issued"),
    ("gotgan.budget.change.line", "after"), ("gotgan.carryover.candidate", "amount"),
    ("gotgan.carryover.line", "left"), ("gotgan.commitment", "current_amount"),
    ("gotgan.commitment", "unpaid"),
}


@pytest.fixture(scope="module")
def city(demo_tenant, serve):
    return demo_tenant, serve(demo_tenant).url


@pytest.fixture
def visit(city, page):
    """``visit(path)`` opens a screen as the budget officer does; the rest is done by keys."""
    sign_in(page, city[1], LOGIN)

    def go(path, shown):
        page.goto(f"{city[1]}/odoo/{path}")
        page.wait_for_selector(shown)
        return page

    return go


def won(text):
    return int(re.sub(r"[^\d-]", "", text))


def press_until(page, key, selector, most=60):
    """Press ``key`` until what has the focus is ``selector``."""
    for _turn in range(most):
        page.keyboard.press(key)
        if page.evaluate("(one) => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"{key} never reaches {selector}")


def shown_sum(page):
    page.wait_for_selector(".o_exec_why .o_exec_step:focus")
    return won(page.inner_text(".o_exec_why_sum strong"))


def number_beside(page):
    """The number whose button has the focus."""
    return won(page.evaluate("() => document.activeElement.parentElement.innerText"))


def test_from_the_execution_status(visit):
    page = visit("execution-status", ".o_exec_row")
    page.keyboard.press("/")
    page.wait_for_selector(".o_exec_search input:focus")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".o_exec_cursor:focus")
    press_until(page, "Tab", "[data-column=allotted]")
    figure = won(page.evaluate("() => document.activeElement.innerText"))
    page.keyboard.press("Enter")
    assert shown_sum(page) == figure
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".o_exec_step_article:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector(".modal .o_form_view:has-text('지방회계법 제29조제2항')")
    page.keyboard.press("Escape")
    page.wait_for_selector(".modal", state="detached")


def test_every_step_of_a_great_figure_is_reached(visit):
    page = visit("execution-status", ".o_exec_row")
    press_until(page, "Tab", ".o_exec_total [data-column=available]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".o_exec_step:focus")
    count = int(page.get_attribute(".o_exec_step:focus", "aria-setsize"))
    assert count > page.locator(".o_exec_step").count()
    page.keyboard.press("End")
    page.wait_for_selector(f".o_exec_step[aria-posinset='{count}']")
    page.keyboard.press("End")
    page.wait_for_selector(f".o_exec_step[aria-posinset='{count}']:focus")
    assert f"{count}단계 가운데 {count}단계" in page.inner_text(".o_exec_why_shown")
    reached = page.inner_text(".o_exec_step:focus .o_exec_step_foot > :last-child")
    assert won(reached) == won(page.inner_text(".o_exec_why_sum strong"))


def test_from_a_version_of_the_budget_to_its_document(visit, city, odoo_env):
    with odoo_env(city[0]) as env:
        version = env["gotgan.budget.version"].search(
            [("kind", "=", "supplementary")], order="id desc", limit=1,
        )
        version_id, first = version.id, version._get_chain()[0].name
    page = visit(f"gotgan.budget.version/{version_id}", ".o_form_view .o_why_button")
    press_until(page, "Tab", ".o_why_button")
    figure = number_beside(page)
    page.keyboard.press("Enter")
    assert shown_sum(page) == figure
    page.keyboard.press("Escape")
    page.wait_for_selector(".o_why_button:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector(".o_exec_step:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector(f".o_last_breadcrumb_item:has-text('{first}')")


def test_from_a_list_of_the_ledger(visit, city, odoo_env):
    with odoo_env(city[0]) as env:
        action = env.ref("gotgan_ledger.budget_cell_action").id
    page = visit(f"action-{action}", ".o_group_header")
    press_until(page, "ArrowDown", ".o_group_header *, .o_group_header")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".o_data_row")
    page.keyboard.press("ArrowDown")
    press_until(page, "ArrowRight", "td[name=allotted] .o_why_button")
    figure = number_beside(page)
    page.keyboard.press("Enter")
    assert shown_sum(page) == figure
    page.keyboard.press("Escape")
    page.wait_for_selector("td[name=allotted] .o_why_button:focus")


def test_from_the_totals_of_a_list(visit, city, odoo_env):
    """The number below a list, and that of a group, by keys."""
    with odoo_env(city[0]) as env:
        action = env.ref("gotgan_ledger.budget_cell_action").id
    page = visit(f"action-{action}", ".o_group_header")
    press_until(page, "ArrowDown", ".o_group_header *, .o_group_header")
    for place in (".o_group_header td", "tfoot td"):
        press_until(page, "Tab", f"{place} .o_why_button", most=300)
        figure = number_beside(page)
        page.keyboard.press("Enter")
        assert shown_sum(page) == figure
        assert "합계" in page.inner_text(".o_exec_why h3")
        page.keyboard.press("Escape")
        page.wait_for_selector(f"{place} .o_why_button:focus")


def test_every_number_is_the_sum_of_its_steps(city, odoo_env):
    """Of all documents of the demo, whichever addon they are of."""
    with odoo_env(city[0]) as env:
        from odoo.addons.gotgan_report_execution.rules.origins import ORIGINS

        officer = env["res.users"].search([("login", "=", LOGIN)])
        explanation = env["gotgan.execution.explanation"].with_user(officer)
        seen, wrong = set(), []
        for model, fields in ORIGINS.items():
            for record in env[model].with_user(officer).search([], limit=120):
                for field in fields:
                    found = explanation.action_explain_field(model, record.id, field)
                    seen.add((model, field))
                    if found["won"] != record[field] and (model, field) not in NOT_ONLY_THE_LEDGER:
                        wrong.append((model, record.id, field, record[field], found["won"]))
            for field in fields:
                found = explanation.action_explain_field(model, [("id", ">", 0)], field)
                if found["won"] != found["shown"] and (model, field) not in NOT_ONLY_THE_LEDGER:
                    wrong.append((model, "total", field, found["shown"], found["won"]))
        assert not wrong
        assert len(seen) == sum(len(one) for one in ORIGINS.values())
