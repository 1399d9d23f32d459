"""A secret kept in the database so that the database alone does not open it.

It is encrypted with a key made from what only the serving process knows: the password of the
database's role, which is a sum over the local master key. Where no keys file is used (one database
by itself), the secret of the database stands in.
"""

import base64
import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from odoo.addons.gotgan_isolation.credentials import environment_keys, password_of

NONCE = 12


class CannotOpen(ValueError):
    """What is kept was kept by another installation, or has been altered."""


def local_secret(env):
    """Return what the keys of kept secrets are made from, as text."""
    keys, database = environment_keys(), env.cr.dbname
    if keys and keys.opens(database):
        return password_of(database, keys)
    parameters_sudo = env["ir.config_parameter"].sudo()
    return parameters_sudo.get_param("database.secret")


def lock(secret, purpose, text):
    """Return ``text`` encrypted; ``purpose`` must be the same when it is opened.

    >>> kept = lock("s", "officer 1", "private")
    >>> unlock("s", "officer 1", kept)
    'private'
    >>> unlock("s", "officer 2", kept)
    Traceback (most recent call last):
    ...
    odoo.addons.gotgan_treasury.keeping.CannotOpen
    """
    nonce = os.urandom(NONCE)
    sealed = _cipher(secret).encrypt(nonce, text.encode(), purpose.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unlock(secret, purpose, kept):
    """Return the text of :func:`lock`.

    :raises CannotOpen: another secret or purpose, or the text was altered
    """
    raw = base64.urlsafe_b64decode(kept)
    try:
        return _cipher(secret).decrypt(raw[:NONCE], raw[NONCE:], purpose.encode()).decode()
    except InvalidTag as error:
        raise CannotOpen from error


def _cipher(secret):
    return AESGCM(hmac.new(secret.encode(), b"kept secrets", sha256).digest())
