"""Nothing leaves this process but to places that are named (control A15, attempt T17).

The check stands on the socket itself, after names have been resolved, so neither a
redirect nor a name that changes its address gets past it. PostgreSQL's own client
library opens its connections below Python; Python code reaches nobody at all unless
``GOTGAN_OUTBOUND`` names the place.
"""

import errno
import ipaddress
import logging
import socket

_logger = logging.getLogger(__name__)

_LOG_SOCKETS = ("/dev/log", "/run/systemd/journal/socket", "/run/systemd/journal/syslog")


class OutboundRefused(ConnectionRefusedError):
    """A connection that is not on the list."""


def _plain(address):
    """An IP address as text, a mapped IPv4 one as IPv4; empty when it is none.

    >>> [_plain(a) for a in ("::ffff:10.0.0.1", "127.1", "10.0.0.1", "evil.kr", "fe80::1%eth0")]
    ['10.0.0.1', '', '10.0.0.1', '', 'fe80::1']
    """
    try:
        ip = ipaddress.ip_address(str(address).partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(ip, "ipv4_mapped", None) or ip)


class Places:
    """The places that may be reached, by address; names are resolved once and keep that address.

    >>> def asked(host, port):
    ...     return ["10.9.9.9"]
    >>> places = Places([("10.0.0.5", 25), ("mail.kr", 587)], asked)
    >>> places.has("10.0.0.5", 25), places.has("10.0.0.5", 80), places.has("10.9.9.9", 587)
    (True, False, True)
    >>> places.addresses("mail.kr"), places.addresses("evil.kr")
    (['10.9.9.9'], None)
    """

    def __init__(self, named, resolve):
        self._allowed, self._names = set(), {}
        for host, port in named:
            found = [_plain(host)] if _plain(host) else resolve(host, port)
            self._names.setdefault(host, []).extend(a for a in found if a)
            self._allowed.update((address, port) for address in found)

    def has(self, host, port):
        return (_plain(host), port) in self._allowed

    def addresses(self, name):
        return self._names.get(name.lower())


def resolve(host, port):
    """The addresses of a name, once, at the start; none is a warning and not a crash."""
    if host == "localhost" or host.endswith(".localhost"):
        return ["127.0.0.1"]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        _logger.warning("GOTGAN_OUTBOUND: %s cannot be resolved now and stays closed", host)
        return []
    return sorted({_plain(entry[4][0]) for entry in found})


def _is_ours(family, address, places):
    """Whether a socket may connect there."""
    if family == getattr(socket, "AF_UNIX", None):
        return address in _LOG_SOCKETS
    if family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
        host = next(iter(places.addresses(str(address[0])) or []), address[0])
        return places.has(host, address[1])
    return False


def _guarded(original, places):
    def connect(self, address):
        if not _is_ours(self.family, address, places):
            _logger.warning("Outbound connection refused: %s", _told(address))
            raise OutboundRefused(errno.ECONNREFUSED, "outbound connections are closed")
        return original(self, address)

    return connect


def _told(address):
    return ":".join(str(part) for part in address[:2]) if isinstance(address, tuple) else "local"


def _guarded_names(original, places):
    """Names are not even asked for: a query would carry what it is about to a stranger."""
    def getaddrinfo(host, port, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name is None or name in ("", "localhost", socket.gethostname()) or _plain(name):
            return original(host, port, *args, **kwargs)
        pinned = places.addresses(name)
        if not pinned:
            _logger.warning("Outbound name refused: %s", name)
            raise socket.gaierror(socket.EAI_NONAME, "outbound connections are closed")
        return [found for address in pinned for found in original(address, port, *args, **kwargs)]

    return getaddrinfo


def _guarded_sendto(original, places):
    def sendto(self, data, *args):
        if not _is_ours(self.family, args[-1], places):
            _logger.warning("Outbound datagram refused: %s", _told(args[-1]))
            raise OutboundRefused(errno.ECONNREFUSED, "outbound connections are closed")
        return original(self, data, *args)

    return sendto


def close(named):
    """Take effect in this process, for every socket made from now on."""
    places = Places(named, resolve)
    kind = socket.socket
    kind.connect = _guarded(kind.connect, places)
    kind.connect_ex = _guarded(kind.connect_ex, places)
    kind.sendto = _guarded_sendto(kind.sendto, places)
    socket.getaddrinfo = _guarded_names(socket.getaddrinfo, places)
