"""Tenants as the hub's register knows them.

Making and changing them is the hub's work (``odoo tenant``, addons/hub/hub_tenant); lists and
upgrades read it by SQL and need no Odoo.
"""

import json

from . import addons, address, database, keys, odoo, postgres, say, server
from .dsn import literal
from .errors import Refusal

LISTING = """
SELECT coalesce(json_agg(json_build_object(
         'name', name, 'agency', agency_name, 'kind', kind, 'state', state, 'database', database,
         'isolation', isolation, 'release', release) ORDER BY name), '[]')
  FROM hub_tenant WHERE state NOT IN ('requested', 'provisioning', 'failed', 'deleted')
"""


def register():
    """The tenants there are, from the register alone."""
    if not database.exists(keys.HUB):
        return []
    return json.loads(postgres.sql(LISTING, dbname=keys.HUB))


def find(name):
    """The tenant called ``name``; refuses a name that is none."""
    rows = register()
    for row in rows:
        if row["name"] == name:
            return row
    known = ", ".join(row["name"] for row in rows) or "none yet"
    raise Refusal(
        f"There is no tenant {name!r}.",
        do=f"tenants are: {known}. Make one with 'scripts/gotgan tenant create NAME'.",
    )


def database_of(name):
    """The database of a tenant, or of the hub when ``name`` is ``hub``."""
    return keys.HUB if name == "hub" else find(name)["database"]


def listing():
    """The register with what only the databases know: size, address, outdated addons."""
    return [row | _facts(row["database"]) for row in register() if row["state"] != "archived"]


def _facts(dbname):
    rows = postgres.sql(
        f"SELECT 'bytes', pg_database_size({literal(dbname)})::text UNION ALL "
        "SELECT key, value FROM ir_config_parameter "
        "WHERE key IN ('web.base.url', 'gotgan.sources')",
        dbname=dbname,
    )
    values = dict(line.split("\t", 1) for line in rows.splitlines())
    return {
        "bytes": int(values["bytes"]),
        "url": values.get("web.base.url", ""),
        "outdated": changed(json.loads(values.get("gotgan.sources") or "{}")),
    }


def changed(sources, wanted=None):
    """Addons whose code is newer than a database, and those it lacks."""
    edges = [name for name in sources if name in addons.EDGES]
    wanted = addons.closure(wanted or [*addons.for_tenants(), *edges])
    return [name for name in wanted if sources.get(name) != addons.digest(name)]


def upgrade(dbname, title, outdated):
    """Bring a database up to the code in the checkout, as the role that owns it."""
    server.stop()  # it still runs the old code
    installed = _installed(dbname)
    fresh = [addon for addon in outdated if addon not in installed]
    old = [addon for addon in outdated if addon in installed]
    with say.step(f"Bringing {title} up to date ({', '.join(outdated)})"):
        odoo.upgrade(f"Upgrading {title}", dbname, fresh, old)
    note_sources(dbname)


def upgrade_all():
    for tenant in listing():
        if tenant["outdated"]:
            upgrade(tenant["database"], f"the tenant {tenant['name']}", tenant["outdated"])
    note_releases()


def note_releases():
    """In the register every tenant is now of the newest release of its kind."""
    postgres.sql(
        "UPDATE hub_tenant t SET release = h.database FROM hub_template h "
        "WHERE h.kind = t.kind AND h.active AND t.state IN ('active', 'read_only', 'suspended') "
        "AND t.release IS DISTINCT FROM h.database",
        dbname=keys.HUB,
    )


def _installed(dbname):
    return set(
        postgres.sql(
            "SELECT name FROM ir_module_module WHERE state = 'installed'", dbname=dbname
        ).split()
    )


def note_sources(dbname):
    installed = _installed(dbname)
    sources = json.dumps(
        {addon: addons.digest(addon) for addon in addons.ours() if addon in installed}
    )
    postgres.sql(
        "INSERT INTO ir_config_parameter (key, value) "
        f"VALUES ('gotgan.sources', {literal(sources)}) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        dbname=dbname,
    )


def follow_port(port):
    """Addresses in mails and links follow the port the server listens on."""
    for tenant in listing():
        here = address.of(tenant["name"], port)
        if tenant["url"] != here:
            postgres.sql(
                f"UPDATE ir_config_parameter SET value = {literal(here)} "
                "WHERE key = 'web.base.url'",
                dbname=tenant["database"],
            )
