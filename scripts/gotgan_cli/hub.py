"""The hub: its database, its provisioner process, and ``odoo tenant`` forwarded to it."""

import json
import os
import subprocess

from . import (
    addons,
    address,
    bank,
    database,
    engine,
    keys,
    mail,
    odoo,
    paths,
    postgres,
    say,
    server,
    templates,
    tenants,
)
from .background import Background
from .dsn import literal
from .errors import Refusal

OPERATOR = "operator"
STANDBY = {"municipality": 0, "agency": 2, "corporation": 1}
"""How many databases of each kind wait for their tenant; operators change it in the hub."""


def password():
    """The first operator's: random, with every class of characters a password needs."""
    return f"Op-{postgres.secret(OPERATOR)}-7"


def ensure(port):
    """The hub's database, of today's code, at this port; returns whether it was made just now."""
    made = not database.exists(keys.HUB)
    if made:
        _make()
    elif outdated := _outdated():
        _provisioner().stop()
        tenants.upgrade(keys.HUB, "the hub", outdated)
    _settle(port)
    return made


def _make():
    source = templates.for_hub()
    with say.step("Making the hub"):
        making = f"{keys.HUB}_making"
        database.drop(making)
        engine.call(
            "Making the hub",
            ("cluster", "create_role", ["<cursor>", keys.HUB, keys.password_of(keys.HUB)]),
            ("cluster", "clone", ["<cursor>", source, making]),
            ("cluster", "give_away", ["<dsn>", making, keys.HUB]),
        )
        database.copy_files(source, making)
        odoo.script(
            "Making the hub",
            making,
            "finish_hub",
            database=keys.HUB,
            login=OPERATOR,
            password=password(),
            standby=STANDBY,
        )
        database.rename(making, keys.HUB)


def _outdated():
    text = postgres.sql(
        "SELECT value FROM ir_config_parameter WHERE key = 'gotgan.sources'", dbname=keys.HUB
    )
    return tenants.changed(json.loads(text or "{}"), addons.for_hub())


def _settle(port):
    """What the hub must know of this machine: its address, and the templates there are."""
    parameters = {
        "hub.address": address.pattern(port),
        "web.base.url": address.of("hub", port),
        "web.base.url.freeze": "True",
    }
    rows = ",".join(f"({literal(key)}, {literal(value)})" for key, value in parameters.items())
    postgres.sql(
        f"INSERT INTO ir_config_parameter (key, value) VALUES {rows} "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        dbname=keys.HUB,
    )
    for kind in templates.KINDS:
        register_template(kind, templates.for_kind(kind))
    if not keys.hosts_file().exists():
        command("map")


def register_template(kind, name):
    known = postgres.sql(
        f"SELECT 1 FROM hub_template WHERE kind = {literal(kind)} "
        f"AND database = {literal(name)} AND active",
        dbname=keys.HUB,
    )
    if not known.strip():
        command("template", "add", kind, name)


def command(*words):
    """Run ``odoo tenant`` quietly; its answer, or its refusal as ours."""
    done = subprocess.run(_words(*words), env=_env(), check=False, capture_output=True, text=True)
    if done.returncode:
        raise Refusal((done.stderr or done.stdout).strip(), code=done.returncode)
    return done.stdout


def forward(*words):
    """Run ``odoo tenant`` for the person at the keyboard; its output and exit code untouched."""
    return subprocess.call(_words(*words), env=_env())


def _words(*words):
    return [*odoo.base_command("tenant"), *map(str, words), "-d", keys.HUB]


def _env():
    return {**os.environ, **odoo.env(), **keys.provisioner_env()}


def _provisioner():
    return Background("provisioner", "odoo-provisioner.conf")


def start_provisioner(server_port):
    """The process that makes tenants; it has the log-in that servers never see."""
    config = paths.home() / "odoo-provisioner.conf"
    config.touch(mode=0o600)
    config.write_text(odoo.command_file().read_text())
    note = {"sources": addons.set_digest(addons.for_hub())}
    if _provisioner().running().get("sources") == note["sources"]:
        return
    _provisioner().stop()
    env = {
        **odoo.env(),
        **keys.provisioner_env(),
        "GOTGAN_SERVER_PORT": str(server_port),
        "GOTGAN_OUTBOUND": server.env(server_port)["GOTGAN_OUTBOUND"],
    }
    words = [*odoo.base_command("provisioner"), "-c", config, "-d", keys.HUB]
    _provisioner().start(words, env, **note)


def stop_provisioner():
    return _provisioner().stop()


def running():
    return _provisioner().running()


def stop_all():
    """Everything of the hub that runs beside the server."""
    return [
        name
        for name, done in (
            ("provisioner", stop_provisioner()),
            ("mail", mail.stop()),
            ("bank", bank.stop()),
        )
        if done
    ]
