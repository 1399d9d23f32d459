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
