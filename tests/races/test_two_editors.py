"""Two colleagues in one budget request, through HTTP, in the grid and in the form, round by round.

Nothing is lost: what both wrote in different places stays; where both wrote in one place, one of
them wins and the other one reads who was faster and what stands there now.
"""

import json
import random
import threading

import pytest
from harness.visitor import Visitor

ROUNDS = 24
HEAD = "gotgan.budget.request"
LINE, ESTIMATE, GRID = f"{HEAD}.line", f"{HEAD}.estimate", "gotgan.budget.grid"
NAMES = {"staff": "박요구", "colleague": "정동료"}


class Editor(Visitor):
    """A colleague with a browser session; a refusal comes back as what the screen would say."""

    def __init__(self, server, dbname, login, password):
        super().__init__(server.port, "127.0.0.1")
        self.sign_in(login, password)

    def ask(self, model, method, *args, **kwargs):
        """Return (value, "") or (None, the message of the refusal)."""
        status, text, _headers = self.request(
            "POST", f"/web/dataset/call_kw/{model}/{method}",
            json.dumps({"jsonrpc": "2.0", "method": "call", "id": 1, "params": {
                "model": model, "method": method, "args": args,
                "kwargs": {**kwargs, "context": {"lang": "ko_KR"}},
            }}), **{"Content-Type": "application/json"},
        )
        assert status == 200, text
        answer = json.loads(text)
        if "error" not in answer:
            return answer["result"], ""
        data = answer["error"]["data"]
        assert data["name"] == "odoo.exceptions.UserError", data
        return None, data["message"]

    def write_grid(self, request_id, edit):
        """Write one cell of the grid; a conflict is worded as the screen shows it."""
        answer, message = self.ask(GRID, "action_write_cells", {"request_id": request_id}, [edit])
        if message or answer["saved"]:
            return message
        [fault] = answer["errors"] + answer["conflicts"]
        return fault.get("message") or f"{fault['who']} {fault['theirs']}"

    def write_form(self, line_id, vals):
        _answer, message = self.ask(LINE, "web_save", [line_id], vals, specification={"id": {}})
        return message


@pytest.fixture(scope="module")
def office(tenant_module, serve, odoo_env):
    """A request with one line and four estimates, and two people of the department at work."""
    from odoo.addons.gotgan_budget_request.tests.common import PASSWORD, RequestCase, RequestWorld

    class Words(RequestCase):
        """Only the vocabulary of the addon's tests, on an environment that is committed."""

    with odoo_env(tenant_module) as env:
        # At their desks a password is enough.
        policy = env["gotgan.security.policy"].search([], limit=1)
        policy.write({"office_networks": "127.0.0.0/8"})
        Words.env = env
        Words.world = world = RequestWorld(env, prefix="race")
        Words.staff, Words.officer = world.staff, world.officer
        Words.department, Words.year = world.department, world.year
        Words.project = world.make_project("시정 홍보")
        cycle = Words.make_cycle()
        words = Words()
        words.request = cycle.request_ids.filtered(
            lambda one: one.department_id == world.department).with_user(world.staff)
        line = words.fund_by(
            words.write_line(*[f"1,000원*{10 + place}" for place in range(4)]), ("09", 100),
        )
        ids = words.request.id, line.id, line.estimate_ids.ids
    server = serve(tenant_module, hasty=True)
    editors = {
        role: Editor(server, tenant_module, f"race_{role}", PASSWORD) for role in NAMES
    }
    return Office(tenant_module, odoo_env, editors, *ids)


class Office:
    """The request as it stands, and how two people write in it at the same moment."""

    def __init__(self, dbname, odoo_env, editors, request_id, line_id, estimate_ids):
        self.dbname, self.odoo_env, self.editors = dbname, odoo_env, editors
        self.request_id, self.line_id, self.estimate_ids = request_id, line_id, estimate_ids
        self.order = list(NAMES)

    def read(self):
        """Return the line and ``{estimate id: values}``, after checking that all sums match."""
        from odoo.addons.gotgan_budget.ehojo.formula import evaluate, thousands_up

        with self.odoo_env(self.dbname) as env:
            line = env[LINE].browse(self.line_id)
            rows = {row["id"]: row for row in line.estimate_ids.read(
                ["name", "formula", "amount", "revision"])}
            computed = sum(thousands_up(evaluate(row["formula"])) for row in rows.values())
            assert computed == sum(row["amount"] for row in rows.values())
            assert computed == line.requested == sum(line.funding_ids.mapped("amount"))
            assert computed == line.request_id.requested == line.request_id.cycle_id.requested
            return line.read(["reason", "revision"])[0], rows

    def together(self, works):
        """Let both write at once; return ``{role: message of the refusal or ""}``."""
        barrier, said = threading.Barrier(len(works)), {}

        def person(role, work):
            barrier.wait(60)
            said[role] = work(self.editors[role])

        # Who comes last to the barrier leaves it first: each of them in turn.
        self.order.reverse()
        threads = [
            threading.Thread(target=person, args=(role, works[role]), daemon=True)
            for role in self.order
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        assert set(said) == set(works), "somebody was never answered"
        return said

    # ---- ways of writing -----------------------------------------------------

    def edit(self, way, estimate, field, value):
        """Return the work that changes a cell of an estimate, seen as ``estimate`` was read."""
        if way == "grid":
            return lambda editor: editor.write_grid(self.request_id, {
                "op": "set", "row": f"e{estimate['id']}", "field": field, "value": value,
                "was": estimate[field], "token": estimate["revision"], "unit": 1,
            })
        return lambda editor: editor.write_form(self.line_id, {"estimate_ids": [
            [1, estimate["id"], {field: value, "revision": estimate["revision"]}],
        ]})

    def explain(self, way, line, value):
        """Return the work that changes the reason of the line itself."""
        if way == "grid":
            return lambda editor: editor.write_grid(self.request_id, {
                "op": "set", "row": f"l{self.line_id}", "field": "reason", "value": value,
                "was": line["reason"] or "", "token": line["revision"], "unit": 1,
            })
        return lambda editor: editor.write_form(
            self.line_id, {"reason": value, "revision": line["revision"]})


def ways(chance):
    return {role: chance.choice(["grid", "form"]) for role in NAMES}


def value_of(field, number, role):
    return f"1,000원*{number}" if field == "formula" else f"{NAMES[role]}의 {number}"


def test_different_rows_and_different_cells_of_one_row_both_stay(office):
    chance = random.Random(19490815)
    for number in range(ROUNDS):
        line, rows = office.read()
        way, same_row = ways(chance), number % 2
        first, second = chance.sample(sorted(rows), 2)
        places = {"staff": (first, "formula"), "colleague": (first, "name") if same_row else
                  (second, "formula")}
        wanted = {role: value_of(field, 100 + number, role)
                  for role, (_row, field) in places.items()}
        said = office.together({
            role: office.edit(way[role], rows[row], field, wanted[role])
            for role, (row, field) in places.items()
        })
        assert said == dict.fromkeys(NAMES, ""), (way, said)
        line_after, after = office.read()
        for role, (row, field) in places.items():
            assert after[row][field] == wanted[role], (way, role)
            assert after[row]["revision"] == rows[row]["revision"] + 1 + same_row
        assert line_after["revision"] >= line["revision"]


@pytest.mark.parametrize("field", ["formula", "name", "reason"])
def test_in_one_cell_one_wins_and_the_other_reads_what_stands(office, field):
    chance, winners = random.Random(f"20260101{field}"), set()
    for number in range(ROUNDS):
        line, rows = office.read()
        way, row = ways(chance), chance.choice(sorted(rows))
        wanted = {role: value_of(field, 500 + 2 * number + place, role)
                  for place, role in enumerate(NAMES)}
        said = office.together({
            role: office.explain(way[role], line, value) if field == "reason"
            else office.edit(way[role], rows[row], field, value)
            for role, value in wanted.items()
        })
        [winner] = [role for role in NAMES if not said[role]]
        [loser] = set(NAMES) - {winner}
        line_after, after = office.read()
        before, now = (line, line_after) if field == "reason" else (rows[row], after[row])
        assert now[field] == wanted[winner], (way, said)
        assert NAMES[winner] in said[loser] and wanted[winner] in said[loser], said
        assert now["revision"] == before["revision"] + 1
        winners.add(winner)
    assert winners == set(NAMES), "they never met: one was always faster"


def test_one_deletes_a_row_while_the_other_writes_in_it(office):
    chance = random.Random(20261122)
    for number in range(ROUNDS // 2):
        _line, rows = office.read()
        added, message = office.editors["staff"].ask(
            GRID, "action_write_cells", {"request_id": office.request_id}, [{
                "op": "add", "row": "new", "line": office.line_id, "level": 1, "after": None,
                "unit": 1, "values": {"name": "새 줄", "formula": "1,000원*3"},
            }])
        assert not message and added["saved"], (message, added)
        row_id = added["ids"]["new"]
        _line, rows = office.read()
        row, way = rows[row_id], ways(chance)
        said = office.together({
            "staff": lambda editor, row=row: editor.write_grid(office.request_id, {
                "op": "remove", "row": f"e{row['id']}", "token": row["revision"],
            }),
            "colleague": office.edit(way["colleague"], row, "formula", f"1,000원*{900 + number}"),
        })
        _line, after = office.read()
        assert bool(said["staff"]) != bool(said["colleague"]), (way, said)
        if said["staff"]:
            assert after[row_id]["formula"] == f"1,000원*{900 + number}"
            assert NAMES["colleague"] in said["staff"], said
        else:
            assert row_id not in after
            assert "지웠습니다" in said["colleague"], said
