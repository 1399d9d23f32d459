"""A session store for each tenant: its own folder, and identifiers only the server can make.

A cookie of A is looked for among B's sessions and is not there. Cleaning up, signing out
and revoking a device work on the folder of the tenant at hand and on no other.
"""

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
import threading

from odoo.http import FilesystemSessionStore, Session, request

_SID_LENGTH = 84
_MARK_LENGTH = 32


class NoTenant(LookupError):
    """Somebody asks for a session where no tenant is at hand; there is nothing safe to answer."""


def mark(key, database, text):
    """The part of a session identifier that only this server can make.

    >>> len(mark(b"k", "gotgan_t1", "x" * 52)), mark(b"k", "a", "x") == mark(b"k", "b", "x")
    (32, False)
    """
    digest = hmac.new(key, f"{database}\n{text}".encode(), hashlib.sha256).digest()[:24]
    return base64.urlsafe_b64encode(digest).decode()


def session_key(keys):
    """The secret of the identifiers: from the keys file, so that all processes share it."""
    if keys is None:
        return secrets.token_bytes(32)
    source = keys.master or "".join(keys.passwords[name] for name in sorted(keys.passwords))
    return hmac.new(source.encode(), b"session identifiers", hashlib.sha256).digest()


class TenantSessionStore(FilesystemSessionStore):
    """Odoo's store, whose folder is that of the tenant the present thread works for.

    An identifier that is not on disk is accepted only when this server made it for this
    tenant: Odoo hands out identifiers long before it writes them down, and would as
    well accept one that an attacker has chosen.
    """

    def __init__(self, base, key):
        self._base, self._key = base, key
        self._bound = threading.local()
        super().__init__(path=base, session_class=Session, renew_missing=True, mode=0o600)

    @contextlib.contextmanager
    def bind(self, database):
        """Work for ``database`` where there is no request yet."""
        before, self._bound.name = getattr(self._bound, "name", None), database
        try:
            yield
        finally:
            self._bound.name = before

    def _database(self):
        name = getattr(self._bound, "name", None)
        name = name or (request and getattr(request, "db", None))
        name = name or getattr(threading.current_thread(), "dbname", None)
        if not name:
            raise NoTenant("no tenant is at hand")
        return name

    @property
    def path(self):
        folder = os.path.join(self._base, self._database())
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return folder

    @path.setter
    def path(self, _path):
        """Set by the class above; the folder is that of the tenant."""

    def generate_key(self, salt=None):
        text = base64.urlsafe_b64encode(secrets.token_bytes(39)).decode()
        return text + mark(self._key, self._database(), text)

    def is_ours(self, sid):
        text, given = sid[:-_MARK_LENGTH], sid[-_MARK_LENGTH:]
        return hmac.compare_digest(mark(self._key, self._database(), text), given)

    def get(self, sid):
        """The session, an empty one under an identifier of ours, or a new one."""
        session = super().get(sid)
        if session.sid != sid and self.is_valid_key(sid) and self.is_ours(sid):
            session.sid = sid
        return session


def open_session(self, store, default):
    """Stands for ``Request._get_session_and_dbname``: the host has decided, nothing else can.

    :param self: the request
    :param dict default: what a new session begins with
    """
    database = self.httprequest.environ["gotgan.tenant"].database
    with store.bind(database):
        sid = self.httprequest._session_id__
        session = store.get(sid) if sid and store.is_valid_key(sid) else store.new()
        if session.get("db") not in (None, database):
            session = store.new()
    for key, value in default.items():
        session.setdefault(key, value)
    if not session.context.get("lang"):
        session.context["lang"] = self.default_lang()
    session.db = database
    session.is_dirty = False
    return session, database
