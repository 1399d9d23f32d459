"""All cases of the register run once; what the witness saw is what the tests ask."""

import os
from types import SimpleNamespace

import pytest
import register
import runner
from witness import Witness


@pytest.fixture(scope="session")
def house():
    """The name of a database with every addon of a tenant."""
    if not os.environ.get("GOTGAN_TEMPLATE"):
        pytest.skip("needs a database: run it with scripts/gotgan test")
    from harness import live

    return live.ensure_registry("tenant")


@pytest.fixture
def env(house):
    """An environment whose transaction is rolled back."""
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry

    with Registry(house).cursor() as cr:
        yield Environment(cr, SUPERUSER_ID, {})
        cr.rollback()


@pytest.fixture(scope="session")
def verdicts(house):
    """What came of every case: ``faults`` by test, and the ``witness``."""
    witness = Witness()
    tests = [*register.JUDGED.values(), *register.READ.values()]
    names = sorted({name for group in tests for name in group})
    return SimpleNamespace(faults=runner.run(names, witness), witness=witness)
