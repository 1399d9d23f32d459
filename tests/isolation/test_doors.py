"""Doors that are shut, and what nobody can do through those that are open (T19, T22)."""

import json

import pytest

from .people import CLERK

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SHUT = (
    "/web/database/manager", "/web/database/selector", "/web/database/create",
    "/web/database/duplicate", "/web/database/drop", "/web/database/backup",
    "/web/database/restore", "/web/database/change_password", "/web/database/list",
    "/web/database", "/jsonrpc", "/xmlrpc/common", "/xmlrpc/object", "/xmlrpc/db",
    "/xmlrpc/2/common", "/xmlrpc/2/object", "/xmlrpc/2/db", "/web/version", "/json/version",
    "/web/webclient/version_info", "/web/tests", "/web/set_profiling", "/web/become",
)
UNKNOWN = "/web/no_such_thing/whatever"
JSON = {"Content-Type": "application/json"}
XML = {"Content-Type": "text/xml"}
CALL = json.dumps({"jsonrpc": "2.0", "method": "call", "id": 1, "params": {
    "service": "common", "method": "version", "args": []}})
XML_CALL = "<methodCall><methodName>version</methodName><params/></methodCall>"
COMPARED = {"content-type", "content-security-policy", "allow", "location", "server"}


def heard(answer):
    headers = {k.lower(): v for k, v in answer.headers.items() if k.lower() in COMPARED}
    return answer.status, headers, answer.body


@pytest.mark.parametrize("path", SHUT)
def test_a_shut_door_answers_like_no_door(anonymous, path):
    """T19: status, body and headers are those of any address that never was, for all verbs."""
    asked = [(verb, None, {}) for verb in VERBS] + [("POST", CALL, JSON), ("POST", XML_CALL, XML)]
    for verb, body, headers in asked:
        shut = anonymous.request(verb, path, body, headers=headers)
        unknown = anonymous.request(verb, UNKNOWN, body, headers=headers)
        assert heard(shut) == heard(unknown), verb
        assert shut.status == 404


@pytest.mark.parametrize("path", [
    "//web/database/manager", "/web/database/manager/", "/web//database/manager",
    "/WEB/DATABASE/MANAGER", "/web/database/%6danager", "/web/./database/manager",
    "/web/login/../database/manager", "/web/database/manager;x", "/jsonrpc/", "/xmlrpc/2/db/",
    "/ko/web/database/manager", "/ko_KR/jsonrpc",
])
def test_written_otherwise_it_is_shut_too(anonymous, path):
    answer = anonymous.get(path)
    assert answer.status in (301, 303, 308, 404)
    assert "master" not in answer.text.lower()
    answer = anonymous.post(path, {"master_pwd": "admin", "name": "x"})
    assert answer.status in (301, 303, 308, 404)


def test_the_api_with_keys_stays(pair):
    client = pair.client(pair.a)
    assert client.json2(pair.a.api_key, "res.users", "search_count", domain=[]).status == 200
    assert client.json2("0" * 40, "res.users", "search_count", domain=[]).status == 401


@pytest.fixture(scope="module")
def clerk(pair):
    """An internal user without any further right, signed in."""
    client = pair.client(pair.a)
    client.login(CLERK)
    assert client.is_signed_in
    return client


def refused(answer):
    found = answer.json()
    return "error" in found and "result" not in found


ATTEMPTS = {
    "module": ("ir.module.module", "button_immediate_install", [[1]]),
    "module upgrade": ("ir.module.module", "button_immediate_upgrade", [[1]]),
    "server action": ("ir.actions.server", "create", [[{
        "name": "x", "model_id": 1, "state": "code", "code": "env.cr.execute('SELECT 1')"}]]),
    "view": ("ir.ui.view", "create", [[{"name": "x", "type": "qweb", "arch": "<t/>"}]]),
    "view change": ("ir.ui.view", "write", [[1], {"arch_db": "<t/>"}]),
    "template": ("mail.template", "create", [[{
        "name": "x", "model_id": 1, "body_html": "{{ object.env }}"}]]),
    "parameter": ("ir.config_parameter", "set_param", ["web.base.url", "http://evil.kr"]),
    "parameter read": ("ir.config_parameter", "get_param", ["database.secret"]),
    "cron": ("ir.cron", "create", [[{"name": "x", "model_id": 1, "code": "1"}]]),
    "cron run": ("ir.cron", "method_direct_trigger", [[1]]),
    "rights": ("res.users", "write", [[2], {"group_ids": [[4, 1]]}]),
    "report": ("ir.actions.report", "create", [[{
        "name": "x", "model": "res.users", "report_name": "x", "report_type": "qweb-pdf"}]]),
    "mail server": ("ir.mail_server", "create", [[{"name": "x", "smtp_host": "127.0.0.1"}]]),
    "secret": ("ir.config_parameter", "search_read", [[], ["value"]]),
    "attachment by route": ("ir.attachment", "create", [[{
        "name": "x.js", "type": "binary", "url": "/web/login", "datas": "YQ=="}]]),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_ordinary_person_cannot(clerk, name):
    """T22, as far as routes go: rights of our own groups are tested in gotgan_administration."""
    model, method, args = ATTEMPTS[name]
    assert refused(clerk.call(model, method, *args))


@pytest.mark.parametrize("path", [
    "/base_import_module/login_upload", "/web/action/run", "/web/dataset/call_button",
])
def test_routes_that_run_code_are_refused(clerk, path):
    body = {"action_id": 1, "model": "ir.module.module", "method": "button_immediate_install",
            "args": [[1]], "kwargs": {}}
    answer = clerk.rpc(path, body)
    assert answer.status == 404 or refused(answer)
