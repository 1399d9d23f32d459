"""Every person tries every step of every document over ``/json/2``, and every way around them.

Authority is asked of the office on the server, for the record at hand. What is refused leaves
nothing behind: afterwards documents, money and history stand as they stood.
"""

import json
from urllib.parse import urlsplit

import pytest
from hall import OFFICES, ROLES, Api, Hall
from harness.visitor import Visitor

REFUSED = range(400, 500)
# Only lines lead there: test_spending_steps attacks these.
DECIDED_BY_LINE = {("gotgan.commitment", "submitted"), ("gotgan.voucher", "submitted")}
DOCUMENTS = (
    "gotgan.spending.request", "gotgan.commitment", "gotgan.inspection", "gotgan.voucher",
    "gotgan.payment.order",
)
TABLES = (
    "gotgan_spending_request", "gotgan_commitment", "gotgan_commitment_line", "gotgan_inspection",
    "gotgan_voucher", "gotgan_payment_order", "gotgan_payment_check", "gotgan_budget_cell",
    "gotgan_ledger_hold", "gotgan_ledger_move", "gotgan_event", "gotgan_office_term",
    "gotgan_number_series",
)


@pytest.fixture(scope="module")
def hall(tenant_module, serve):
    """The built hall as plain data, with one caller per role."""
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry

    with Registry(tenant_module).cursor() as cr:
        found = Hall(Environment(cr, SUPERUSER_ID, {})).build()
        found["transitions"] = {
            name: dict(Environment(cr, SUPERUSER_ID, {})[name]._transitions) for name in DOCUMENTS
        }
    server = serve(tenant_module, hasty=True)
    found["api"] = {role: Api(server.url, key) for role, key in found["keys"].items()}
    found["url"], found["db"] = server.url, tenant_module
    return found


@pytest.fixture
def untouched(hall):
    """Compare every row of documents, money and history before and after the attack."""
    before = read_rows(hall["db"], TABLES)
    yield
    after = read_rows(hall["db"], TABLES)
    assert [name for name in TABLES if before[name] != after[name]] == []


def read_rows(dbname, tables):
    """Return ``{table: mark of all its rows}``."""
    from odoo.modules.registry import Registry
    from odoo.tools import SQL

    with Registry(dbname).cursor() as cr:
        rows = {}
        for name in tables:
            cr.execute(SQL(
                "SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM %s t", SQL.identifier(name),
            ))
            rows[name] = cr.fetchone()[0]
        return rows


def attempts(hall):
    """Return (model, transition, document id, roles that must be refused) of every step."""
    return [
        (model, name, document_id, [role for role in ROLES if role not in rightful(step)])
        for model, steps in hall["transitions"].items()
        for name, step in steps.items()
        for state in step.source
        if (document_id := hall["documents"].get((model, state)))
    ]


def rightful(step):
    """Return the roles the declaration allows; what money or orders decide is nobody's."""
    return {OFFICES[who] for who in step.who.split("|") if who in OFFICES}


def test_every_state_is_attacked(hall):
    reached = {(model, state) for model, state in hall["documents"]}
    sources = {
        (model, state) for model, steps in hall["transitions"].items()
        for step in steps.values() for state in step.source
    }
    assert sources - DECIDED_BY_LINE <= reached


def test_every_role_tries_every_button(hall, untouched):
    allowed = []
    for model, name, document_id, roles in attempts(hall):
        for role in roles:
            status, answer = hall["api"][role].call(model, f"action_{name}", [document_id])
            if status not in REFUSED:
                allowed.append((role, model, name, status, answer))
    assert allowed == []


def test_every_role_forges_the_reason_dialog(hall, untouched):
    """The dialog names model, records and step as text: all of it comes from the attacker."""
    allowed = []
    for model, name, document_id, roles in attempts(hall):
        for role in roles:
            api = hall["api"][role]
            status, made = api.call("gotgan.transition.wizard", "create", vals_list=[{
                "res_model": model, "res_ids": str(document_id), "transition": name,
                "reason": "위조",
            }])
            if status == 200:
                status, made = api.call("gotgan.transition.wizard", "action_confirm", made)
            if status not in REFUSED:
                allowed.append((role, model, name, status, made))
    assert allowed == []


def test_dialog_on_what_is_no_document(hall, untouched):
    for model in ("res.users", "ir.cron", "gotgan.ledger.move", "no.such.model"):
        api = hall["api"]["author"]
        status, made = api.call("gotgan.transition.wizard", "create", vals_list=[{
            "res_model": model, "res_ids": "1", "transition": "approve", "reason": "위조",
        }])
        if status == 200:
            status, made = api.call("gotgan.transition.wizard", "action_confirm", made)
        assert status >= 400, (model, made)


@pytest.mark.parametrize("model", DOCUMENTS)
def test_state_and_number_are_not_written(hall, untouched, model):
    for (name, _state), document_id in hall["documents"].items():
        for role in ROLES if name == model else ():
            for values in ({"state": "paid"}, {"state": "cancelled"}, {"number": "2026-999999"}):
                status, answer = hall["api"][role].call(model, "write", [document_id], vals=values)
                assert status in REFUSED, (role, model, values, answer)


def test_documents_are_not_born_advanced(hall, untouched):
    """Neither a value, nor a default of the context, nor a copy carries a state."""
    api = hall["api"]["author"]
    paid = hall["documents"]["gotgan.voucher", "paid"]
    commitment = hall["documents"]["gotgan.commitment", "committed"]
    for model, link in (
        ("gotgan.voucher", "commitment_id"),
        ("gotgan.inspection", "commitment_id"),
    ):
        status, answer = api.call(model, "create", vals_list=[{link: commitment, "state": "paid"}])
        assert status in REFUSED, answer
    status, answer = api.call("gotgan.voucher", "copy", [paid], default={"state": "paid"})
    assert status in REFUSED, answer


def test_default_in_the_context_does_not_advance(hall):
    api = hall["api"]["author"]
    commitment = hall["documents"]["gotgan.commitment", "committed"]
    status, made = api.call(
        "gotgan.inspection", "create", vals_list=[{"commitment_id": commitment}],
        context={"default_state": "passed", "default_number": "2026-999999"},
    )
    assert status == 200, made
    _status, rows = api.call("gotgan.inspection", "read", made, fields=["state", "number"])
    assert (rows[0]["state"], rows[0]["number"]) == ("draft", False)


@pytest.mark.parametrize("model", [
    "gotgan.ledger.move", "gotgan.ledger.hold", "gotgan.budget.cell", "gotgan.budget.line",
    "gotgan.event", "gotgan.payment.check", "gotgan.work.item", "gotgan.number.series",
])
def test_truth_is_not_written(hall, untouched, model):
    """No person creates, changes or deletes a row of the ledger, the history or the checks."""
    for role in ROLES:
        api = hall["api"][role]
        for method, arguments in (
            ("create", {"vals_list": [{}]}),
            ("write", {"vals": {"amount": 1, "reason": "위조"}}),
            ("unlink", {}),
        ):
            ids = [] if method == "create" else [1]
            status, answer = api.call(model, method, ids, **arguments)
            assert status >= 400, (role, model, method, answer)


def test_running_totals_are_not_written(hall, untouched):
    document = hall["documents"]["gotgan.commitment", "draft"]
    for role in ("author", "commitment_officer", "disbursing_officer", "cashier", "manager"):
        api = hall["api"][role]
        _status, rows = api.call("gotgan.commitment", "read", [document], fields=["line_ids"])
        for name in ("inspected", "vouchered", "paid", "reduced", "hold_id"):
            status, answer = api.call(
                "gotgan.commitment.line", "write", rows[0]["line_ids"], vals={name: 1},
            )
            assert status in REFUSED, (role, name, answer)


@pytest.mark.parametrize(("model", "method"), [
    ("gotgan.ledger", "_reserve"), ("gotgan.ledger", "_pay"), ("gotgan.ledger", "_post"),
    ("gotgan.spending.request", "_do_transition"), ("gotgan.spending.request", "_write_locked"),
    ("gotgan.spending.request", "_on_approve"), ("gotgan.commitment", "_reduce"),
    ("gotgan.commitment.line", "_add_total"), ("gotgan.payment.order", "_confirm_transfers"),
    ("gotgan.payment.check", "_record"), ("gotgan.number.series", "_take"),
    ("gotgan.event", "_write"),
])
def test_private_methods_are_not_called(hall, untouched, model, method):
    for role in ROLES:
        status, answer = hall["api"][role].call(model, method, [1])
        assert status in REFUSED, (role, model, method, answer)


def test_papers_are_not_taken_from_a_fixed_document(hall, untouched):
    """Attachments of a document that left its draft can be neither changed nor deleted."""
    api = hall["api"]["author"]
    document = hall["documents"]["gotgan.spending.request", "submitted"]
    status, answer = api.call("ir.attachment", "create", vals_list=[{
        "name": "위조 견적서.txt", "raw": "x", "res_model": "gotgan.spending.request",
        "res_id": document,
    }])
    assert status in REFUSED, answer


def test_cashier_dialog_of_others(hall, untouched):
    order = hall["documents"]["gotgan.payment.order", "issued"]
    for role in ROLES:
        if role == "cashier":
            continue
        api = hall["api"][role]
        status, made = api.call("gotgan.payment.confirmation", "create", vals_list=[{
            "line_ids": [[0, 0, {"order_id": order, "reference": "위조"}]],
        }])
        if status == 200:
            status, made = api.call("gotgan.payment.confirmation", "action_confirm", made)
        assert status in REFUSED, (role, made)


def test_refusal_over_the_page(hall, untouched):
    """The web client's own route refuses like the API does, and says whose step it is."""
    document = hall["documents"]["gotgan.spending.request", "submitted"]
    session = log_in(hall["url"], "attack_colleague")
    answer = session("/web/dataset/call_button/gotgan.spending.request/action_approve", {
        "model": "gotgan.spending.request", "method": "action_approve",
        "args": [[document]], "kwargs": {},
    })
    assert "AccessError" in answer["error"]["data"]["name"], answer
    assert "김재무" in answer["error"]["data"]["message"], answer


def log_in(url, login):
    """Return a function that posts JSON as the person, with the session of the log-in page."""
    from odoo.addons.gotgan_expenditure.tests.world import PASSWORD

    visitor = Visitor(urlsplit(url).port, "127.0.0.1")
    visitor.sign_in(login, PASSWORD)

    def post(path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        kind = {"Content-Type": "application/json"}
        _status, text, _headers = visitor.request("POST", path, body, **kind)
        return json.loads(text)

    return post
