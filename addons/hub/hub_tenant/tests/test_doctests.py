import doctest
import importlib

from odoo.tests import tagged

from .common import HubCase

MODULES = (
    "names", "arguments", "telling", "engine.cluster", "engine.refusal", "engine.settings",
    "engine.identity", "engine.agency", "engine.audit", "engine.export", "engine.kinds",
)


@tagged("post_install", "-at_install")
class TestDoctests(HubCase):
    def test_examples(self):
        flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
        for name in MODULES:
            with self.subTest(name):
                module = importlib.import_module(f"odoo.addons.hub_tenant.{name}")
                result = doctest.testmod(module, optionflags=flags)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
