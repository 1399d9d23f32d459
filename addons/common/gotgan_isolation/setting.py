"""What the environment tells this server process about isolation; read once, at the start.

=======================  ===========================================================
GOTGAN_HOSTS             the signed host map (:mod:`host_map`)
GOTGAN_KEYS              the keys file (:mod:`credentials`), mode 0600
GOTGAN_TRUSTED_PROXIES   addresses that may say who the client is; default: loopback
GOTGAN_OUTBOUND          ``host:port, host:port``: all that may be reached from here
GOTGAN_LIMITS            ``ip=rate/burst user=rate/burst tenant=rate/burst`` per second
GOTGAN_TENANT_TURNS      requests of one tenant that run at the same time
GOTGAN_CRON_TENANTS      tenants whose jobs run at the same time
=======================  ===========================================================
"""

import ipaddress
import os
from typing import NamedTuple

from . import credentials, host_map

LIMITS = "ip=300/3000 user=20/400 tenant=300/3000"


class Setting(NamedTuple):
    """Everything :mod:`start` hands out."""

    keys: credentials.Keys | None
    hosts: host_map.HostMap
    proxies: frozenset
    outbound: tuple
    limits: dict
    turns: int
    cron_tenants: int


def parse_limits(text):
    """Return ``{kind: (tokens per second, burst)}``.

    >>> parse_limits("ip=2/10 user=0.5/3")
    {'ip': (2.0, 10.0), 'user': (0.5, 3.0)}
    """
    found = {}
    for word in text.replace(",", " ").split():
        kind, _equals, numbers = word.partition("=")
        rate, _slash, burst = numbers.partition("/")
        found[kind] = (float(rate), float(burst))
    return found


def parse_places(text):
    """Return ``((host, port), ...)`` of a list of places.

    >>> parse_places("mail.example.kr:25, 127.0.0.1:8069 [::1]:80")
    (('mail.example.kr', 25), ('127.0.0.1', 8069), ('::1', 80))
    """
    places = []
    for word in text.replace(",", " ").split():
        host, _colon, port = word.rpartition(":")
        places.append((host.strip("[]").lower(), int(port)))
    return tuple(places)


def parse_proxies(text):
    """Return the addresses, normalised.

    >>> sorted(parse_proxies("127.0.0.1 ::1"))
    ['127.0.0.1', '::1']
    """
    return frozenset(str(ipaddress.ip_address(word)) for word in text.replace(",", " ").split())


def read(environ=None):
    """Read the :class:`Setting` of this process.

    :raises credentials.KeysError: when there is a map and no key to believe it by
    :raises ValueError: when a number or an address is none
    """
    env = os.environ if environ is None else environ
    keys = credentials.read_keys(env["GOTGAN_KEYS"]) if env.get("GOTGAN_KEYS") else None
    if env.get("GOTGAN_HOSTS") and keys is None:
        raise credentials.KeysError("GOTGAN_HOSTS is given, GOTGAN_KEYS is not")
    return Setting(
        keys=keys,
        hosts=host_map.HostMap(env.get("GOTGAN_HOSTS") or "", keys.map if keys else ""),
        proxies=parse_proxies(env.get("GOTGAN_TRUSTED_PROXIES") or "127.0.0.1 ::1"),
        outbound=parse_places(env.get("GOTGAN_OUTBOUND") or ""),
        limits={**parse_limits(LIMITS), **parse_limits(env.get("GOTGAN_LIMITS") or "")},
        turns=int(env.get("GOTGAN_TENANT_TURNS") or 6),
        cron_tenants=int(env.get("GOTGAN_CRON_TENANTS") or 8),
    )
