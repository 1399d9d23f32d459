"""Fixtures of the isolation tests; which attempt is proved where is told in ``README.md``.

estate      one estate for all: tenants a, ab, a-b, a.b, three closed ones, in a pool;
            sa and sab in processes of their own (silo)
pair        two tenants side by side, in pool mode and in silo mode
"""

import os
from dataclasses import dataclass

import pytest

from .client import Client
from .estate import Estate, Tenant

POOL = ("a", "ab", "a-b", "a.b")
SILO = ("sa", "sab")
CLOSED = {"quiet": "read_only", "stopped": "suspended", "gone": "archived"}


@pytest.fixture(scope="session")
def estate():
    if not os.environ.get("GOTGAN_TEMPLATE"):
        pytest.skip("needs a database: run it with scripts/gotgan test")
    made = Estate({**dict.fromkeys((*POOL, *SILO), "active"), **CLOSED})
    try:
        made.build()
        made.start_pool()
        for name in SILO:
            silo = made.start_silo(name)
            made.origins[name] = f"http://{name}.localhost:{silo.port}"
        made.write_map()
        yield made
    finally:
        made.close()


@dataclass
class Pair:
    """Tenant ``a`` is whoever tries, tenant ``b`` what must not be reached."""

    estate: Estate
    a: Tenant
    b: Tenant

    def port(self, tenant):
        return self.process(tenant).port

    def client(self, tenant, host=None):
        return Client(self.port(tenant), host or tenant.host)

    def process(self, tenant):
        return self.estate.processes.get(tenant.name, self.estate.processes["pool"])

    def inside(self, tenant, code):
        return self.process(tenant).inside(tenant.database, code)

    @property
    def is_silo(self):
        return self.a.name in SILO


@pytest.fixture(scope="session", params=["pool", "silo"])
def pair(estate, request):
    names = ("a", "ab") if request.param == "pool" else SILO
    return Pair(estate, *(estate.tenants[name] for name in names))


@pytest.fixture
def anonymous(pair):
    return pair.client(pair.a)


@pytest.fixture(scope="session")
def _known(pair):
    return pair.client(pair.a)


@pytest.fixture
def signed_in(_known):
    """A client signed in at tenant ``a``; the same session for as long as it lives."""
    if not _known.sid or not _known.is_signed_in:
        _known.cookies.clear()
        _known.login()
    assert _known.is_signed_in
    return _known
