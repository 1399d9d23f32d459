"""A tenant from the keyboard: made by the hub, reached at its own name, dropped without a trace.

What keeps tenants apart is in tests/isolation, what survives a crash in tests/provisioning.
"""

import http.client
import json
import pathlib
import subprocess

import pytest
from gotgan_cli import keys
from harness import live

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not live.is_given(), reason="needs a database: scripts/gotgan test"),
]

NAME = "keyboard"


def ask(product, host, path="/web/login"):
    connection = http.client.HTTPConnection("127.0.0.1", product.port, timeout=60)
    connection.request("GET", path, headers={"Host": f"{host}:{product.port}"})
    response = connection.getresponse()
    return response.status, response.read().decode(errors="replace")


@pytest.fixture(scope="module")
def made(product):
    done = product.tenant(
        "create", NAME, "--kind", "agency", "--agency-name", "가온 재단", "--json"
    )
    yield json.loads(done.stdout)
    product.tenant("drop", NAME, "--yes", check=False)


def database_of(product, name):
    return product.query(f"SELECT database FROM hub_tenant WHERE name = '{name}'")[0][0]


def test_it_is_listed_with_its_kind_and_state(product, made):
    rows = json.loads(product.tenant("list", "--json").stdout)["tenants"]
    row = next(one for one in rows if one["name"] == NAME)
    assert (row["kind"], row["state"]) == ("agency", "active")
    assert row["agency"] == "가온 재단"


def test_it_opens_at_its_own_name_in_korean(product, made):
    status, text = ask(product, f"{NAME}.localhost")
    assert status == 200
    assert "비밀번호" in text
    assert ask(product, f"{NAME}x.localhost")[0] == 404


def test_nobody_knows_a_password_of_a_new_tenant(product, made):
    dbname = database_of(product, NAME)
    known = product.query(
        "SELECT login FROM res_users WHERE password IS NOT NULL AND active", dbname
    )
    assert known in ([], [("admin",)])  # Odoo's own, whose hash no password has


def test_a_name_taken_is_refused_with_what_to_do(product, made):
    done = product.tenant("create", NAME, check=False)
    assert done.returncode != 0
    assert NAME in done.stderr
    assert "Traceback" not in done.stderr


def test_its_ledger_is_whole(product, made):
    command = product.odoo("ledger", "verify", "-d", database_of(product, NAME), "--json")
    done = subprocess.run(
        [str(word) for word in command],
        env={**product._bare(), **product.provisioner_env()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert json.loads(done.stdout)["ok"] is True


def test_dropping_needs_a_yes_and_leaves_nothing(product, made):
    name = "fleeting"
    product.tenant("create", name, "--kind", "agency")
    dbname = database_of(product, name)
    assert product.tenant("drop", name, check=False).returncode != 0
    product.tenant("drop", name, "--yes")
    for catalogue, column in (("pg_database", "datname"), ("pg_roles", "rolname")):
        assert not product.query(f"SELECT 1 FROM {catalogue} WHERE {column} = '{dbname}'")
    assert not (pathlib.Path(product.filestore) / dbname).exists()
    assert ask(product, f"{name}.localhost")[0] == 404


def test_both_sides_make_the_same_password():
    """The command line cannot import Odoo's addons, so the sum is written twice."""
    from odoo.addons.gotgan_isolation import credentials

    own = credentials.read_keys(str(keys.keys_file()))
    assert credentials.password_of("gotgan_hub", own) == keys.password_of("gotgan_hub")
