"""Killed at every boundary of every step, and inside them; then begun again: the same end state."""

import itertools

import pytest

STEPS = ("reserve", "role", "database", "ownership", "identity", "files", "agency", "route")
INSIDE = ("role", "database", "ownership", "identity", "files", "agency", "route")
MOMENTS = [
    *itertools.product(STEPS, ("before", "after", "recorded")),
    *((step, "inside") for step in INSIDE),
    ("database", "during"),
]


def _name(step, moment):
    return f"k-{step}-{moment}"


@pytest.mark.parametrize(("step", "moment"), MOMENTS, ids=[":".join(one) for one in MOMENTS])
def test_killed_and_begun_again(ground, step, moment):
    name = _name(step, moment)
    job = ground.request(name)
    assert ground.run(job, fault=f"{step}:{moment}") == -9
    if step != "route":
        assert f"{name}.localhost" not in ground.routes(), "reachable before the last step"
        assert ground.facts(name)[0] == "provisioning"
    assert ground.run(job) == 0
    _check_whole(ground, name)


def _check_whole(ground, name):
    state, database = ground.facts(name)
    assert state == "active"
    assert ground.routes()[f"{name}.localhost"] == {
        "database": database, "state": "active", "origin": ""}
    owners = ground.query(
        "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class "
        "WHERE relnamespace = 'public'::regnamespace", dbname=database)
    assert owners == [(database,)]
    assert ground.identity(database)["gotgan.tenant.name"] == name
    steps = ground.query(
        "SELECT s.name, s.state FROM hub_job_step s JOIN hub_job j ON j.id = s.job_id "
        "JOIN hub_tenant t ON t.id = j.tenant_id WHERE t.name = %s ORDER BY s.sequence", [name])
    assert {state for step, state in steps if step != "process"} == {"done"}


def test_nothing_is_orphaned_and_nothing_shared(ground):
    assert ground.audit() == []
    things = ground.things()
    assert things["databases"] == things["roles"] == things["folders"]
    known = [ground.identity(database) for database in sorted(things["databases"])]
    for key in ("database.uuid", "database.secret", "gotgan.tenant.private_key"):
        values = [one[key] for one in known]
        assert len(set(values)) == len(values), f"two tenants share {key}"


def test_killed_twice(ground):
    job = ground.request("k-twice")
    assert ground.run(job, fault="database:inside") == -9
    assert ground.run(job, fault="ownership:inside") == -9
    assert ground.run(job) == 0
    _check_whole(ground, "k-twice")
    assert ground.run(job) == 0, "a job that is done is done"


@pytest.mark.parametrize("moment", ["before", "inside", "after"])
@pytest.mark.parametrize("step", ["remove", "certify"])
def test_killed_while_deleting(ground, step, moment):
    name = f"k-{step}-{moment}"
    assert ground.run(ground.request(name)) == 0
    database = ground.facts(name)[1]
    for job in ground.step(name, "archive"):
        assert ground.run(job) == 0
    (job,) = ground.step(name, "order_deletion")
    assert ground.run(job, fault=f"{step}:{moment}") == -9
    assert ground.run(job) == 0
    assert ground.facts(name)[0] == "deleted"
    assert database not in ground.things()["databases"] | ground.things()["roles"]
    assert not (ground.filestore / database).exists()
    assert f"{name}.localhost" not in ground.routes()
    certificates = ground.query("SELECT reason FROM hub_certificate WHERE name = %s", [name])
    assert certificates == [("시험",)]


@pytest.mark.parametrize("step", ["role", "database", "ownership", "identity", "files"])
def test_killed_while_filling_the_pool(ground, step):
    ground.set_pool(1)
    try:
        before = _ready(ground)
        ground.query("UPDATE hub_standby SET state = 'taken' WHERE state = 'ready'")
        assert ground.run(pool=True, fault=f"{step}:after") == -9
        (job,) = ground.query("SELECT id FROM hub_job WHERE state = 'running' AND kind = 'standby'")
        assert ground.run(job[0]) == 0
        ground.query("UPDATE hub_standby SET state = 'ready' WHERE id = ANY(%s)", [before])
        assert len(_ready(ground)) == len(before) + 1
    finally:
        ground.set_pool(0)
    assert ground.audit() == []


def _ready(ground):
    return [row[0] for row in ground.query("SELECT id FROM hub_standby WHERE state = 'ready'")]
