"""All cases of the register run once; what the witness saw is what the tests ask."""

import os
from types import SimpleNamespace

import pytest
import register
import runner
from witness import Witness


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """A case that the register runs is not run a second time by its addon."""
    if not any(item.nodeid.startswith("tests/rules/test_register.py") for item in items):
        return
    names = {name for cases in (register.JUDGED, register.READ) for case in cases.values()
             for name in case}
    twice = [item for item in items if _case_of(item.nodeid) in names]
    config.hook.pytest_deselected(items=twice)
    items[:] = [item for item in items if _case_of(item.nodeid) not in names]


def _case_of(nodeid):
    """Return what the register calls a test of an addon.

    >>> _case_of("addons/tenant/gotgan_rule/tests/test_a.py::TestA::test_b")
    'gotgan_rule/test_a/TestA.test_b'
    """
    path, *name = nodeid.split("::")
    parts = path.removesuffix(".py").split("/")
    is_addon = parts[0] == "addons" and len(name) == 2
    return f"{parts[2]}/{parts[-1]}/{'.'.join(name)}" if is_addon else ""


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
