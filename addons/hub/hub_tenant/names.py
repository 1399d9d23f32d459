"""Which words can be a tenant's name, and which host names there are. Plain Python."""

import re

NAME = re.compile(r"[a-z][a-z0-9-]{0,29}[a-z0-9]")
HOST = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
RESERVED = frozenset(
    "www localhost admin api hub static template test postgres odoo gotgan mail smtp imap ftp ns "
    "dns autodiscover autoconfig status support help docs blog cdn assets files".split()
)


def name_fault(name):
    """Return why ``name`` cannot be a tenant's: ``shape``, ``reserved``, or an empty string.

    >>> [name_fault(one) for one in ("yongin-si", "a", "Yongin", "-a", "a-", "9a", "hub", "x" * 32)]
    ['', 'shape', 'shape', 'shape', 'shape', 'shape', 'reserved', 'shape']
    >>> name_fault("xn--ab")
    'shape'
    """
    if not NAME.fullmatch(name or "") or name[2:4] == "--":
        return "shape"
    return "reserved" if name in RESERVED else ""


def host_fault(host, domain):
    """Return why ``host`` cannot be a tenant's own domain, or an empty string.

    Hosts under the hub's own domain are given by a tenant's name and by nothing else.

    >>> domain = "gotgan.kr"
    >>> [host_fault(one, domain) for one in ("fin.suwon.go.kr", "suwon.gotgan.kr", "localhost")]
    ['', 'ours', 'shape']
    >>> [host_fault(one, domain) for one in ("A.go.kr", "a..kr", "a.kr:80", "1.2.3.4", "gotgan.kr")]
    ['shape', 'shape', 'shape', 'shape', 'ours']
    """
    if not HOST.fullmatch(host or ""):
        return "shape"
    return "ours" if host == domain or host.endswith("." + domain) else ""
