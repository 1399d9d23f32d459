"""What a clone must not share with its template or with any other tenant."""

import base64
import secrets
import uuid
from datetime import datetime, timezone

from odoo.addons.gotgan_exchange import signing

MARK = "gotgan.tenant.database"
PUBLIC_KEY = "gotgan.tenant.public_key"
PRIVATE_KEY = "gotgan.tenant.private_key"


def unusable_hash():
    """Return a password hash that no password has: its digest is random.

    >>> unusable_hash().startswith("$pbkdf2-sha512$600000$")
    True
    >>> unusable_hash() == unusable_hash()
    False
    """
    salt, digest = (
        base64.b64encode(secrets.token_bytes(size)).rstrip(b"=").replace(b"+", b".").decode()
        for size in (16, 64)
    )
    return f"$pbkdf2-sha512$600000${salt}${digest}"


def read(cur, database):
    """Return ``{"uuid", "public_key"}`` when the identity of this database is its own."""
    cur.execute(
        "SELECT key, value FROM ir_config_parameter WHERE key = ANY(%s)",
        [[MARK, PUBLIC_KEY, "database.uuid"]],
    )
    values = dict(cur.fetchall())
    if values.get(MARK) != database:
        return None
    return {"uuid": values["database.uuid"], "public_key": values[PUBLIC_KEY]}


def renew(cur, database):
    """Make the identity new, in the caller's transaction; return ``{"uuid", "public_key"}``."""
    private, public = signing.new_key()
    own = str(uuid.uuid4())
    write_parameters(cur, {
        "database.uuid": own,
        "database.secret": secrets.token_hex(32),
        "database.create_date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S"),
        PRIVATE_KEY: private,
        PUBLIC_KEY: public,
        MARK: database,
    })
    _renew_people(cur)
    _spread_crons(cur)
    return {"uuid": own, "public_key": public}


def _renew_people(cur):
    """Nobody can sign in with what the template knew, and no session or key of it goes on."""
    cur.execute("UPDATE res_users SET password = NULL WHERE id <> ALL(%s)", [_administrators(cur)])
    for user in _administrators(cur):
        cur.execute("UPDATE res_users SET password = %s WHERE id = %s", [unusable_hash(), user])
    for table in ("res_device_log", "res_users_apikeys", "auth_totp_device", "auth_passkey_key"):
        cur.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        if cur.fetchone()[0]:
            _empty(cur, table)


def _empty(cur, table):
    statements = {
        "res_device_log": "DELETE FROM res_device_log",
        "res_users_apikeys": "DELETE FROM res_users_apikeys",
        "auth_totp_device": "DELETE FROM auth_totp_device",
        "auth_passkey_key": "DELETE FROM auth_passkey_key",
    }
    cur.execute(statements[table])


def _administrators(cur):
    """Odoo's own two technical users."""
    cur.execute(
        "SELECT res_id FROM ir_model_data WHERE module = 'base' AND model = 'res.users' "
        "AND name IN ('user_root', 'user_admin')"
    )
    return [row[0] for row in cur.fetchall()]


def _spread_crons(cur):
    """Scheduled actions of many tenants do not start in the same second."""
    cur.execute(
        "UPDATE ir_cron SET nextcall = date_trunc('second', now() AT TIME ZONE 'UTC' "
        "+ random() * interval '1 hour') WHERE active"
    )


# ---- parameters --------------------------------------------------------------


def write_parameters(cur, parameters):
    """Write ``{key: value}``; a value that is ``None`` takes the parameter away.

    Servers that have the tenant open are told to forget what they remember.
    """
    for key, value in sorted(parameters.items()):
        if value is None:
            cur.execute("DELETE FROM ir_config_parameter WHERE key = %s", [key])
        else:
            cur.execute(
                "INSERT INTO ir_config_parameter "
                "(key, value, create_date, write_date, create_uid, write_uid) "
                "VALUES (%s, %s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', 1, 1) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, value],
            )
    cur.execute("SELECT to_regclass('orm_signaling_stable') IS NOT NULL")
    if cur.fetchone()[0]:
        cur.execute("INSERT INTO orm_signaling_stable DEFAULT VALUES")


def has_parameters(cur, parameters):
    """Whether every parameter is as it should be."""
    cur.execute(
        "SELECT key, value FROM ir_config_parameter WHERE key = ANY(%s)", [list(parameters)],
    )
    found = dict(cur.fetchall())
    return all(found.get(key) == value for key, value in parameters.items())
