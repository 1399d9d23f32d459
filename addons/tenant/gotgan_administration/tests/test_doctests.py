import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_administration import closed_doors, people_sheet, support_session


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_examples(self):
        for module in (closed_doors, people_sheet, support_session):
            self.assertFalse(doctest.testmod(module).failed, module.__name__)
