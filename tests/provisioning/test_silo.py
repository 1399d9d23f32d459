"""A process of a tenant's own: begun, moved to and from, killed, and begun again."""

import http.client
import json
import os
import signal
import time
import urllib.parse

import pytest

NAME = "alone"
WAIT_SECONDS = 120


@pytest.fixture(scope="module", autouse=True)
def silo(ground):
    from odoo.addons.hub_tenant.engine import process

    def request(env):
        tenant = env["hub.tenant"]._request({
            "name": NAME, "agency_name": "홀로 공단", "kind": "agency",
            "officer_email": "a@alone.kr"})
        tenant._change_isolation("silo")
        return tenant._provision().id

    job = ground.order(request)
    assert ground.run(job, fault="process:inside") == -9
    assert f"{NAME}.localhost" not in ground.routes()
    why = "SELECT message FROM hub_job ORDER BY id DESC LIMIT 1"
    assert ground.run(job) == 0, ground.query(why)
    yield ground.home / "var" / "silos" / ground.facts(NAME)[1]
    process.stop(ground.home / "var" / "silos" / ground.facts(NAME)[1])


def _ask(origin, host, path="/web/login"):
    where = urllib.parse.urlsplit(origin)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status
    finally:
        connection.close()


def _origin(ground):
    return ground.routes()[f"{NAME}.localhost"]["origin"]


def test_it_answers_its_own_host_and_no_other(ground):
    assert _ask(_origin(ground), f"{NAME}.localhost") == 200
    assert _ask(_origin(ground), "hub.localhost") == 404
    assert ground.audit() == []


def test_it_has_no_key_but_its_own(ground, silo):
    keys = json.loads((silo / "keys.json").read_text())
    assert set(keys) == {"map", "passwords"} and set(keys["passwords"]) == {silo.name}
    assert (silo / "keys.json").stat().st_mode & 0o077 == 0
    pid = int((silo / "pid").read_text())
    with open(f"/proc/{pid}/environ", encoding="utf-8") as file:
        environment = file.read()
    assert "GOTGAN_PROVISIONER_DSN" not in environment
    master = json.loads((ground.home / "keys.json").read_text())["master"]
    assert master not in environment


def test_suspended_in_its_own_map_too(ground, silo):
    for transition, state in (("suspend", "suspended"), ("resume", "active")):
        for job in ground.step(NAME, transition):
            assert ground.run(job) == 0
        own = json.loads((silo / "hosts.json").read_text())["hosts"]
        assert own[f"{NAME}.localhost"]["state"] == state
    assert _ask(_origin(ground), f"{NAME}.localhost") == 200


def test_a_killed_one_is_started_again_by_the_provisioner(ground, silo):
    pid = int((silo / "pid").read_text())
    os.kill(pid, signal.SIGKILL)
    provisioner = ground.start_provisioner()
    try:
        _wait(lambda: _answers(ground))
    finally:
        os.killpg(provisioner.pid, signal.SIGTERM)
        provisioner.wait(60)
    assert int((silo / "pid").read_text()) != pid


def _answers(ground):
    try:
        return _ask(_origin(ground), f"{NAME}.localhost") == 200
    except OSError:
        return False


def test_moved_to_the_shared_process_and_back(ground, silo):
    (job,) = ground.order(lambda env: ground.find(env, NAME)._change_isolation("pool").ids)
    assert ground.run(job) == 0
    assert _origin(ground) == "" and not silo.exists()
    assert ground.audit() == []
    (job,) = ground.order(lambda env: ground.find(env, NAME)._change_isolation("silo").ids)
    assert ground.run(job) == 0
    assert _ask(_origin(ground), f"{NAME}.localhost") == 200
    assert ground.audit() == []


def test_archived_without_its_process(ground, silo):
    for job in ground.step(NAME, "archive"):
        assert ground.run(job) == 0
    assert not silo.exists()
    assert ground.audit() == []
    for job in ground.step(NAME, "restore"):
        assert ground.run(job) == 0
    assert _ask(_origin(ground), f"{NAME}.localhost") == 200


def _wait(condition):
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.2)
