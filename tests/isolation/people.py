"""The person who signs in, and what is kept of a password in the database."""

import base64
import hashlib
import json
import secrets

PASSWORD = "Estate-tenant-7391!"
ROUNDS = 600_000


def password_hash(password, rounds=ROUNDS):
    """As Odoo stores it (passlib's pbkdf2_sha512)."""
    salt = secrets.token_bytes(16)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds)
    parts = [base64.b64encode(p).rstrip(b"=").replace(b"+", b".").decode() for p in (salt, digest)]
    return f"$pbkdf2-sha512${rounds}${parts[0]}${parts[1]}"


GROUPS = ("gotgan_base.group_staff", "gotgan_sign_in.group_api_user")
CLERK = "clerk"
_CLERK_HASH = password_hash(PASSWORD)


def let_in(cur):
    """Let Odoo's administrator in, whom our addons keep out, with a password alone.

    The isolation of tenants must hold even against somebody with every right in one of them.
    Beside that person there is a clerk, an internal user without any further right.
    """
    cur.execute("UPDATE ir_model_data SET res_id = 1 "
                "WHERE module = 'base' AND name = 'user_admin'")
    _hire_clerk(cur)
    for login, names in (("admin", GROUPS), (CLERK, ("base.group_user", GROUPS[0]))):
        for name in names:
            cur.execute(
                "INSERT INTO res_groups_users_rel (gid, uid) SELECT d.res_id, u.id "
                "FROM ir_model_data d, res_users u WHERE d.module || '.' || d.name = %s "
                "AND d.model = 'res.groups' AND u.login = %s ON CONFLICT DO NOTHING",
                [name, login])
    cur.execute("SELECT to_regclass('gotgan_security_policy')")
    if cur.fetchone()[0]:
        cur.execute("UPDATE gotgan_security_policy SET office_networks = '127.0.0.0/8', "
                    "parallel_sessions = 5, source_failures = 100")


def _hire_clerk(cur):
    """A copy of the administrator's rows under another name, without the rights."""
    change = {"login": CLERK, "name": "서무", "password": _CLERK_HASH}
    for table in ("res_partner", "res_users"):
        cur.execute(f"SELECT nextval('{table}_id_seq')")
        change["id"] = cur.fetchone()[0]
        cur.execute(
            f"INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, "
            f"to_jsonb(t) || %s)).* FROM {table} t WHERE id = "
            + ("(SELECT partner_id FROM res_users WHERE login = 'admin')"
               if table == "res_partner" else "(SELECT id FROM res_users WHERE login = 'admin')"),
            [json.dumps(change)])
        change["partner_id"] = change["id"]
    cur.execute("INSERT INTO res_company_users_rel (cid, user_id) VALUES (1, %s)", [change["id"]])
