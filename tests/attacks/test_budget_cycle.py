"""Every person tries to move the budget past its people, over ``/json/2``.

A department writes in another one's request, an officer in a bill that was put to the vote, staff
take the steps of the budget office, and everybody forges what lets a document pass. What is
refused leaves no row behind.
"""

import pytest
from hall import Api, Hall
from test_wrong_office import REFUSED, read_rows

from odoo.fields import Command

HEAD, VERSION, CHANGE = "gotgan.budget.request", "gotgan.budget.version", "gotgan.budget.change"
LINE, ESTIMATE = f"{HEAD}.line", f"{HEAD}.estimate"
FUNDING, REVENUE = f"{HEAD}.funding", f"{HEAD}.revenue"
PARTS = {
    HEAD: {"purpose": "위조"}, LINE: {"reason": "위조"}, ESTIMATE: {"formula": "1원"},
    FUNDING: {"share": 1}, REVENUE: {"formula": "1원"},
}
ROLES = (
    "staff", "colleague", "stranger", "bureau_head", "other_head", "officer", "head", "auditor",
    "overrider",
)
OFFICERS = ("officer", "overrider")
TABLES = (
    "gotgan_budget_request", "gotgan_budget_request_line", "gotgan_budget_request_estimate",
    "gotgan_budget_request_funding", "gotgan_budget_request_revenue", "gotgan_budget_review",
    "gotgan_budget_cycle", "gotgan_budget_version", "gotgan_budget_version_line",
    "gotgan_budget_version_revenue", "gotgan_budget_version_adjustment", "gotgan_budget_change",
    "gotgan_budget_change_line", "gotgan_rule_override", "gotgan_rule_edition",
    "gotgan_budget_cell", "gotgan_ledger_move", "gotgan_event", "gotgan_number_series",
)


class CycleHall:
    """Requests, versions and changes in the states that are worth attacking."""

    key = Hall.key

    def __init__(self, env):
        from odoo.addons.gotgan_budget_request.tests.common import RequestWorld

        self.env, self.world = env, RequestWorld(env, "cycle")
        env["gotgan.security.policy"]._set_office_networks(["127.0.0.0/8"])
        self.user = {role: getattr(self.world, role) for role in ROLES}

    def build(self):
        found = {**self.requests(), **self.versions(), **self.changes()}
        found["keys"] = {role: self.key(user) for role, user in self.user.items()}
        found["steps"] = {
            model: {name: (step.source, step.who, step.needs_reason) for name, step in
                    type(self.env[model])._transitions.items()}
            for model in (VERSION, CHANGE)
        }
        return found

    def requests(self):
        """An open request with something in each part, one of the attacker, and a submitted one."""
        env, world = self.env, self.world
        cycle = env["gotgan.budget.cycle"].with_user(world.officer).create({
            "fiscal_year_id": world.year.id, "date_due": world.today, "ceiling_ids": [
                Command.create({
                    "department_id": one.id, "fund_id": world.fund().id, "amount": 100_000_000,
                }) for one in (world.department, world.neighbour, world.stranger_department)
            ],
        })
        cycle.action_open()
        own, foreign, sent = (
            cycle.request_ids.filtered(lambda one, place=place: one.department_id == place)
            for place in (world.department, world.stranger_department, world.neighbour)
        )
        line = self.write_line(own, "staff")
        revenue = env[REVENUE].with_user(world.staff).create({
            "request_id": own.id, "fund_id": world.fund().id, "name": "사용료",
            "formula": "9,000원", "revenue_source_id": world.get(
                "gotgan.revenue.source", "511-01", subject_set="local_government").id,
        })
        other = self.write_line(foreign, "stranger")
        late = self.write_line(sent, "officer")
        sent._write_locked({"state": "submitted"})
        return {
            "parts": {
                HEAD: own.id, LINE: line.id, ESTIMATE: line.estimate_ids[:1].id,
                FUNDING: line.funding_ids[:1].id, REVENUE: revenue.id,
            },
            "own_line": other.id, "own_request": foreign.id,
            "sent": {HEAD: sent.id, LINE: late.id, ESTIMATE: late.estimate_ids[:1].id},
        }

    def write_line(self, request, role):
        world = self.world
        return self.env[LINE].with_user(self.user[role]).create({
            "request_id": request.id, "fund_id": world.fund().id,
            "project_id": world.make_project("시정 홍보").id,
            "subitem_id": world.subitem("201-01").id,
            "estimate_ids": [Command.create({"name": "홍보물", "formula": "5,000원*300부"})],
            "funding_ids": [Command.create({
                "funding_source_id": world.source("09").id, "share": 100,
            })],
        })

    def versions(self):
        from odoo.addons.gotgan_budget.version_row import VersionRow

        world, cells = self.world, self.world.former_lines.cell_ids
        place = tuple(cells[0][name].id for name in (
            "fund_id", "department_id", "project_id", "subitem_id", "funding_source_id"))
        versions = {}
        for state in ("draft", "submitted", "voted"):
            version = self.env[VERSION].with_user(world.officer)._make(
                world.former, "supplementary", [VersionRow(*place, 2_000_000)],
                date_effective=world.today, round=len(versions) + 1,
            )
            version._write_locked({"state": state})
            versions[state] = version.id
        versions["in_force"] = world.former_version.id
        return {"versions": versions, "place": place, "cells": cells.ids}

    def changes(self):
        world, [taken, given] = self.world, self.world.former_lines.cell_ids[:2]
        changes = {}
        for state in ("draft", "submitted"):
            change = self.env[CHANGE].with_user(world.staff).create({
                "name": "변경", "fiscal_year_id": world.former.id, "reason": "시험",
                "department_id": world.department.id, "line_ids": [
                    Command.create({"direction": "take", "cell_id": taken.id, "amount": 1_000}),
                    Command.create({"direction": "give", "cell_id": given.id, "amount": 1_000}),
                ],
            })
            change._write_locked({"state": state})
            changes[state] = change.id
        return {"changes": changes}


@pytest.fixture(scope="module")
def hall(tenant_module, serve, odoo_env):
    with odoo_env(tenant_module) as env:
        found = CycleHall(env).build()
    server = serve(tenant_module, hasty=True)
    found["api"] = {role: Api(server.url, key) for role, key in found["keys"].items()}
    found["db"] = tenant_module
    return found


@pytest.fixture
def untouched(hall):
    """Compare every row of the budget's cycle before and after the attack."""
    before = read_rows(hall["db"], TABLES)
    yield
    after = read_rows(hall["db"], TABLES)
    assert [name for name in TABLES if before[name] != after[name]] == []


def refused(hall, role, model, method, ids=(), **arguments):
    status, answer = hall["api"][role].call(model, method, ids, **arguments)
    assert status in REFUSED, (role, model, method, arguments, answer)


def lines_of(hall, version):
    status, found = hall["api"]["officer"].call(
        f"{VERSION}.line", "search", domain=[("version_id", "=", hall["versions"][version])])
    assert status == 200 and found, found
    return found


# ---- another department's request ------------------------------------------------


@pytest.mark.parametrize("role", ["stranger", "other_head", "auditor"])
def test_another_department_is_not_written_in(hall, untouched, role):
    for model, values in PARTS.items():
        record = [hall["parts"][model]]
        refused(hall, role, model, "write", record, vals=values)
        refused(hall, role, model, "write", record, vals={"revision": 0, **values})
        refused(hall, role, model, "unlink", record)
        refused(hall, role, model, "copy", record)


def test_rows_are_not_put_into_another_departments_request(hall, untouched):
    victim, line = hall["parts"][HEAD], hall["parts"][LINE]
    for vals in ({"request_id": victim}, {"department_id": hall["parts"][HEAD]}):
        refused(hall, "stranger", LINE, "write", [hall["own_line"]], vals=vals)
    refused(hall, "stranger", LINE, "copy", [hall["own_line"]], default={"request_id": victim})
    for model, vals in (
        (ESTIMATE, {"line_id": line, "name": "위조", "formula": "1원"}),
        (FUNDING, {"line_id": line, "funding_source_id": 1, "share": 1}),
        (REVENUE, {"request_id": victim, "name": "위조", "formula": "1원"}),
    ):
        refused(hall, "stranger", model, "create", vals_list=[vals])
    for command in ([1, hall["parts"][ESTIMATE], {"formula": "1원"}],
                    [4, hall["parts"][ESTIMATE], 0]):
        status, _answer = hall["api"]["stranger"].call(
            LINE, "write", [hall["own_line"]], vals={"estimate_ids": [command]})
        assert status in REFUSED


def test_what_is_computed_is_not_entered(hall, untouched):
    """In one's own open document: neither a sum, nor whose it is."""
    draft, change = hall["versions"]["draft"], hall["changes"]["draft"]
    for role, model, record, names in (
        ("staff", HEAD, hall["parts"][HEAD], ("requested", "amount", "revenue", "line_count")),
        ("staff", LINE, hall["parts"][LINE], (
            "amount", "cut", "department_id", "cycle_id", "fiscal_year_id", "policy_id")),
        ("staff", ESTIMATE, hall["parts"][ESTIMATE], ("amount", "department_id", "request_id")),
        ("staff", FUNDING, hall["parts"][FUNDING], ("amount", "request_id")),
        ("staff", REVENUE, hall["parts"][REVENUE], ("requested", "amount", "department_id")),
        ("officer", VERSION, draft, ("amount", "base_amount", "revenue_amount", "difference")),
        ("officer", f"{VERSION}.line", lines_of(hall, "draft")[0], ("difference", "adjusted")),
        ("staff", CHANGE, change, ("amount", "balance")),
    ):
        for name in names:
            refused(hall, role, model, "write", [record], vals={name: 1})
    for name, won in (("amount", 1), ("balance", 0)):
        refused(hall, "staff", CHANGE, "create", vals_list=[{"name": "위조", name: won}])


def test_another_departments_draft_is_not_read(hall):
    for model, record in hall["parts"].items():
        for role in ("stranger", "other_head"):
            api = hall["api"][role]
            status, _answer = api.call(model, "read", [record], fields=["id"])
            assert status in REFUSED, (role, model)
            assert api.call(model, "search", domain=[("id", "=", record)]) == (200, [])
            assert api.call(model, "search_count", domain=[("id", "=", record)]) == (200, 0)
    for change in hall["changes"].values():
        for model, name in ((CHANGE, "id"), (f"{CHANGE}.line", "change_id")):
            assert hall["api"]["stranger"].call(
                model, "search", domain=[(name, "=", change)]) == (200, []), model


def test_the_grid_opens_no_other_door(hall, untouched):
    edit = {"op": "set", "row": f"e{hall['parts'][ESTIMATE]}", "field": "formula",
            "value": "1원", "was": "5,000원*300부", "token": 99, "unit": 1}
    theirs = {"request_id": hall["parts"][HEAD]}
    for role in ("stranger", "other_head"):
        refused(hall, role, "gotgan.budget.grid", "action_read_grid", options=theirs)
        refused(hall, role, "gotgan.budget.grid", "action_write_cells",
                options=theirs, edits=[edit])
    for more in (edit, {"op": "add", "row": "new", "line": hall["parts"][LINE], "level": 1,
                        "values": {"name": "위조", "formula": "1원"}},
                 {"op": "remove", "row": edit["row"], "token": 99}):
        status, answer = hall["api"]["stranger"].call(
            "gotgan.budget.grid", "action_write_cells",
            options={"request_id": hall["own_request"]}, edits=[more])
        assert status in REFUSED or not answer["saved"], answer


def test_a_submitted_request_stays_as_it_is(hall, untouched):
    for role in ROLES:
        for model, record in hall["sent"].items():
            refused(hall, role, model, "write", [record], vals=PARTS[model])
        for name in ("requested", "first", "settled", "state"):
            status, _answer = hall["api"][role].call(
                LINE if name != "state" else HEAD, "write",
                [hall["sent"][LINE if name != "state" else HEAD]], vals={name: 1})
            assert status in REFUSED, (role, name)
        refused(hall, role, "gotgan.budget.review", "create", vals_list=[{
            "line_id": hall["sent"][LINE], "request_id": hall["sent"][HEAD], "after": 1,
        }])


# ---- versions --------------------------------------------------------------------


@pytest.mark.parametrize("state", ["submitted", "voted", "in_force"])
def test_lines_of_a_decided_version_stay(hall, untouched, state):
    lines = lines_of(hall, state)
    fund, department, project, subitem, source = hall["place"]
    for role in ROLES:
        for vals in ({"amount": 1}, {"base_amount": 1}, {"bill_amount": 1}, {"reason": "위조"},
                     {"version_id": hall["versions"]["draft"]}):
            refused(hall, role, f"{VERSION}.line", "write", lines, vals=vals)
        refused(hall, role, f"{VERSION}.line", "unlink", lines)
        refused(hall, role, f"{VERSION}.line", "create", vals_list=[{
            "version_id": hall["versions"][state], "fund_id": fund, "department_id": department,
            "project_id": project, "subitem_id": subitem, "funding_source_id": source,
            "amount": 1,
        }])
        refused(hall, role, VERSION, "write", [hall["versions"][state]], vals={
            "line_ids": [[1, lines[0], {"amount": 1}]],
        })
        refused(hall, role, VERSION, "unlink", [hall["versions"][state]])


def test_nobody_writes_that_a_version_is_in_force(hall, untouched):
    for role in ROLES:
        for record in hall["versions"].values():
            for vals in ({"state": "in_force"}, {"base_id": False}, {"position": 9},
                         {"import_id": 1}, {"authority": "board"}, {"absorbed_by_id": record}):
                refused(hall, role, VERSION, "write", [record], vals=vals)
        refused(hall, role, VERSION, "create", vals_list=[{
            "kind": "supplementary", "round": 9, "state": "in_force",
        }])
        refused(hall, role, VERSION, "copy", [hall["versions"]["in_force"]],
                default={"state": "in_force"})


def test_a_default_of_the_context_puts_nothing_in_force(hall):
    status, made = hall["api"]["officer"].call(
        VERSION, "create", vals_list=[{"kind": "supplementary", "round": 9}],
        context={"default_state": "in_force", "default_position": 77},
    )
    assert status == 200, made
    _status, [row] = hall["api"]["officer"].call(
        VERSION, "read", made, fields=["state", "position"])
    assert row["state"] == "draft" and row["position"] != 77


def test_only_the_budget_office_takes_the_steps(hall, untouched):
    for model, documents in ((VERSION, hall["versions"]), (CHANGE, hall["changes"])):
        for name, (sources, who, reason) in hall["steps"][model].items():
            rightful = {*(OFFICERS if "group_budget_officer" in who else ()),
                        *(["staff"] if "author" in who else ())}
            for state in set(sources) & set(documents):
                for role in set(ROLES) - rightful:
                    if not reason and name != "vote":  # those buttons only open a dialog
                        refused(hall, role, model, f"action_{name}", [documents[state]])
                    status, made = hall["api"][role].call(
                        "gotgan.transition.wizard", "create", vals_list=[{
                            "res_model": model, "res_ids": str(documents[state]),
                            "transition": name, "reason": "위조",
                        }])
                    if status == 200:
                        refused(hall, role, "gotgan.transition.wizard", "action_confirm", made)


def test_the_dialog_of_the_vote_is_not_forged(hall, untouched):
    for role in set(ROLES) - {*OFFICERS}:
        status, made = hall["api"][role].call("gotgan.budget.vote", "create", vals_list=[{
            "change_id": hall["changes"]["submitted"], "date": "2026-01-02", "reference": "위조",
        }])
        if status == 200:
            refused(hall, role, "gotgan.budget.vote", "action_confirm", made)


def test_what_only_executing_writes(hall, untouched):
    for role in ROLES:
        for state, record in hall["changes"].items():
            for vals in ({"state": "executed"}, {"executed_on": "2026-01-01"},
                         {"vote_date": "2026-01-01"}, {"number": "2026-999999"}):
                refused(hall, role, CHANGE, "write", [record], vals=vals)
            if state == "submitted":
                refused(hall, role, CHANGE, "write", [record], vals={"reason": "위조"})
        for cell in hall["cells"][:1]:
            refused(hall, role, "gotgan.budget.cell", "write", [cell], vals={"voted": 1})


# ---- what lets a document pass ---------------------------------------------------


def test_overrides_and_findings_are_not_forged(hall, untouched):
    edition = hall["api"]["officer"].call("gotgan.rule.edition", "search", domain=[], limit=1)
    assert edition[0] == 200 and edition[1]
    for role in ROLES:
        for record in hall["versions"].values():
            refused(hall, role, "gotgan.rule.override", "create", vals_list=[{
                "res_model": VERSION, "res_id": record, "edition_id": edition[1][0],
                "reason": "위조", "fingerprint": "0" * 64,
            }])
        if role != "overrider":
            forge_dialog(hall, role, hall["versions"]["draft"])
        status, _answer = hall["api"][role].call(
            "gotgan.rule.edition", "write", edition[1], vals={"severity": "notice", "value": 0})
        assert status in REFUSED, role


def forge_dialog(hall, role, record):
    """The dialog names the document and the findings as text: all of it comes from the attacker."""
    status, made = hall["api"][role].call("gotgan.rule.override.wizard", "create", vals_list=[{
        "res_model": VERSION, "res_id": record, "reason": "위조",
        "line_ids": [[0, 0, {"chosen": True, "fingerprint": "0" * 64}]],
    }])
    if status == 200:
        refused(hall, role, "gotgan.rule.override.wizard", "action_confirm", made)


@pytest.mark.parametrize(("model", "method"), [
    (VERSION, "_make"), (VERSION, "_enter_force"), (VERSION, "_write_locked"),
    (VERSION, "_do_transition"), (VERSION, "_change_bill"), (VERSION, "_rebase"),
    (VERSION, "_stand_on"), (VERSION, "_override_findings"), (CHANGE, "_move_money"),
    (CHANGE, "_record_vote"), (CHANGE, "_do_transition"), (LINE, "_review"),
    (LINE, "_set_requested"), (LINE, "_stamp"), ("gotgan.ledger", "_transfer"),
    ("gotgan.ledger", "_draw"), ("gotgan.ledger", "_carry_in"), ("gotgan.carryover", "_carry_over"),
])
def test_private_doors_are_closed(hall, untouched, model, method):
    for role in ROLES:
        refused(hall, role, model, method, [1])


def test_a_default_of_the_context_computes_nothing(hall):
    status, made = hall["api"]["staff"].call(
        ESTIMATE, "create",
        vals_list=[{"line_id": hall["parts"][LINE], "name": "홍보", "formula": "1,000원*2"}],
        context={"default_amount": 77, "default_department_id": hall["cells"][0]},
    )
    assert status == 200, made
    _status, [row] = hall["api"]["staff"].call(
        ESTIMATE, "read", made, fields=["amount", "request_id"])
    assert row["amount"] == 2_000 and row["request_id"][0] == hall["parts"][HEAD]
