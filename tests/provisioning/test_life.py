"""What each step of a tenant's life leaves behind, and what it does not."""

import json
import pathlib
import subprocess
import tarfile

import psycopg2
import pytest
from psycopg2.extensions import make_dsn

EVERYTHING = ("databases", "roles", "folders", "silos", "hosts")


@pytest.fixture(scope="module")
def living(ground):
    assert ground.run(ground.request("living")) == 0
    return "living"


def _go(ground, name, transition):
    for job in ground.step(name, transition):
        assert ground.run(job) == 0
    assert ground.audit() == []


def _entry(ground, host):
    return ground.routes().get(f"{host}.localhost", {})


def test_the_provisioner_is_no_superuser(ground):
    connection = psycopg2.connect(ground.dsn)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles "
                       "WHERE rolname = current_user")
        assert cursor.fetchone() == (False, True, True)
    connection.close()


def test_the_tenants_role_and_its_limits(ground, living):
    database = ground.facts(living)[1]
    ((may, limit, settings),) = ground.query(
        "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls, "
        "rolconnlimit, (SELECT setconfig FROM pg_db_role_setting WHERE setrole = r.oid) "
        "FROM pg_roles r WHERE rolname = %s", [database])
    assert not may and limit > 0
    names = {one.split("=")[0] for one in settings}
    assert names >= {"statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout"}


def test_suspended_and_resumed(ground, living):
    before = ground.identity(ground.facts(living)[1])
    _go(ground, living, "suspend")
    assert _entry(ground, living)["state"] == "suspended"
    _go(ground, living, "restrict")
    assert _entry(ground, living)["state"] == "read_only"
    _go(ground, living, "resume")
    assert _entry(ground, living)["state"] == "active"
    assert ground.identity(ground.facts(living)[1]) == before


def test_renamed(ground, living):
    database = ground.facts(living)[1]
    (job,) = ground.order(lambda env: ground.find(env, living)._rename("renamed").ids)
    assert ground.run(job) == 0
    assert ground.facts("renamed") == ("active", database)
    assert not _entry(ground, "living")
    assert _entry(ground, "renamed")["database"] == database
    known = ground.identity(database)
    assert known["gotgan.tenant.name"] == "renamed"
    assert "//renamed.localhost" in known["web.base.url"]
    (job,) = ground.order(lambda env: ground.find(env, "renamed")._rename("living").ids)
    assert ground.run(job) == 0
    assert ground.audit() == []


def test_an_own_domain_opens_only_after_it_was_verified(ground, living):
    def add(env):
        return env["hub.host"].create(
            {"tenant_id": ground.find(env, living).id, "name": "finance.city.go.kr"}).id

    host = ground.order(add)
    assert "finance.city.go.kr" not in ground.routes()
    for transition, present in (("verify", True), ("remove", False)):
        ground.order(lambda env, t=transition: env["hub.host"].browse(host)._do_transition(
            t, reason="공문 12호"))
        for (job,) in ground.query("SELECT id FROM hub_job WHERE state = 'waiting'"):
            assert ground.run(job) == 0
        assert ("finance.city.go.kr" in ground.routes()) is present
    assert ground.audit() == []


def test_archived_and_brought_back(ground, living):
    database = ground.facts(living)[1]
    _go(ground, living, "archive")
    assert _entry(ground, living)["state"] == "archived"
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(make_dsn(ground.dsn, dbname=database))
    _go(ground, living, "restore")
    assert _entry(ground, living)["state"] == "active"
    psycopg2.connect(make_dsn(ground.dsn, dbname=database)).close()


@pytest.mark.parametrize("archived", [False, True])
def test_exported(ground, living, archived):
    """Everything in open form, with checksums; an archived tenant stays archived."""
    if archived:
        _go(ground, living, "archive")
    (job,) = ground.order(lambda env: ground.find(env, living)._export().ids)
    assert ground.run(job) == 0, ground.query("SELECT message FROM hub_job WHERE id = %s", [job])
    ((result,),) = ground.query("SELECT result FROM hub_job_step WHERE job_id = %s", [job])
    folder = pathlib.Path(result["folder"])
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {one["name"] for one in manifest["files"]} == {"database.dump", "files.tar"}
    from odoo.addons.hub_tenant.engine import export

    assert export.verify(folder) == []
    assert (folder / "database.dump").read_bytes()[:5] == b"PGDMP"
    with tarfile.open(folder / "files.tar") as tar:
        packed = sum(one.isfile() for one in tar)
    database = ground.facts(living)[1]
    assert packed == sum(path.is_file() for path in (ground.filestore / database).rglob("*"))
    assert ground.audit() == []
    if archived:
        _go(ground, living, "restore")


def test_only_an_archived_tenant_is_deleted(ground, living):
    refused = ground.tenant("delete", living, "--yes", check=False)
    assert refused["code"] == 1
    assert ground.tenant("delete", living, check=False)["code"] == 2
    assert ground.facts(living)[0] == "active"


def test_deleted_without_a_trace(ground):
    assert ground.run(ground.request("goner")) == 0
    state, database = ground.facts("goner")
    assert state == "active"
    exported = pathlib.Path(ground.tenant("export", "goner")["export"]["folder"])
    assert exported.is_dir()
    answer = ground.tenant("drop", "goner", "--yes")
    assert answer["dropped"] == "goner"
    left = ground.things()
    assert not any(database in left[kind] for kind in EVERYTHING)
    assert not _entry(ground, "goner")
    assert not exported.parent.exists(), "nor what was exported of it"
    ((name, agency),) = ground.query(
        "SELECT name, agency_name FROM hub_certificate WHERE database = %s", [database])
    assert (name, agency) == ("goner", "goner 재단")
    assert ground.run(ground.request("goner")) == 0, "the name is free again"


@pytest.mark.parametrize("step", ["reserve", "role", "database", "ownership", "identity", "files",
                                  "agency", "route"])
def test_a_failed_one_is_undone_and_leaves_nothing(ground, step):
    name = f"fail-{step}"
    before = ground.things()
    job = ground.request(name)
    assert ground.run(job, fault=f"{step}:after:error") == 1
    ((state, message),) = ground.query("SELECT state, message FROM hub_job WHERE id = %s", [job])
    assert state == "failed"
    assert f"{step}:after" in message
    assert ground.facts(name)[0] == ("failed" if step != "route" else "active")
    if step == "route":
        return  # it was routed: it is active, and only the job has to be ended again
    assert f"{name}.localhost" not in ground.routes()
    ground.step(name, "give_up")
    assert ground.run(job) == 0
    assert ground.things() == before
    assert ground.facts(name)[0] == "deleted"


@pytest.mark.parametrize("step", ["route", "files", "database", "role", "reserve"])
def test_killed_while_undoing(ground, step):
    name = f"undo-{step}"
    before = ground.things()
    job = ground.request(name)
    assert ground.run(job, fault="agency:after:error") == 1
    ground.step(name, "give_up")
    assert ground.run(job, fault=f"{step}:undo") == -9
    assert ground.run(job, fault=f"{step}:undone") == -9
    assert ground.run(job) == 0
    assert ground.things() == before


def test_a_failed_one_is_tried_again(ground):
    job = ground.request("again")
    assert ground.run(job, fault="ownership:inside:error") == 1
    assert ground.facts("again")[0] == "failed"
    assert ground.tenant("retry", "again")["tenant"]["state"] == "active"
    assert ground.audit() == []


def test_the_keys_are_nowhere_in_the_register(ground, living):
    """Neither passwords nor a tenant's private key can be read from the hub's database."""
    from odoo.addons.gotgan_isolation import credentials

    keys = credentials.read_keys(str(ground.home / "keys.json"))
    database = ground.facts(living)[1]
    secret = [credentials.password_of(database, keys), keys.master, keys.map,
              ground.identity(database)["gotgan.tenant.private_key"]]
    rows = ground.query(
        "SELECT t::text FROM hub_tenant t UNION ALL SELECT j::text FROM hub_job j UNION ALL "
        "SELECT s::text FROM hub_job_step s UNION ALL SELECT p::text FROM ir_config_parameter p")
    text = "\n".join(row[0] for row in rows)
    assert not [one for one in secret if one in text]


def test_every_command_says_why_it_refuses(ground):
    for words in (("show", "nobody"), ("create", "Wrong"), ("create", "hub"), ("retry", "living")):
        answer = ground.tenant(*words, check=False)
        assert answer["code"] == 1 and answer["error"]["what"], words
    done = subprocess.run(ground.odoo("tenant", "fly"), env=ground.env(), capture_output=True,
                          text=True, check=False)
    assert done.returncode == 2
