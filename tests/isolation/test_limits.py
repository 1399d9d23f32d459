"""Limits for addresses, people and tenants; a busy tenant leaves others in peace (A24, T24)."""

import concurrent.futures
import statistics
import time

import pytest

from .client import Client


@pytest.fixture(scope="module")
def small(estate):
    """A pool with limits that a test can reach, and that hardly grow while it does."""
    process = estate.start_pool(
        label="small", GOTGAN_TENANT_TURNS="2",
        GOTGAN_LIMITS="ip=400/400 user=0.1/20 tenant=0.1/100")
    yield process
    process.stop()


def flood(client, path, times):
    return [client.get(path) for _turn in range(times)]


def test_ten_times_too_much_gets_429_and_the_neighbour_nothing(estate, small):
    """A24: a burst on A; B answers as before."""
    loud = Client(small.port, "a.b.localhost")
    calm = Client(small.port, "ab.localhost")
    calm.get("/web/login")
    answers = flood(loud, "/web/login", 150)
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert int(refused[-1].headers["Retry-After"]) >= 1
    assert "요청이 너무 많습니다" in refused[-1].text
    assert calm.get("/web/login").status == 200
    as_json = loud.rpc("/web/session/check")
    assert as_json.status == 429
    assert as_json.json()["error"]["data"]["message"].startswith("요청이 너무 많습니다")


def test_one_person_is_limited_and_the_colleague_is_not(small):
    first, second = (Client(small.port, "a-b.localhost") for _person in range(2))
    first.login()
    key = {"Authorization": f"bearer {'0' * 40}"}
    statuses = {first.rpc("/web/session/check").status for _turn in range(40)}
    assert 429 in statuses
    assert second.get("/web/login").status == 200
    assert {second.request("POST", "/json/2/res.users/read", "{}", headers={
        **key, "Content-Type": "application/json"}).status for _turn in range(30)} == {401, 429}


def test_an_address_is_limited_whatever_host_it_asks(estate):
    """A24: also at hosts that open nothing; static files count too."""
    process = estate.start_pool(
        label="tight", GOTGAN_LIMITS="ip=0.05/20 user=100/100 tenant=100/100")
    try:
        first = Client(process.port, "nobody.localhost")
        statuses = [answer.status for answer in flood(first, "/x", 30)]
        assert statuses[:8] == [404] * 8
        assert statuses[-1] == 429
        other = Client(process.port, "a.localhost")
        via_proxy = {"X-Forwarded-For": "203.0.113.77"}
        assert other.get("/web/login", headers=via_proxy).status == 200
        forged = {"X-Forwarded-For": "203.0.113.99, 127.0.0.1"}
        assert other.get("/web/login", headers=forged).status == 429
    finally:
        process.stop()


@pytest.fixture
def sleeping_page(estate):
    """Every request to A's login page waits: a lock that the database holds against it."""
    connection = estate.connect(estate.tenants["a"].database, estate.tenants["a"].database)
    with connection.cursor() as cur:
        cur.execute("LOCK TABLE res_partner IN ACCESS EXCLUSIVE MODE")
    yield
    connection.close()


def test_a_hanging_tenant_does_not_take_every_thread(estate, small, sleeping_page):
    """T24: twenty requests hang at A; B's median stays within one and a half times."""
    calm = Client(small.port, "ab.localhost")
    time.sleep(1)

    def once():
        begun = time.perf_counter()
        assert calm.get("/web/login").status == 200
        return time.perf_counter() - begun

    once()
    before = statistics.median(once() for _turn in range(10))
    key = estate.tenants["a"].api_key
    with concurrent.futures.ThreadPoolExecutor(20) as crowd:
        hanging = [crowd.submit(Client(small.port, "a.localhost").json2, key, "res.partner",
                                "search_count", domain=[]) for _person in range(20)]
        time.sleep(0.5)
        # The quietest of a few looks: the machine has others to serve as well.
        during = min(statistics.median(once() for _turn in range(10)) for _look in range(4))
        with estate.as_superuser("postgres") as cur:
            cur.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s "
                        "AND wait_event_type = 'Lock'", [estate.tenants["a"].database])
            (waiting,) = cur.fetchone()
        until = time.monotonic() + 90
        while sum(f.done() for f in hanging) < len(hanging) - 2 and time.monotonic() < until:
            time.sleep(0.1)
        refused = [f.result().status for f in hanging if f.done()]
        _end_locks(estate)
    assert waiting <= 2
    assert 429 in refused
    assert during < before * 1.5 + 0.02


def _end_locks(estate):
    with estate.as_superuser("postgres") as cur:
        cur.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    [estate.tenants["a"].database])
