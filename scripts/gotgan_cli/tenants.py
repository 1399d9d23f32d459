"""Tenants: one database each, cloned from a template, reached at exactly ``NAME.localhost``.

``gotgan_NAME`` is the database of tenant NAME. A tenant under construction is
called ``gotgan__new_NAME`` and gets its own name in the last step; the server
serves nothing else, so the renaming is the moment it can be reached.
"""

import base64
import concurrent.futures
import datetime
import hashlib
import json
import re
import secrets
import uuid

from . import addons, database, odoo, postgres, say, server, templates
from .dsn import literal
from .errors import Refusal

PREFIX = "gotgan_"
NAME = re.compile(r"[a-z][a-z0-9-]{0,29}[a-z0-9]")
RESERVED = {
    "www",
    "localhost",
    "admin",
    "api",
    "hub",
    "static",
    "template",
    "test",
    "postgres",
    "odoo",
    "gotgan",
}
ROUNDS = 600_000


def database_of(name):
    """The database of an existing tenant; refuses a name that is none."""
    if not NAME.fullmatch(name) or not database.exists(PREFIX + name):
        known = ", ".join(t["name"] for t in listing()) or "none yet"
        raise Refusal(
            f"There is no tenant {name!r}.",
            do=f"tenants are: {known}. Make one with 'scripts/gotgan tenant create NAME'.",
        )
    return PREFIX + name


def url(name, port):
    return f"http://{name}.localhost:{port}"


def check_name(name):
    """Raise unless ``name`` can be a host name and is free to be used.

    >>> check_name("yongin-si")
    >>> check_name("Yongin")
    Traceback (most recent call last):
    gotgan_cli.errors.Refusal: 'Yongin' cannot be a tenant's name.
      What to do: 2 to 31 small letters, digits and hyphens; a letter first, no hyphen last.
    """
    if not NAME.fullmatch(name):
        raise Refusal(
            f"{name!r} cannot be a tenant's name.",
            do="2 to 31 small letters, digits and hyphens; a letter first, no hyphen last.",
        )
    if name in RESERVED:
        raise Refusal(f"{name!r} is reserved.", do="choose another name.")


def password_hash(password):
    """As Odoo stores it (passlib's pbkdf2_sha512), so that no Odoo has to start for it."""
    salt = secrets.token_bytes(16)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS)
    b64 = [
        base64.b64encode(part).rstrip(b"=").replace(b"+", b".").decode() for part in (salt, digest)
    ]
    return f"$pbkdf2-sha512${ROUNDS}${b64[0]}${b64[1]}"


def create(name, kind, port, fill=None):
    """Make a tenant and return its first log-in.

    :param fill: called with the database's working name before it can be reached.
    """
    check_name(name)
    if database.exists(PREFIX + name):
        raise Refusal(
            f"The tenant {name!r} exists already.",
            do=f"choose another name, or drop it: scripts/gotgan tenant drop {name} --yes",
        )
    source = templates.for_kind(kind)
    making = f"gotgan__new_{name}"
    if database.exists(making):
        say.line(f"  an earlier run stopped half-way making the tenant {name}; starting again")
        database.drop(making)
    password = secrets.token_urlsafe(12)
    with concurrent.futures.ThreadPoolExecutor() as beside:
        hashed = beside.submit(password_hash, password)  # 600,000 rounds, while files are copied
        database.clone(source, making)
        _make_itself(making, name, kind, port, hashed.result())
    if fill:
        fill(making)
    database.rename(making, PREFIX + name)
    return {
        "name": name,
        "kind": kind,
        "url": url(name, port),
        "login": "admin",
        "password": password,
    }


def _make_itself(dbname, name, kind, port, hashed):
    """Everything a clone must not share: keys, identity, address, administrator, job times."""
    parameters = {
        "database.uuid": str(uuid.uuid4()),
        "database.secret": secrets.token_hex(32),
        "database.create_date": datetime.datetime.now(datetime.timezone.utc).strftime(
            "%Y-%m-%d %H:%M:%S"
        ),
        "web.base.url": url(name, port),
        "web.base.url.freeze": "True",
        "gotgan.kind": kind,
    }
    rows = ",".join(
        f"({literal(key)}, {literal(value)}, now(), now(), 1, 1)"
        for key, value in parameters.items()
    )
    postgres.sql(
        f"""BEGIN;
        INSERT INTO ir_config_parameter (key, value, create_date, write_date, create_uid, write_uid)
        VALUES {rows} ON CONFLICT (key) DO UPDATE SET value = excluded.value;
        UPDATE res_users SET password = {literal(hashed)}
         WHERE id = (SELECT res_id FROM ir_model_data
                      WHERE module = 'base' AND name = 'user_admin');
        UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' + random() * interval '1 hour'
         WHERE active;
        DELETE FROM res_device_log;
        COMMIT;""",
        dbname=dbname,
    )


def listing():
    rows = postgres.sql(
        "SELECT datname, pg_database_size(oid) FROM pg_database "
        r"WHERE datname LIKE 'gotgan\_%' AND datname NOT LIKE 'gotgan\_\_%' AND datallowconn "
        "ORDER BY datname"
    )
    found = []
    for row in rows.splitlines():
        dbname, size = row.split("\t")[:2]
        if NAME.fullmatch(dbname.removeprefix(PREFIX)):
            found.append(
                {
                    "name": dbname.removeprefix(PREFIX),
                    "database": dbname,
                    "bytes": int(size),
                    **_facts(dbname),
                }
            )
    return found


def _facts(dbname):
    rows = postgres.sql(
        "SELECT key, value FROM ir_config_parameter "
        "WHERE key IN ('gotgan.kind', 'web.base.url', 'gotgan.sources')",
        dbname=dbname,
    )
    values = dict(line.split("\t", 1) for line in rows.splitlines())
    stale = _changed(json.loads(values.get("gotgan.sources") or "{}"))
    return {
        "kind": values.get("gotgan.kind", ""),
        "url": values.get("web.base.url", ""),
        "outdated": stale,
    }


def _changed(sources):
    """Addons whose code is newer than the tenant's database, and those it lacks."""
    wanted = addons.closure(
        [*addons.for_tenants(), *(name for name in sources if name in addons.EDGES)]
    )
    return [name for name in wanted if sources.get(name) != addons.digest(name)]


def upgrade(name):
    """Bring a tenant up to the code in the checkout; returns the addons that changed."""
    dbname = database_of(name)
    changed = _facts(dbname)["outdated"]
    if not changed:
        return []
    server.stop()  # it still runs the old code
    installed = set(
        postgres.sql(
            "SELECT name FROM ir_module_module WHERE state = 'installed'", dbname=dbname
        ).split()
    )
    options = []
    if fresh := [addon for addon in changed if addon not in installed]:
        options += ["-i", ",".join(fresh)]
    if old := [addon for addon in changed if addon in installed]:
        options += ["-u", ",".join(old)]
    with say.step(f"Bringing the tenant {name} up to date ({', '.join(changed)})"):
        odoo.server_once(f"Upgrading {name}", dbname, *options)
    note_sources(dbname)
    return changed


def note_sources(dbname):
    installed = set(
        postgres.sql(
            "SELECT name FROM ir_module_module WHERE state = 'installed'", dbname=dbname
        ).split()
    )
    sources = json.dumps(
        {addon: addons.digest(addon) for addon in addons.ours() if addon in installed}
    )
    postgres.sql(
        "INSERT INTO ir_config_parameter (key, value) "
        f"VALUES ('gotgan.sources', {literal(sources)}) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        dbname=dbname,
    )


def drop(name):
    database.drop(database_of(name))


def follow_port(port):
    """Addresses in mails and links follow the port the server listens on."""
    for tenant in listing():
        address = url(tenant["name"], port)
        if tenant["url"] != address:
            postgres.sql(
                f"UPDATE ir_config_parameter SET value = {literal(address)} "
                "WHERE key = 'web.base.url'",
                dbname=tenant["database"],
            )
