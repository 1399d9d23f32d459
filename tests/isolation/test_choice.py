"""No part of a request but its host chooses a database (T1, T2, T3, T4, T20)."""

import re
import statistics
import time

import pytest

from .client import Client
from .conftest import CLOSED, POOL

RANDOM = "gotgan_t0000000000000000"
ALWAYS_DIFFERENT = re.compile(
    r'csrf_token[^,;]*|registry_hash": "[^"]*|[2-9A-Z]{4}-[2-9A-Z]{4}|/web/assets/[^"]*')


def says(answer):
    """What an answer tells, without what changes from one to the next."""
    return answer.status, ALWAYS_DIFFERENT.sub("", answer.text)


HEADERS = {
    "X-Odoo-Database": "{db}", "X-Odoo-dbfilter": "^{db}$", "X-Forwarded-Host": "{host}",
    "X-Forwarded-Server": "{host}", "Forwarded": "host={host}", "X-Host": "{host}",
    "X-Original-URL": "http://{host}/", "X-Real-Ip": "127.0.0.1",
}


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_chooses(pair, header):
    """T1, T4: the API key of B is unknown at A's host, whatever the headers say."""
    value = HEADERS[header].format(db=pair.b.database, host=pair.b.host)
    client = pair.client(pair.a)
    plain = client.get("/web/login")
    assert says(pair.client(pair.a).get("/web/login", headers={header: value})) == says(plain)
    answer = client.request(
        "POST", "/json/2/res.users/search_count", "{}",
        headers={"Content-Type": "application/json", header: value,
                 "Authorization": f"bearer {pair.b.api_key}"})
    assert answer.status == 401


@pytest.mark.parametrize("path", [
    "/web?db={db}", "/web/login?db={db}", "/odoo?db={db}", "/?db={db}", "/web/assets/x?db={db}",
    "/{db}/web/login", "/web/{db}", "/web/session/get_session_info?db={db}",
])
def test_no_path_or_parameter_chooses(pair, path):
    """T1, T2, T4: an existing name and a random one get the same answer."""
    existing, random = (
        pair.client(pair.a).get(path.format(db=name)) for name in (pair.b.database, RANDOM))
    assert (existing.status, len(existing.body)) == (random.status, len(random.body))
    assert pair.b.secret not in existing.text


def test_no_cookie_chooses(pair):
    client = pair.client(pair.a)
    client.cookies = {"db": pair.b.database, "last_used_database": pair.b.database}
    client.login()
    found = client.call("ir.attachment", "search_read", [["name", "=", "secret.txt"]], ["raw"])
    assert pair.a.secret in found.text or found.json()["result"]
    assert pair.b.secret not in found.text


@pytest.mark.parametrize("password", ["Estate-tenant-7391!", "wrong"])
def test_no_body_signs_in_elsewhere(pair, password):
    """T1, T2: signing in with another's database name, or a random one: the same refusal."""
    def attempt(name):
        return pair.client(pair.a).rpc("/web/session/authenticate", {
            "db": name, "login": "admin", "password": password})

    existing, random = attempt(pair.b.database), attempt(RANDOM)
    assert "error" in existing.json()
    assert (existing.status, existing.json()) == (random.status, random.json())


def test_existing_and_random_names_take_the_same_time(pair):
    """T2: the medians of 40 tries lie within 10 ms, but for what the machine does meanwhile.

    A difference of the product's own is in every look.
    """
    client = pair.client(pair.a)

    def once(name):
        begun = time.perf_counter()
        client.rpc("/web/session/authenticate", {"db": name, "login": "x", "password": "x"})
        return time.perf_counter() - begun

    def look():
        times = {pair.b.database: [], RANDOM: []}
        for _turn in range(40):
            for name, found in times.items():
                found.append(once(name))
        existing, random = map(statistics.median, times.values())
        return abs(existing - random)

    assert any(look() < 0.01 for _look in range(4))


@pytest.mark.parametrize("host_name", [*POOL, "A"])
@pytest.mark.parametrize("key_name", POOL)
def test_every_host_with_every_key(estate, host_name, key_name):
    """T3: a, ab, a-b, a.b and A: a key opens its own host and no other; names ignore case."""
    tenant = estate.tenants[key_name]
    client = Client(estate.processes["pool"].port, f"{host_name}.localhost")
    answer = client.json2(tenant.api_key, "ir.attachment", "search_read",
                          domain=[["name", "=", "secret.txt"]], fields=["raw"])
    assert (answer.status == 200) == (host_name.lower() == key_name)


def test_a_silo_knows_its_own_tenant_only(estate):
    """T3: every other host of the map is unknown to the process of a silo."""
    for name, tenant in estate.tenants.items():
        answer = Client(estate.processes["sa"].port, tenant.host).get("/web/login")
        assert answer.status == (200 if name == "sa" else 404)


def test_the_pool_sends_a_silos_visitor_to_its_process(estate):
    pool = Client(estate.processes["pool"].port, "sa.localhost")
    answer = pool.get("/web/login?redirect=%2Fodoo%3Fa%3D1")
    assert answer.status == 307
    origin = estate.origins["sa"]
    assert answer.headers["Location"] == f"{origin}/web/login?redirect=%2Fodoo%3Fa%3D1"
    for path in ("//evil.kr/x", "/\\evil.kr", "/%0d%0aSet-Cookie:a=b"):
        assert pool.get(path).headers["Location"].startswith(f"{origin}/")


@pytest.mark.parametrize("host", [
    "", "localhost", "nobody.localhost", "www.a.localhost", "a.localhost.evil.kr", "a.localhost.",
    "127.0.0.1", "a", ".a.localhost", "a..localhost", "a.localhost:x", "x@a.localhost",
    "a.localhost/b", "ａ.localhost", "a.localhost%00", "a_b.localhost",
])
def test_strange_hosts_open_nothing(pair, host):
    """T3, T20: anything but a host of the map is nobody's."""
    answer = pair.client(pair.a).get("/web/login", host=host.encode().decode("latin1"))
    assert answer.status in (400, 404)
    assert "csrf_token" not in answer.text
    assert pair.client(pair.a).get("/web/static/img/favicon.ico", host=host.encode().decode(
        "latin1")).status in (400, 404)


def test_closed_tenants_have_clean_pages(pair):
    """Suspended and archived ones are told apart by their page, and tell nothing more."""
    for name, state in CLOSED.items():
        if state == "read_only":
            continue
        tenant = pair.estate.tenants[name]
        answer = pair.client(pair.estate.tenants["a"], tenant.host).get("/web/login")
        assert answer.status == {"suspended": 503, "archived": 410}[state]
        assert "<h1>이용이" in answer.text
        for word in (tenant.database, "suspended", "archived", "Odoo", "gotgan", "미납"):
            assert word not in answer.text


def test_reset_links_do_not_follow_the_host(pair):
    """T20: the address in links is frozen, and an unmapped host reaches no database at all."""
    client = pair.client(pair.a)
    client.login()
    client.get("/odoo", host=f"{pair.a.host}:9999")
    answer = client.json2(pair.a.api_key, "res.partner", "get_base_url", ids=[1])
    assert answer.json() == f"https://{pair.a.host}"
