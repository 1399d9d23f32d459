"""What runs where."""

import json

from . import address, bank, hub, paths, pins, postgres, server, tenants, venv


def collect():
    state = venv.state()
    database = postgres.is_running() if state else False
    return {
        "home": str(paths.home()),
        "installed": bool(state),
        "versions": {
            "odoo": state.get("origin", ""),
            "odoo_pinned": pins.debs()[0].version,
            "python": state.get("tag", ""),
            "postgresql": _postgres_version() if database else "",
            "pins": pins.digest("build", "runtime"),
            "up_to_date": state.get("pins") == pins.digest("build", "runtime"),
        },
        "postgresql": _database() if database else {"running": False},
        "server": _server(),
        "provisioner": hub.running(),
        "bank": bank.running(),
        "tenants": tenants.listing() if database else [],
    }


def _postgres_version():
    return postgres.sql("SHOW server_version").strip()


def _database():
    where = postgres.dsn()
    return {
        "running": True,
        "host": where.host,
        "port": where.port,
        "external": bool(postgres.external()),
    }


def _server():
    now = server.running()
    return {"running": bool(now), "answers": bool(now) and server.answers(now["port"]), **now}


def _odoo_line(versions):
    """What is used; with the pin when Debian's archive had moved on.

    >>> _odoo_line({"odoo": "debian 19.0.0+dfsg-2", "odoo_pinned": "19.0.0+dfsg-1"})
    'debian 19.0.0+dfsg-2 (pinned: 19.0.0+dfsg-1)'
    """
    used, pinned = versions["odoo"], versions["odoo_pinned"]
    moved = used.startswith("debian ") and used != f"debian {pinned}"
    return (used or "not installed") + (f" (pinned: {pinned})" if moved else "")


def show(as_json):
    facts = collect()
    if as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    database, web = facts["postgresql"], facts["server"]
    print(f"local folder  {facts['home']}")
    print(f"Odoo          {_odoo_line(facts['versions'])}")
    print(
        "PostgreSQL    "
        + (
            f"{facts['versions']['postgresql']} on {database['host']}:{database['port']}"
            if database["running"]
            else "not running"
        )
    )
    print(
        "server        "
        + (f"port {web['port']}, process {web['pid']}" if web["running"] else "not running")
    )
    made_by = facts["provisioner"]
    print("provisioner   " + (f"process {made_by['pid']}" if made_by else "not running"))
    if facts["bank"]:
        print(f"demo's bank   process {facts['bank']['pid']}")
    if web["running"]:
        print("public site  ", address.of("", web["port"]))
        print("hub          ", address.of("hub", web["port"]))
    for tenant in facts["tenants"]:
        note = f"   outdated: {', '.join(tenant['outdated'])}" if tenant["outdated"] else ""
        print(
            f"tenant        {tenant['url']}  {tenant['kind']}  {tenant['state']}  "
            f"{tenant['bytes'] // 1024**2} MB{note}"
        )
