"""The signed file that says which host opens which tenant. Plain Python: no request, no registry.

The provisioner writes it whole (:func:`write_map`), every server process looks at it
for each request (:class:`HostMap`). What cannot be believed is no map at all: a
missing, torn, forged or older file raises :class:`MapError`, and then no host opens
anything.

>>> import tempfile, os
>>> file = os.path.join(tempfile.mkdtemp(), "hosts.json")
>>> entry = {"a.example.kr": {"database": "gotgan_t0123456789abcdef"}}
>>> write_map(file, 7, entry, "aa" * 32)
>>> book = HostMap(file, "aa" * 32)
>>> book.lookup("A.example.kr:8069").state
'active'
>>> book.lookup("b.example.kr") is None
True
>>> write_map(file, 6, entry, "aa" * 32)
>>> book.lookup("a.example.kr")
Traceback (most recent call last):
MapError: the map is older (6) than one already seen (7)
"""

import hashlib
import hmac
import json
import os
import re
import tempfile
import threading
from typing import NamedTuple

STATES = ("active", "read_only", "suspended", "archived")
SERVED = ("active", "read_only")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*")
_DATABASE = re.compile(r"[a-z][a-z0-9_]{0,62}")
_PORT = re.compile(r":[0-9]{1,5}\Z")


class MapError(Exception):
    """The map cannot be believed; the message says why, for the log only."""


class Entry(NamedTuple):
    """What one host opens."""

    database: str
    state: str = "active"
    origin: str = ""

    @property
    def is_served(self):
        return self.state in SERVED


class Book(NamedTuple):
    """A map as read: its version and ``{host: Entry}``."""

    version: int
    hosts: dict


def host_name(header):
    """The host a ``Host`` header names, without its port; an empty string when it names none.

    >>> [host_name(h) for h in ("A-b.Example.kr:8069", "localhost", "a.kr:x", "a.kr.", "a..kr")]
    ['a-b.example.kr', 'localhost', '', '', '']
    >>> {host_name(h) for h in ("", None, "[::1]:80", "a.kr/b", "a@b.kr", "a kr", "ａ.kr")}
    {''}
    """
    name = _PORT.sub("", header or "")
    if not name.isascii():
        return ""
    name = name.lower()
    return name if _HOST.fullmatch(name) else ""


def signature(version, hosts, map_key):
    """HMAC-SHA256 over the canonical JSON of what the map says, in hex."""
    text = json.dumps(
        {"version": version, "hosts": hosts},
        sort_keys=True, separators=(",", ":"), ensure_ascii=False,
    )
    return hmac.new(bytes.fromhex(map_key), text.encode(), hashlib.sha256).hexdigest()


def write_map(path, version, hosts, map_key):
    """Put a whole new map in place of the old one; a reader sees the one or the other.

    :param int version: larger than that of the map it replaces
    :param dict hosts: ``{host: {"database", "state", "origin"}}``; state and origin may be left out
    :param str map_key: hex, ``map`` of the keys file
    :raises ValueError: when a host, a database, a state or an origin is none
    """
    path = os.fspath(path)
    whole = {host: _checked(host, entry)._asdict() for host, entry in hosts.items()}
    text = json.dumps(
        {"version": version, "hosts": whole, "signature": signature(version, whole, map_key)},
        ensure_ascii=False, sort_keys=True, indent=1,
    )
    folder = os.path.dirname(os.path.abspath(path))
    handle, partial = tempfile.mkstemp(prefix=".hosts-", dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(partial, 0o640)
        os.rename(partial, path)
    except BaseException:
        os.unlink(partial)
        raise
    _sync_folder(folder)


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _checked(host, raw):
    entry = Entry(raw["database"], raw.get("state") or "active", raw.get("origin") or "")
    if host_name(host) != host or _PORT.search(host):
        raise ValueError(f"not a host name: {host!r}")
    if not _DATABASE.fullmatch(entry.database):
        raise ValueError(f"not a database of ours: {entry.database!r}")
    if entry.state not in STATES:
        raise ValueError(f"not a state: {entry.state!r}")
    if entry.origin and not re.fullmatch(r"https?://[A-Za-z0-9.:_-]+", entry.origin):
        raise ValueError(f"not an origin: {entry.origin!r}")
    return entry


def read_map(path, map_key):
    """Return the :class:`Book` in the file.

    :raises MapError: when there is none, it is torn, or the key did not sign it
    """
    try:
        with open(path, encoding="utf-8") as file:
            raw = json.load(file)
        version, hosts, signed = raw["version"], raw["hosts"], raw["signature"]
        expected = signature(version, hosts, map_key)
        if not (isinstance(version, int) and isinstance(signed, str)):
            raise ValueError("version or signature of a wrong type")
    except OSError as error:
        raise MapError(f"no map: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise MapError(f"a torn map: {error}") from error
    if not hmac.compare_digest(expected.encode(), signed.encode()):
        raise MapError("the map is not signed by our key")
    try:
        return Book(version, {host: _checked(host, entry) for host, entry in hosts.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapError(f"a map that says nonsense: {error}") from error


class HostMap:
    """The map as one process knows it: read again whenever the file is another one.

    It never goes back: a file with a smaller version than one seen before is refused,
    so that an old map cannot be put back to open what was closed.
    """

    def __init__(self, path, map_key):
        self._path, self._key = path, map_key
        self._lock = threading.Lock()
        self._seen = None
        self._book = None
        self._error = None
        self._highest = None

    def book(self):
        """Return the present :class:`Book`.

        :raises MapError: when there is none to be believed
        """
        try:
            found = os.stat(self._path)
        except OSError as error:
            with self._lock:
                self._seen = None
            raise MapError(f"no map: {error.strerror}") from error
        stamp = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        with self._lock:
            if stamp != self._seen:
                self._read(stamp)
            if self._error:
                raise MapError(self._error)
            return self._book

    def _read(self, stamp):
        self._seen, self._book, self._error = stamp, None, None
        try:
            book = read_map(self._path, self._key)
        except MapError as error:
            self._error = str(error)
            return
        if self._highest is not None and book.version < self._highest:
            self._error = (
                f"the map is older ({book.version}) than one already seen ({self._highest})"
            )
            return
        self._highest, self._book = book.version, book

    def lookup(self, host):
        """The :class:`Entry` of a ``Host`` header, or None. Raises :class:`MapError`."""
        return self.book().hosts.get(host_name(host))
