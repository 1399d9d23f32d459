"""The person who signs in, and what is kept of a password in the database."""

import base64
import hashlib
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


def let_in(cur):
    """Let Odoo's administrator in, whom ``gotgan_sign_in`` keeps out, with a password alone.

    The isolation of tenants must hold even against somebody with every right in one of them.
    """
    for name in GROUPS:
        cur.execute(
            "INSERT INTO res_groups_users_rel (gid, uid) SELECT d.res_id, u.id "
            "FROM ir_model_data d, res_users u WHERE d.module || '.' || d.name = %s "
            "AND d.model = 'res.groups' AND u.login = 'admin' ON CONFLICT DO NOTHING", [name])
    cur.execute("SELECT to_regclass('gotgan_security_policy')")
    if cur.fetchone()[0]:
        cur.execute("UPDATE gotgan_security_policy SET office_networks = '127.0.0.0/8', "
                    "parallel_sessions = 5, source_failures = 100")
