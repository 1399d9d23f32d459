"""Several at once: one name, one standby database, ten tenants and a killed provisioner."""

import os
import signal
import threading
import time

import psycopg2

WAIT_SECONDS = 120


def _at_once(functions):
    """Run all functions at the same moment; return their results or errors, in order."""
    results, barrier = [None] * len(functions), threading.Barrier(len(functions))

    def call(number, function):
        barrier.wait()
        try:
            results[number] = function()
        except Exception as error:
            results[number] = error

    threads = [
        threading.Thread(target=call, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_commands_with_one_name(ground):
    words = ("create", "twins", "--kind", "agency", "--officer-email", "a@twins.kr")
    first, second = _at_once([lambda: ground.tenant(*words, check=False)] * 2)
    assert sorted((first["code"], second["code"])) == [0, 1]
    error = (first if first["code"] else second)["error"]
    assert "twins" in error["what"]
    rows = ground.query("SELECT state FROM hub_tenant WHERE name = 'twins'")
    assert rows == [("active",)]
    assert ground.audit() == []


def test_one_name_in_eight_transactions(ground):
    results = _at_once([lambda: ground.request("eight")] * 8)
    jobs = [one for one in results if isinstance(one, int)]
    errors = [one for one in results if not isinstance(one, int)]
    assert len(jobs) == 1
    assert all(isinstance(one, psycopg2.Error) or "eight" in str(one) for one in errors)
    assert ground.run(jobs[0]) == 0
    assert ground.facts("eight")[0] == "active"


def test_two_processes_on_one_job(ground):
    """The second one finds the job taken, and waits for the first to end it."""
    job = ground.request("shared")
    provisioners = [ground.start_provisioner() for _turn in range(2)]
    try:
        _wait(lambda: ground.facts("shared")[0] == "active")
    finally:
        _stop(provisioners)
    attempts = ground.query(
        "SELECT max(attempts) FROM hub_job_step WHERE job_id = %s", [job])
    assert attempts == [(1,)]
    assert ground.audit() == []


def test_a_standby_is_taken_once(ground):
    """Eight tenants want one of three: three get different ones, five make their own."""
    ground.set_pool(3)
    for _turn in range(3):
        assert ground.run(pool=True) == 0
    ground.set_pool(0)
    ready = {row[0] for row in ground.query(
        "SELECT database FROM hub_standby WHERE state = 'ready'")}
    assert len(ready) == 3
    names = [f"racer{number}" for number in range(8)]
    for name in names:
        ground.request(name)
    taken = _at_once([lambda name=name: _reserve(ground, name) for name in names])
    databases = [one["database"] for one in taken]
    assert len(set(databases)) == 8
    assert {one["database"] for one in taken if one["waiting"]} == ready
    for (job,) in ground.query(
        "SELECT j.id FROM hub_job j JOIN hub_tenant t ON t.id = j.tenant_id "
        "WHERE t.name LIKE 'racer%%' ORDER BY j.id"
    ):
        assert ground.run(job) == 0
    assert ground.audit() == []


def _reserve(ground, name):
    """As a step of a job does it: again when another transaction was in the way."""
    while True:
        try:
            return ground.order(lambda env: ground.find(env, name)._reserve())
        except psycopg2.errors.SerializationFailure:
            time.sleep(0.01)


def test_ten_tenants_and_a_provisioner_that_is_killed(ground):
    names = [f"ten{number}" for number in range(10)]
    for name in names:
        ground.request(name)
    for goal in (1, 3, 5, 7, 10):
        provisioner = ground.start_provisioner()
        _wait(lambda goal=goal: _count_active(ground, names) >= goal)
        os.killpg(provisioner.pid, signal.SIGKILL)  # it is at the next one by now
        provisioner.wait()
    assert ground.audit() == []
    databases = {ground.facts(name)[1] for name in names}
    assert len(databases) == 10
    assert {ground.identity(one)["gotgan.tenant.name"] for one in databases} == set(names)


def _count_active(ground, names):
    rows = ground.query("SELECT count(*) FROM hub_tenant WHERE state = 'active' AND name = ANY(%s)",
                        [names])
    return rows[0][0]


def test_a_waiting_provisioner_begins_at_once(ground):
    """A new tenant is opened by a notification, not by the next look at the clock."""
    provisioner = ground.start_provisioner()
    try:
        ground.request("wakeup")
        _wait(lambda: ground.facts("wakeup")[0] == "active")
        ground.request("wakeup2")
        _wait(lambda: ground.facts("wakeup2")[0] == "active")
        ((waited,),) = ground.query(
            "SELECT extract(epoch FROM job.started - job.create_date) FROM hub_job AS job "
            "JOIN hub_tenant AS tenant ON tenant.id = tenant_id WHERE name = 'wakeup2'",
        )
        assert waited < 20
    finally:
        _stop([provisioner])


def _wait(condition):
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.1)


def _stop(provisioners):
    for one in provisioners:
        os.killpg(one.pid, signal.SIGTERM)
    for one in provisioners:
        one.wait(60)
