"""Tenants for real: made from a template, reached at their own name and no other, dropped."""

import http.client
import json
import os
import subprocess
import time

import pytest
from gotgan_cli import database, odoo, paths, postgres, tenants
from harness import clones, live

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not live.is_given(), reason="needs a database: scripts/gotgan test"),
]

NAME = f"zz{os.getpid()}"
LONGER = f"{NAME}b"


@pytest.fixture(scope="module")
def made(cli):
    """Two tenants, the name of one the beginning of the other's."""
    created = []
    for name, kind in ((NAME, "municipality"), (LONGER, "agency")):
        done = cli("tenant", "create", name, "--kind", kind, "--json")
        assert done.returncode == 0, done.stderr
        created.append(json.loads(done.stdout))
    yield created
    for name in (NAME, LONGER):
        cli("tenant", "drop", name, "--yes")


@pytest.fixture(scope="module")
def port(made):
    """A server like the one ``up`` starts, on a port of its own."""
    port = clones.free_port()
    log = paths.log("test-hosts")
    with log.open("ab") as out:
        process = subprocess.Popen(
            [
                *odoo.base_command("server"),
                "-c",
                str(odoo.config_file()),
                f"--http-port={port}",
                "--max-cron-threads=0",
            ],
            env={**os.environ, **odoo.env()},
            stdout=out,
            stderr=out,
        )
    for _turn in range(300):
        if not postgres.port_is_free(port):
            break
        time.sleep(0.1)
    yield port
    process.terminate()
    process.wait(30)


def ask(port, host, path="/web/login", method="GET", body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body=body, headers={"Host": host, **headers})
    response = connection.getresponse()
    return (
        response.status,
        response.read().decode(errors="replace"),
        response.getheader("Set-Cookie"),
    )


def log_in(port, host, login, password, dbname):
    body = json.dumps(
        {"jsonrpc": "2.0", "params": {"db": dbname, "login": login, "password": password}}
    )
    _status, text, _cookie = ask(
        port,
        host,
        "/web/session/authenticate",
        "POST",
        body,
        **{"Content-Type": "application/json"},
    )
    return json.loads(text).get("result", {})


def test_both_are_listed_with_their_kind(made, cli):
    rows = {row["name"]: row for row in json.loads(cli("tenant", "list", "--json").stdout)}
    assert rows[NAME]["kind"] == "municipality"
    assert rows[LONGER]["kind"] == "agency"
    assert rows[NAME]["outdated"] == []


def test_a_clone_shares_no_secret(made):
    query = (
        "SELECT value FROM ir_config_parameter WHERE key IN ('database.uuid', 'database.secret')"
    )
    first, second = (set(postgres.sql(query, dbname=f"gotgan_{n}").split()) for n in (NAME, LONGER))
    assert len(first) == len(second) == 2
    assert not first & second
    assert made[0]["password"] != made[1]["password"]


def test_each_opens_at_its_own_name_and_speaks_korean(made, port):
    for tenant in made:
        status, text, _cookie = ask(port, f"{tenant['name']}.localhost:{port}")
        assert status == 200
        assert "비밀번호" in text


def test_the_first_log_in_works_and_only_in_its_own_tenant(made, port):
    first, second = made
    host, dbname = f"{NAME}.localhost", f"gotgan_{NAME}"
    result = log_in(port, host, first["login"], first["password"], dbname)
    assert result["db"] == dbname
    assert result["user_context"]["lang"] == "ko_KR"
    assert result["user_context"]["tz"] == "Asia/Seoul"
    assert not log_in(port, host, second["login"], second["password"], dbname)
    assert not log_in(port, host, second["login"], second["password"], f"gotgan_{LONGER}")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1",
        "www.{name}.localhost",
        "{name}.localhost.evil.kr",
        "{name}.evil.kr",
        "{name}",
        "gotgan_{name}",
        "{shorter}.localhost",
        "nobody.localhost",
        "_{name}.localhost",
    ],
)
def test_no_other_name_opens_anything(made, port, host):
    host = host.format(name=NAME, shorter=NAME[:-1])
    for path in ("/", "/web/login", "/web/static/img/favicon.ico", "/json/2/res.users/read"):
        assert ask(port, host, path)[0] == 404, path


@pytest.mark.parametrize(
    ("header", "value"),
    [("X-Odoo-Database", "gotgan_{name}"), ("X-Forwarded-Host", "{name}.localhost")],
)
def test_no_header_opens_another_door(made, port, header, value):
    headers = {header: value.format(name=NAME)}
    assert ask(port, "nobody.localhost", **headers)[0] == 404
    text = ask(port, f"{LONGER}.localhost", "/web/login", **headers)[1]
    assert f'"db": "gotgan_{NAME}"' not in text


def test_no_parameter_or_session_opens_another_door(made, port):
    _status, _text, cookie = ask(port, f"{NAME}.localhost")
    session = (cookie or "").split(";")[0]
    assert ask(port, "nobody.localhost", Cookie=session)[0] == 404
    assert ask(port, "nobody.localhost", f"/web/login?db=gotgan_{NAME}")[0] == 404


def test_nobody_lists_or_makes_databases(made, port):
    for path in ("/web/database/manager", "/web/database/selector"):
        text = ask(port, f"{NAME}.localhost", path)[1]
        assert LONGER not in text
    body = json.dumps({"jsonrpc": "2.0", "params": {}})
    text = ask(
        port,
        f"{NAME}.localhost",
        "/web/database/list",
        "POST",
        body,
        **{"Content-Type": "application/json"},
    )[1]
    assert LONGER not in text


def test_a_name_taken_is_refused(made, cli):
    done = cli("tenant", "create", NAME)
    assert done.returncode == 1
    assert "exists already" in done.stderr


def test_what_a_killed_run_left_is_made_again(made, cli):
    name = f"{NAME}c"
    template = database.names("gotgan__municipality_")[-1]
    database.clone(template, f"gotgan__new_{name}")
    assert name not in [row["name"] for row in tenants.listing()]
    done = cli("tenant", "create", name)
    assert done.returncode == 0, done.stderr
    assert "stopped half-way" in done.stderr
    assert not database.exists(f"gotgan__new_{name}")
    assert cli("tenant", "drop", name, "--yes").returncode == 0


def test_a_tenant_takes_a_moment_and_is_dropped_without_a_trace(made, cli):
    name = f"{NAME}d"
    started = time.monotonic()
    assert cli("tenant", "create", name).returncode == 0
    assert time.monotonic() - started < 20
    assert (paths.filestore() / f"gotgan_{name}").is_dir()
    assert cli("tenant", "drop", name).returncode == 2
    assert cli("tenant", "drop", name, "--yes").returncode == 0
    assert not database.exists(f"gotgan_{name}")
    assert not (paths.filestore() / f"gotgan_{name}").exists()


def test_commands_of_addons_name_the_tenant_that_is_missing(cli):
    done = cli("ledger", "verify", "nobody")
    assert done.returncode == 1
    assert "There is no tenant 'nobody'" in done.stderr


def test_the_ledger_of_a_new_tenant_is_whole(made, cli):
    done = cli("ledger", "verify", NAME, "--json")
    assert done.returncode == 0, done.stderr + done.stdout
    assert json.loads(done.stdout)["ok"] is True
