"""The map decides, at once and closed when in doubt; read-only tenants are only read."""

import json

import pytest

from .client import Client

HEALTHY = 200


@pytest.fixture
def client(estate):
    return Client(estate.processes["pool"].port, "a.localhost")


@pytest.fixture
def mended(estate):
    """Whatever a test does to the map, the next one finds it whole."""
    yield
    estate.write_map()


def status(client):
    return client.get("/web/login").status


def everything(estate):
    return [Client(estate.processes["pool"].port, host).get("/web/login").status
            for host in ("a.localhost", "nobody.localhost", "localhost")]


def test_torn_missing_forged_and_older_maps_open_nothing(estate, client, mended):
    """Every host is answered 503 until a map that can be believed lies there again."""
    whole = estate.hosts_file.read_text()
    other = json.loads(whole)
    other["hosts"]["evil.localhost"] = other["hosts"]["a.localhost"]
    broken = {
        "torn": whole[: len(whole) // 2], "empty": "", "not a map": "[]", "null": "null",
        "forged": json.dumps(other),
        "unsigned": json.dumps({**other, "signature": ""}),
        "wrong type": json.dumps({**json.loads(whole), "version": "9999"}),
        "other key": None,
    }
    for name, text in broken.items():
        if text is None:
            from .estate import host_map

            host_map.write_map(estate.hosts_file, estate.version + 1,
                               estate.entries(), "ab" * 32)
        else:
            estate.hosts_file.write_text(text)
        assert everything(estate) == [503, 503, 503], name
        estate.write_map()
        assert status(client) == HEALTHY, name
    estate.hosts_file.unlink()
    assert everything(estate) == [503, 503, 503]
    estate.write_map()
    assert status(client) == HEALTHY


def test_an_older_map_is_not_believed(estate, client, mended):
    """A map that was true once cannot be put back to open what has been closed."""
    before = estate.hosts_file.read_text()
    estate.write_map(**{"a.localhost": None})
    assert status(client) == 404
    estate.hosts_file.write_text(before)
    assert status(client) == 503


def test_a_change_counts_at_once(estate, client, mended):
    """Suspended, resumed, renamed, without a restart; a signed-in person is out as well."""
    client.login()
    assert client.is_signed_in
    entry = estate.entries()["a.localhost"]
    for state, expected in (("suspended", 503), ("active", 200), ("archived", 410),
                            ("active", 200)):
        estate.write_map(**{"a.localhost": {**entry, "state": state}})
        assert status(client) == expected, state
    estate.write_map(**{"a.localhost": None, "new-name.localhost": entry})
    assert status(client) == 404
    assert Client(client.port, "new-name.localhost").get("/web/login").status == HEALTHY


def test_the_503_page_tells_nothing(estate, client, mended):
    estate.hosts_file.write_text("{")
    answer = client.get("/web/login")
    assert answer.headers["Retry-After"]
    for word in ("map", "json", "Odoo", "gotgan", str(estate.folder)):
        assert word not in answer.text
    as_json = client.rpc("/web/session/check")
    assert as_json.status == 503
    assert as_json.json()["error"]["data"]["debug"] == ""


@pytest.fixture(scope="module")
def reader(estate):
    """Somebody signed in at a tenant that is only read."""
    tenant = estate.tenants["quiet"]
    client = Client(estate.processes["pool"].port, tenant.host)
    client.login()
    assert client.is_signed_in
    return client


def test_reading_goes_on(estate, reader):
    assert reader.get("/odoo").status == 200
    for method, args in (("search_read", [[], ["name"]]), ("get_views", [[[False, "form"]]]),
                         ("name_search", [""]), ("search_count", [[]]), ("fields_get", [])):
        found = reader.call("res.country", method, *args).json()
        assert found.get("result"), (method, found)
    assert reader.get("/web/webclient/translations").status == 200
    assert reader.rpc("/web/export/get_fields", {
        "model": "res.country", "domain": []}).json()["result"]
    tenant = estate.tenants["quiet"]
    answer = reader.json2(tenant.api_key, "res.country", "search_read", domain=[], fields=["name"])
    assert answer.status == 200
    reader.get("/web/session/logout")
    reader.login()
    assert reader.is_signed_in


WRITES = {
    "create": ("res.partner", "create", [[{"name": "x"}]]),
    "write": ("res.partner", "write", [[1], {"name": "x"}]),
    "unlink": ("res.partner", "unlink", [[1]]),
    "web_save": ("res.partner", "web_save", [[1], {"name": "x"}, {}]),
    "button": ("ir.module.module", "button_immediate_install", [[1]]),
    "archive": ("res.partner", "action_archive", [[1]]),
}


@pytest.mark.parametrize("name", WRITES)
def test_writing_is_refused_with_the_reason(estate, reader, name):
    tenant = estate.tenants["quiet"]
    model, method, args = WRITES[name]
    answer = reader.call(model, method, *args)
    assert "읽기 전용" in answer.json()["error"]["data"]["message"]
    by_key = reader.json2(tenant.api_key, model, method, ids=[1], vals={"name": "x"})
    assert by_key.status == 403
    assert "읽기 전용" in by_key.text
    with estate.as_tenant(tenant) as cur:
        cur.execute("SELECT count(*) FROM res_partner WHERE name = 'x'")
        assert cur.fetchone() == (0,)


def test_uploads_and_pages_that_write_are_refused(reader):
    assert reader.post("/web/binary/upload_attachment", {"model": "res.partner"}).status == 403
    answer = reader.rpc("/web/action/run", {"action_id": 1})
    assert "읽기 전용" in answer.json()["error"]["data"]["message"]
