"""A routine 지출 where a bank is connected: 2 interactions of each officer for what he signs.

The disbursing officer signs the case, and the list of the day that takes it to the bank; the
cashier does nothing, because the bank answers for itself.
"""

import sys
import threading
from pathlib import Path

import pytest
from test_routine_spending import OFFICER, REQUESTER, TITLE, Hand, city  # noqa: F401

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from bank_simulator import serve as simulator

LIST = "시금고(시험)"


@pytest.fixture
def bank(city, odoo_env):  # noqa: F811
    """The city's funds are paid through a bank that knows who signs and whose accounts there are.
    """
    from odoo.addons.gotgan_treasury.banks import code_of

    server, _door = simulator.build(simulator.parse(["--port", "0", "--secret", "s"]))
    known = server.RequestHandlerClass.bank_desk.bank
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with odoo_env(city[0]) as env:
        officer = env["res.users"].search([("login", "=", "disbursing")])
        template = env["gotgan.spending.template"].search([("name", "like", TITLE)])
        env["gotgan.treasury.account"].create({
            "name": LIST, "bank_code": "011", "number": "301-9", "client": "CITY",
            "fund_ids": template.line_ids.budget_line_id.fund_id.ids,
            "department_id": officer.employee_id.department_id.id,
        })
        parameters = env["ir.config_parameter"]
        parameters.set_param("gotgan.bank.url", f"http://127.0.0.1:{server.server_address[1]}")
        parameters.set_param("gotgan.bank.secret", "s")
        for card in env["gotgan.officer.key"]._make(officer)._get_cards():
            known.officers.add(card)
        for account in template.partner_id.bank_ids:
            known.register(
                code_of(account.bank_id), account.acc_number, account.acc_holder_name,
            )
    yield known
    server.shutdown()
    server.server_close()


@pytest.fixture
def people(browser, city):  # noqa: F811
    found = {login: Hand(browser, city[1], login)
             for login in ("staff", "commitment", "disbursing")}
    yield found
    for person in found.values():
        person.leave()


def test_from_a_saved_case_to_the_bank(people, bank, city, odoo_env):  # noqa: F811
    author, officer, disburser = people.values()
    author.choose_menu("자주 쓰는 지출")
    author.click(f"tr.o_data_row:has-text('{TITLE}') button[name=action_new_request]")
    author.click(".o_statusbar_buttons button[name=action_submit]:visible")
    author.expect_state("상신")
    officer.open(TITLE)
    officer.do_steps()
    officer.expect_state("종결")
    author.open(TITLE)
    author.do_steps()
    author.expect_done()
    disburser.open(TITLE)
    disburser.do_steps()
    disburser.expect_done()
    assert author.count <= REQUESTER
    assert (officer.count, disburser.count) == (OFFICER, OFFICER)
    disburser.open(LIST)
    disburser.click(".o_statusbar_buttons button[name=action_close_and_sign]")
    disburser.expect_state("서명")
    assert disburser.count == 2 * OFFICER
    with odoo_env(city[0]) as env:
        env["gotgan.bank.instruction"]._send_due()
        order = env["gotgan.payment.order"].search([("name", "like", TITLE)], limit=1)
        assert order.state == "paid"
    assert len(bank.statement("301-9")) == 1
