"""Which host name opens which database. Plain Python: no request, no registry.

One tenant, one host, one database: ``NAME.<domain>`` opens ``gotgan_NAME`` and
nothing else does. Odoo's own ``dbfilter`` is a prefix match and drops ``www.``,
so it can open the wrong door.
"""

import os
import re

_PREFIX = "gotgan_"
_NAME = r"[a-z][a-z0-9-]{0,29}[a-z0-9]"


def domain():
    """The domain under which tenants live; ``localhost`` unless GOTGAN_DOMAIN says otherwise."""
    return os.environ.get("GOTGAN_DOMAIN") or "localhost"


def database_of(host, under="localhost"):
    """The database a ``Host`` header opens, or an empty string.

    >>> database_of("demo.localhost:8069")
    'gotgan_demo'
    >>> database_of("DEMO.localhost")
    'gotgan_demo'
    >>> strange = ["localhost", "www.demo.localhost", "demo.localhost.evil.kr", "demo", ""]
    >>> strange += ["_base.localhost", "demo.localhost:8069:1", "demo.localhost.", ".*.localhost"]
    >>> {database_of(host) for host in strange}
    {''}
    """
    found = re.fullmatch(rf"({_NAME})\.{re.escape(under)}(?::\d+)?", (host or "").lower())
    return _PREFIX + found[1] if found else ""


def is_tenant_database(dbname):
    """Whether a database is a tenant's: not a template, a test or one under construction.

    >>> [is_tenant_database(n) for n in ("gotgan_yongin-si", "gotgan__base_1234", "postgres")]
    [True, False, False]
    """
    return bool(re.fullmatch(_PREFIX + _NAME, dbname))
