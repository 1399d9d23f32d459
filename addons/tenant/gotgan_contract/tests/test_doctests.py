import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_contract import (
    adjusting,
    delays,
    disclosure,
    flags,
    floors,
    labour_sheet,
    methods,
    ocds,
    ocds_schema,
    orders,
    prices,
)


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_plain_rules(self):
        for module in (
            adjusting, delays, disclosure, flags, floors, labour_sheet, methods, ocds,
            ocds_schema, orders, prices,
        ):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted, module.__name__)
            self.assertFalse(result.failed, module.__name__)
