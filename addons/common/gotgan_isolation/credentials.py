"""Each database is opened with its own role, and each role has its own password.

The role has the name of the database. Its password is
``HMAC-SHA256(master, "database:" + name)``, so nothing is stored and nothing can leak
from the register. A silo knows the passwords of its own databases and no master key.

>>> keys = Keys(map="aa" * 32, master="00" * 32)
>>> password_of("gotgan_hub", keys) == password_of("gotgan_hub", keys)
True
>>> password_of("gotgan_hub", keys) == password_of("gotgan_bus", keys)
False
>>> silo = Keys(map="aa" * 32, passwords={"gotgan_t1": "secret"})
>>> password_of("gotgan_t1", silo)
'secret'
>>> password_of("gotgan_t2", silo)
Traceback (most recent call last):
UnknownDatabase: this process has no key of the database gotgan_t2
"""

import base64
import hashlib
import hmac
import json
import os
import re
import stat
from typing import NamedTuple

BUS = "gotgan_bus"
_OURS = re.compile(r"gotgan_[a-z0-9_]{1,56}")


class KeysError(Exception):
    """The keys file is missing, broken or readable by others."""


class UnknownDatabase(Exception):
    """This process may not open that database."""


class Keys(NamedTuple):
    """What ``GOTGAN_KEYS`` says: ``master`` for a pool, ``passwords`` for a silo."""

    map: str
    master: str = ""
    passwords: dict | None = None

    @property
    def is_silo(self):
        return not self.master

    def opens(self, database):
        """Whether this process can open a database at all."""
        if self.is_silo:
            return database in (self.passwords or {})
        return bool(_OURS.fullmatch(database))


def read_keys(path):
    """Return the :class:`Keys` of a file.

    :raises KeysError: when the file is missing, broken, or others may read it
    """
    try:
        mode = os.stat(path).st_mode
        with open(path, encoding="utf-8") as file:
            raw = json.load(file)
        keys = Keys(raw["map"], raw.get("master") or "", raw.get("passwords"))
        bytes.fromhex(keys.map + keys.master)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeysError(f"{path}: {type(error).__name__}") from error
    if stat.S_IMODE(mode) & 0o077:
        raise KeysError(f"{path}: others can read it; set its mode to 0600")
    if not keys.map or (not keys.master and not keys.passwords):
        raise KeysError(f"{path}: needs a map key, and a master key or passwords")
    return keys


def environment_keys():
    """The :class:`Keys` of this process, or None when ``GOTGAN_KEYS`` is not set."""
    path = os.environ.get("GOTGAN_KEYS")
    return read_keys(path) if path else None


def password_of(database, keys=None):
    """The password of a database's role.

    :param keys: of this process when left out
    :raises UnknownDatabase: when this process has no key of it
    """
    keys = keys or environment_keys()
    if keys is None or not keys.opens(database):
        raise UnknownDatabase(f"this process has no key of the database {database}")
    if keys.is_silo:
        return keys.passwords[database]
    message = f"database:{database}".encode()
    digest = hmac.new(bytes.fromhex(keys.master), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def meeting_place(keys):
    """The database Odoo's ``postgres`` stands for: bus and cron notifications meet in it."""
    return min(keys.passwords) if keys.is_silo else BUS
