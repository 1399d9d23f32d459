"""What an error tells (A23): every route of the routing map is asked wrongly, in many ways."""

import json
import re

import pytest

from .estate import ROOT
from .odoo_routes import routes_of

LEAKS = re.compile(
    r"Traceback|File \"|\.py\"|\bline \d+, in |psycopg2|/opt/|/usr/|site-packages|"
    rf"{re.escape(str(ROOT))}|"
    r"odoo/addons|werkzeug/|Werkzeug/|Python/3|\b19\.0[+.-]|saas~|SELECT |gotgan_t[0-9a-f]{16}")
BODIES = {
    "nothing": ("", {}),
    "form": ("a=1&id=x&model=no.model&res_id=-1", {
        "Content-Type": "application/x-www-form-urlencoded"}),
    "broken json": ("{", {"Content-Type": "application/json"}),
    "odd json": ("[1]", {"Content-Type": "application/json"}),
    "wrong call": (json.dumps({"jsonrpc": "2.0", "id": 7, "params": {
        "model": "no.model", "method": "_x", "args": [None], "kwargs": {"a": {}},
        "channel_id": "x", "thread_id": {}, "data": "x", "id": []}}), {
            "Content-Type": "application/json"}),
}
# What is served whole and cannot leak: the web client's own files.
FILES = ("/web/assets", "/web/bundle", "/web/service-worker.js", "/bus/websocket_worker_bundle")
SIGNING_OUT = ("/web/session/logout", "/web/session/destroy", "/websocket")


def filled(rule):
    """The address of a rule with something odd in each variable."""
    def value(found):
        kind = found[1] or ""
        if kind.startswith(("int", "model")):
            return "999999"
        return "no.such" if "model" in found[2] else "x"

    return re.sub(r"<(?:([^:<>]+):)?([^<>]+)>",
                  lambda m: value((m[0], m[1], m[2])), rule)


def leak(answer):
    kind = answer.headers.get("Content-Type", "")
    if answer.status == 200 and not kind.startswith(("text/html", "application/json")):
        return None
    found = LEAKS.search(answer.text)
    return found and answer.text[max(0, found.start() - 80):found.end() + 80]


@pytest.mark.parametrize("who", ["anonymous", "signed in"])
def test_no_route_tells_what_runs_behind_it(pair, who):
    rules = [rule for rule in routes_of(pair) if not rule.startswith(FILES + SIGNING_OUT)]
    assert len(rules) > 100
    if pair.is_silo:
        rules = rules[::6]  # the same code serves them; all of them are asked in the pool
    client = pair.client(pair.a)
    if who == "signed in":
        client.login()
    bodies = dict(BODIES)
    if who == "anonymous":  # most routes send them to the login page before they read a body
        client.get("/web/login")
        del bodies["broken json"], bodies["odd json"]
    leaks, broken = [], []
    for rule in rules:
        for name, (body, headers) in bodies.items():
            method = "GET" if name == "nothing" else "POST"
            answer = client.request(method, filled(rule), body or None, headers=headers)
            if found := leak(answer):
                leaks.append((rule, name, answer.status, found))
            if answer.status == 500 and not re.search(r"문의 번호 [2-9A-Z]{4}-[2-9A-Z]{4}",
                                                      answer.text):
                broken.append((rule, name))
    assert not leaks, leaks[:5]
    assert not broken, broken[:5]


def test_an_internal_error_has_a_number_that_the_log_has(pair, signed_in):
    answer = signed_in.call("res.partner", "search", "not a domain", "x", "y", "z", "w", "v")
    error = answer.json()["error"]["data"]
    number = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", error["message"])[0]
    assert error["debug"] == ""
    assert error["name"] == "odoo.exceptions.UserError"
    process = pair.estate.processes[pair.a.name if pair.is_silo else "pool"]
    line = next(line for line in process.log().splitlines() if number in line)
    assert "TypeError" in line


def test_what_a_person_must_read_is_said(signed_in):
    answer = signed_in.call("res.users", "create", [{"name": "x", "login": "admin"}])
    message = answer.json()["error"]["data"]["message"]
    assert "문의 번호" not in message
    assert answer.json()["error"]["data"]["debug"] == ""
    missing = signed_in.call("res.partner", "write", [999999], {"name": "x"})
    assert missing.json()["error"]["data"]["name"] == "odoo.exceptions.MissingError"


@pytest.mark.parametrize("path", ["/web/login", "/", "/robots.txt", "/web/session/get_lang_list"])
def test_a_stranger_learns_no_version(pair, path):
    answer = pair.client(pair.a).get(path)
    assert not LEAKS.search(answer.text)
    assert not re.search(r'server_version"?: "[^"]', answer.text)


def test_a_person_learns_neither_version_nor_database(pair, signed_in):
    info = signed_in.rpc("/web/session/get_session_info").json()["result"]
    assert info["server_version"] == ""
    assert info["db"] == pair.a.host
    assert pair.a.database not in json.dumps(info)
    assert pair.a.database not in signed_in.get("/odoo").text


def test_debug_mode_tells_no_more(pair):
    client = pair.client(pair.a)
    client.login()
    client.get("/odoo?debug=1")
    answer = client.call("res.partner", "search", "not a domain", "x", "y", "z", "w", "v")
    assert answer.json()["error"]["data"]["debug"] == ""
    assert not LEAKS.search(answer.text)


def test_json2_errors_are_quiet_too(pair):
    client, key = pair.client(pair.a), pair.a.api_key
    for model, method, body in (("no.model", "read", {}), ("res.partner", "_x", {}),
                                ("res.partner", "search", {"domain": "x", "limit": "y"}),
                                ("res.partner", "read", {"nothing": 1})):
        answer = client.json2(key, model, method, **body)
        assert answer.status >= 400
        assert not LEAKS.search(answer.text), answer.text
        assert answer.json()["debug"] == ""
