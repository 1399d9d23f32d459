import os

import pytest
from harness import live

from provisioning.ground import Ground

NEEDED = ("GOTGAN_KIND_TEMPLATE", "GOTGAN_REAL_HUB_TEMPLATE")


@pytest.fixture(scope="module")
def ground():
    if not live.is_given() or not all(os.environ.get(name) for name in NEEDED):
        pytest.skip("needs the whole product: run scripts/gotgan test without naming an addon")
    with Ground() as one:
        yield one
        _forget(one.hub)


def _forget(dbname):
    import odoo.modules.registry
    import odoo.sql_db

    odoo.modules.registry.Registry.registries.pop(dbname, None)
    odoo.sql_db.close_db(dbname)
