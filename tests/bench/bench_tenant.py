"""(a) A tenant from the template against installing the same modules.

Both ways end when the tenant's login page has been answered by a server that runs already. The
first is what ``scripts/gotgan tenant create`` does: clone, make it itself, rename. The second
creates an empty database and lets Odoo install the same modules with Korean, once.
"""

import contextlib
import statistics
import time

import ground
from gotgan_cli import addons, database, odoo, templates, tenants

ABOUT = "A tenant from the template against installing the same modules."
KIND = "municipality"
CLONED, INSTALLED = "bench-cloned", "bench-installed"


def answer(page, name):
    """Ask for the login page of the tenant ``name``, as its first visitor."""
    found = page.get("/web/login", base_url=tenants.url(name, 80), follow_redirects=True)
    if found.status_code != 200 or "password" not in found.text:
        raise RuntimeError(f"{name} answered {found.status_code}: {found.text[:300]}")


def visitor():
    """Return a client of Odoo's own application, loaded in this process like a running server."""
    from werkzeug.test import Client

    from odoo.http import root
    from odoo.tools import config

    config.parse_config(
        ["-c", ground.os.environ["GOTGAN_ODOO_CONF"], "--log-handler=:ERROR"], setup_logging=True,
    )
    root.initialize()
    return Client(root)


@contextlib.contextmanager
def gone_afterwards(*names):
    """Drop the tenants ``names`` before and after."""
    try:
        for name in names:
            _drop(name)
        yield
    finally:
        for name in names:
            _drop(name)


def _drop(name):
    from odoo.modules.registry import Registry
    from odoo.sql_db import close_db

    dbname = tenants.PREFIX + name
    Registry.delete(dbname)
    close_db(dbname)
    database.drop(dbname)


def clone_only(template):
    """Return the seconds of ``CREATE DATABASE … TEMPLATE`` and of the drop that follows."""
    dbname = tenants.PREFIX + CLONED
    begun = time.perf_counter()
    database.clone(template, dbname)
    seconds = time.perf_counter() - begun
    database.drop(dbname)
    return seconds


def from_template(page):
    """Return the seconds until the tenant existed, and until it answered."""
    begun = time.perf_counter()
    tenants.create(CLONED, KIND, 80)
    made = time.perf_counter() - begun
    answer(page, CLONED)
    answered = time.perf_counter() - begun
    _drop(CLONED)
    return made, answered


def by_installing(page):
    """Return the seconds until the modules were installed, and until the tenant answered."""
    names = sorted({*addons.from_odoo(), *addons.for_tenants()})
    dbname = tenants.PREFIX + INSTALLED
    begun = time.perf_counter()
    database.create(dbname)
    odoo.server_once(
        "Installing the modules of a tenant", dbname, "-i", ",".join(names),
        "--load-language=ko_KR", "--without-demo=all",
    )
    made = time.perf_counter() - begun
    answer(page, INSTALLED)
    return made, time.perf_counter() - begun, len(names)


def measure(rounds):
    template = templates.for_kind(KIND)
    page = visitor()
    with gone_afterwards(CLONED, INSTALLED):
        from_template(page)
        clones = [clone_only(template) for _round in range(rounds)]
        cloned = [from_template(page) for _round in range(rounds)]
        installed = by_installing(page)
    made, answered = (statistics.median(column) for column in zip(*cloned, strict=True))
    return {
        "rounds": rounds,
        "create_database_template_seconds": round(statistics.median(clones), 3),
        "tenant_create_seconds": round(made, 3),
        "tenant_answered_seconds": round(answered, 3),
        "install_seconds": round(installed[0], 1),
        "install_answered_seconds": round(installed[1], 1),
        "modules_named": installed[2],
        "ratio_created": round(installed[0] / made, 1),
        "ratio_answered": round(installed[1] / answered, 1),
    }


def as_text(result):
    return (
        "A tenant from the template against installing the same modules (aim: ratio ≥ 50)\n"
        "  CREATE DATABASE … TEMPLATE alone   {create_database_template_seconds:>8.3f} s\n"
        "  tenant create                      {tenant_create_seconds:>8.3f} s"
        "   until its login page {tenant_answered_seconds:.3f} s\n"
        "  installing the same modules        {install_seconds:>8.1f} s"
        "   until its login page {install_answered_seconds:.1f} s\n"
        "  ratio                              {ratio_created:>8.1f}"
        "     until the login page {ratio_answered:.1f}"
    ).format(**result)


def main(argv):
    chosen = ground.options(argv, ABOUT, rounds=5)
    result = measure(chosen.rounds)
    return ground.report(result, as_text(result), chosen.json)
