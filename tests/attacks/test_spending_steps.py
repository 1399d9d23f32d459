"""Every officer tries every other's step of every document of spending, by page and by API.

Who may do what stands here as a plain table, apart from the declarations: whoever widens a
declaration by mistake is told by this table.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from hall import Api
from spending_hall import SpendingHall
from spending_table import BY_ITSELF, EXPECTED, LINED, RUNNING
from test_wrong_office import log_in, read_rows

# A password is made slow to guess; these are to be made quickly.
ROUNDS = "odoo.addons.base.models.res_users.MIN_ROUNDS"
WIZARD = "gotgan.transition.wizard"
REFUSALS = {
    f"odoo.exceptions.{name}"
    for name in ("AccessError", "UserError", "ValidationError", "MissingError")
}
# Steps of the year's end, proven beside the closing; and what circulates in an approval or is
# decided afterwards, proven beside it.
ELSEWHERE = {
    "continue", "carry_over", "revoke", "resume", "see", "post_approve", "post_disagree",
}
# So many of those who may not take a step try it over the API.
TRIES = 4
ADDONS = (
    "gotgan_approval", "gotgan_custody", "gotgan_expenditure", "gotgan_expenditure_advance",
    "gotgan_expenditure_bulk", "gotgan_expenditure_card", "gotgan_contract",
    "gotgan_contract_score", "gotgan_treasury",
)
APART = {"gotgan.approval.consultation"}
TABLES = (
    "gotgan_budget_cell", "gotgan_ledger_hold", "gotgan_ledger_move", "gotgan_event",
    "gotgan_number_series", "gotgan_custody_move", "gotgan_custody_account", "gotgan_custody_case",
    "gotgan_approval_act", "gotgan_approval_step", "gotgan_bank_instruction", "gotgan_cash_move",
)


class Page:
    """The web client of one person, as the server sees it."""

    def __init__(self, url, login):
        self.post = log_in(url, login)

    def call(self, model, method, *args, path="call_kw", **kwargs):
        """Return (kind of refusal or '', answer)."""
        answer = self.post(f"/web/dataset/{path}/{model}/{method}", {
            "model": model, "method": method, "args": args, "kwargs": kwargs,
        })
        error = answer.get("error")
        if error:
            return error["data"]["name"], error["data"]["message"]
        return "", answer["result"]

    def open_dialogs(self, steps):
        """Return {(model, step, document): dialog of a reason} for all ``steps`` at once."""
        _kind, made = self.call(WIZARD, "create", describe_dialogs(steps))
        return dict(zip(steps, made, strict=True))

    def confirm(self, dialog):
        return self.call(WIZARD, "action_confirm", [dialog])


@pytest.fixture(scope="module")
def hall(tenant_module, serve, odoo_env):
    with odoo_env(tenant_module) as env, patch(ROUNDS, 1):
        found = SpendingHall(env).build()
        found["steps"] = {
            name: read_steps(env[name]) for name in env
            if env[name]._original_module in ADDONS and getattr(env[name], "_transitions", None)
            and not env[name]._abstract
        }
        found["first"] = {
            name: env[name]._fields["state"].default(env[name]) for name in found["steps"]
        }
        found["tables"] = sorted({*TABLES, *(env[name]._table for name in found["steps"])})
    server = serve(tenant_module, hasty=True)
    found["db"], found["views"] = tenant_module, {}
    with ThreadPoolExecutor(4) as pool:
        pages = pool.map(lambda login: Page(server.url, login), found["logins"].values())
        found["page"] = dict(zip(found["logins"], pages, strict=True))
    found["api"] = {role: Api(server.url, key) for role, key in found["keys"].items()}
    return found


def read_steps(model):
    return {
        name: {
            "source": step.source, "reason": step.needs_reason,
            "button": hasattr(model, f"action_{name}"),
        }
        for name, step in type(model)._transitions.items() if name not in ELSEWHERE
    }


@pytest.fixture
def untouched(hall):
    before = read_rows(hall["db"], hall["tables"])
    yield
    assert read_rows(hall["db"], hall["tables"]) == before


def each_role(hall, work):
    """Run ``work(role, page)`` for everybody, several at a time; return what they found."""
    with ThreadPoolExecutor(4) as pool:
        rows = pool.map(lambda role: work(role, hall["page"][role]), hall["page"])
        return [one for row in rows for one in row]


def attempts(hall):
    """Yield (model, step's name, step, document, state) of every step of every document."""
    for key, states in hall["documents"].items():
        model = key.split()[0]
        for name, step in hall["steps"][model].items():
            for state in set(step["source"]) & set(states):
                yield model, name, step, states[state], state


def by_itself():
    pairs = re.findall(r"(\S+): ((?:\w+ ?)+)", BY_ITSELF)
    return {(f"gotgan.{model}", step) for model, steps in pairs for step in steps.split()}


def read_allowed(hall, role, page):
    """Return {(model, document): allowed steps} as the form's buttons ask for them."""
    found = {}
    for key, states in hall["documents"].items():
        model = key.split()[0]
        kind, rows = page.call(
            model, "search_read", [["id", "in", list(states.values())]], ["allowed_transitions"],
        )
        for row in rows if not kind else ():
            names = set((row["allowed_transitions"] or "").strip(",").split(",")) - {""}
            found[model, row["id"]] = names - ELSEWHERE
    return found


@pytest.fixture(scope="module")
def allowed(hall):
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda role: read_allowed(hall, role, hall["page"][role]), hall["page"])
        return dict(zip(hall["page"], found, strict=True))


def test_every_step_of_every_document_is_attacked(hall):
    reached = {(model, name) for model, name, _step, _id, _state in attempts(hall)}
    there = {(model, name) for model, steps in hall["steps"].items() for name in steps}
    assert {one for one in there - reached if one[0] not in APART} == {("gotgan.approval", "start")}
    sources = {
        (model, state) for model, steps in hall["steps"].items()
        for step in steps.values() for state in step["source"] if model not in APART
    }
    kept = {(key.split()[0], state) for key, found in hall["documents"].items() for state in found}
    assert sources - kept == {("gotgan.approval", "draft")}


def test_only_who_is_declared_may(hall, allowed):
    """What the server allows each person is this table: nothing more, nothing less."""
    found = {}
    for role, documents in allowed.items():
        rows = found.setdefault(role, {})
        for (model, _document), names in documents.items():
            free = {name for name in names if (model, name) not in by_itself()}
            rows.setdefault(model.removeprefix("gotgan."), set()).update(free)
    wanted = {
        role: {model: set(steps.split()) for model, steps in rows.items()}
        for role, rows in EXPECTED.items()
    }
    assert {
        role: {model: names for model, names in rows.items() if names}
        for role, rows in found.items()
    } == wanted


def test_where_a_line_decides_no_office_does(hall, allowed):
    """원인행위 and 지출결의 of a department with a line: nobody confirms or resolves one."""
    found = {
        (role, key, state): names - {one for model, one in by_itself() if model == key.split()[0]}
        for role, documents in allowed.items()
        for key, states in hall["documents"].items() if key.endswith(" lined")
        for state, document in states.items()
        if (names := documents.get((key.split()[0], document)))
    }
    assert {one: " ".join(sorted(names)) for one, names in found.items() if names} == LINED


def test_nothing_of_a_running_document_is_written(hall, untouched):
    """Past the buttons: its words, its money, its papers, who signed it, and its line."""
    def work(role, page):
        for key, values in RUNNING.items():
            document = hall["documents"][key]["submitted"]
            for vals in values:
                for method in ("write", "web_save"):
                    extra = {"specification": {}} if method == "web_save" else {}
                    kind, answer = page.call(key.split()[0], method, [document], vals, **extra)
                    if kind not in REFUSALS:
                        yield role, key, method, vals, kind, answer

    assert each_role(hall, lambda role, page: list(work(role, page))) == []


def test_what_is_missing_is_told_and_not_a_failure(hall, untouched):
    """Over the API: a document without what it is written from is refused in words."""
    for model, name in (("commitment", "request_id"), ("voucher", "commitment_id")):
        for given in ({}, {name: False}, {name: "x"}, {name: [1]}, {name: 2**30}):
            status, answer = hall["api"]["author"].call(
                f"gotgan.{model}", "create", [], vals_list=[given],
            )
            assert 400 <= status < 500, (model, given, status, answer)


def test_everybody_tries_every_other_step_by_the_page(hall, allowed, untouched):
    def work(role, page):
        steps = list(foreign_steps(hall, allowed[role]))
        dialogs = page.open_dialogs([one for one, has_button in steps if not has_button])
        for one, _has_button in steps:
            model, name, document = one
            kind, answer = page.confirm(dialogs[one]) if one in dialogs else page.call(
                model, f"action_{name}", [document], path="call_button",
            )
            if kind not in REFUSALS:
                yield role, *one, kind, answer

    assert each_role(hall, lambda role, page: list(work(role, page))) == []


def test_every_step_is_tried_by_the_api(hall, allowed, untouched):
    """With a key instead of a browser: each step by some of those who may not, in turn.

    Who may what is one question with one answer, and every pair was asked by the page.
    """
    tries = share_out(hall, allowed)

    def work(role, _page):
        api, steps = hall["api"][role], tries[role]
        dialogs = open_dialogs(api, [one for one, has_button in steps if not has_button])
        for one, _has_button in steps:
            model, name, document = one
            status, answer = api.call(WIZARD, "action_confirm", [dialogs[one]]) \
                if one in dialogs else api.call(model, f"action_{name}", [document])
            if not 400 <= status < 500:
                yield role, *one, status, answer

    assert all(tries.values()), "somebody tries nothing"
    assert each_role(hall, lambda role, page: list(work(role, page))) == []


def share_out(hall, allowed):
    """Return {role: attempts}, so that each step is tried by ``TRIES`` of those who may not."""
    there = {}
    for role in hall["page"]:
        own = {one[:2]: (one, has_button)
               for one, has_button in foreign_steps(hall, allowed[role])}
        for step, attempt in own.items():
            there.setdefault(step, []).append((role, attempt))
    tries = {role: [] for role in hall["page"]}
    for place, step in enumerate(sorted(there)):
        able = there[step]
        for turn in range(min(TRIES, len(able))):
            role, attempt = able[(place + turn) % len(able)]
            tries[role].append(attempt)
    return tries


def open_dialogs(api, steps):
    """Return {(model, step, document): dialog of a reason} for all ``steps`` at once."""
    _status, made = api.call(WIZARD, "create", vals_list=describe_dialogs(steps))
    return dict(zip(steps, made, strict=True))


def describe_dialogs(steps):
    return [
        {"res_model": model, "res_ids": str(document), "transition": name, "reason": "위조"}
        for model, name, document in steps
    ]


def foreign_steps(hall, mine):
    """Yield ((model, step, document), whether a plain button leads to it) of what is not one's own.

    Of a kind that one does not even read, one step is enough.
    """
    hidden = set()
    for model, name, step, document, _state in attempts(hall):
        names = mine.get((model, document))
        if names is None and model in hidden:
            continue
        if names is None:
            hidden.add(model)
        elif name in names and (model, name) not in by_itself():
            continue
        yield (model, name, document), step["button"] and not step["reason"]


def test_no_button_for_who_may_not(hall, allowed):
    """The form shows a step's button only to whom the server would let through."""
    def work(role, page):
        for key in hall["documents"]:
            model = key.split()[0]
            mine = {one: names for (name, one), names in allowed[role].items() if name == model}
            if mine:
                yield from find_false_buttons(hall, role, model, mine)

    found = each_role(hall, lambda role, page: [(role, *one) for one in work(role, page)])
    assert {one[:3] for one in found} == set()


def read_views(hall, role, model):
    """Return the form of a model, read once by who has steps in it and once by who has none."""
    key = model, is_writer(role, model)
    if key not in hall["views"]:
        _kind, hall["views"][key] = hall["page"][role].call(model, "get_views", [[False, "form"]])
    return hall["views"][key]


def find_false_buttons(hall, role, model, mine):
    from lxml import etree

    page = hall["page"][role]
    views = read_views(hall, role, model)
    arch = etree.fromstring(views["views"]["form"]["arch"])
    buttons = {
        button.get("name").removeprefix("action_"): button.get("invisible") or "False"
        for button in arch.xpath("/form/header//button[@type='object']")
        if button.get("name").removeprefix("action_") in hall["steps"][model]
    }
    used = set(re.findall(r"[a-z_]+", " ".join(buttons.values())))
    fields = views["models"][model]["fields"]
    names = sorted({"id", *used & set(fields)})
    _kind, rows = page.call(model, "read", list(mine), names)
    for row in rows:
        known = {"uid": hall["users"][role], **{
            name: value[0] if value and fields.get(name, {}).get("type") == "many2one" else value
            for name, value in row.items()
        }}
        for name, invisible in buttons.items():
            shown = not eval(invisible, {"__builtins__": {}}, known)  # our own view's expression
            if shown and name not in mine[row["id"]]:
                yield model, name, row["id"]


def is_writer(role, model):
    return role == "auditor" or model.removeprefix("gotgan.") in EXPECTED[role]


def test_nobody_writes_a_state_or_deletes_what_moved(hall, allowed, untouched):
    """Past the buttons: ``write``, ``web_save``, ``unlink`` and ``copy`` of what is on its way."""
    def work(role, page):
        for key, states in hall["documents"].items():
            model, first = key.split()[0], hall["first"][key.split()[0]]
            for state in [state for state in states if state != first][-1:]:
                document = states[state]
                if (model, document) not in allowed[role]:
                    continue
                doors = (
                    ("write", {"state": first}), ("unlink",), ("copy", {"state": state}),
                    ("web_save", {"state": first}),
                )
                for method, *values in doors if is_writer(role, model) else doors[:1]:
                    extra = {"specification": {}} if method == "web_save" else {}
                    kind, answer = page.call(model, method, [document], *values, **extra)
                    if kind not in REFUSALS:
                        yield role, model, method, kind, answer

    assert each_role(hall, lambda role, page: list(work(role, page))) == []


def test_nothing_is_born_advanced_or_moved_from_inside(hall, untouched):
    """Over the API: no document begins beyond its first state, and no inner method is called."""
    let_through = []
    for key, states in hall["documents"].items():
        model = key.split()[0]
        writers = [role for role, rows in EXPECTED.items() if model.removeprefix("gotgan.") in rows]
        api = hall["api"][writers[0]]
        for method, ids, arguments in (
            ("create", [], {"vals_list": [{"state": list(states)[-1]}]}),
            ("_do_transition", list(states.values())[:1], {"name": "approve"}),
            ("_write_locked", list(states.values())[:1], {"vals": {"state": "draft"}}),
        ):
            status, answer = api.call(model, method, ids, **arguments)
            if status < 400:
                let_through.append((writers[0], model, method, status, answer))
    assert let_through == []
