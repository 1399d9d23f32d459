import doctest

from odoo.tests import BaseCase, tagged

from .. import asking, cells, chain, content, masking, reading
from ..screening import check, types

MODULES = (asking, cells, chain, content, masking, reading, check, types)


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_examples(self):
        for module in MODULES:
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertGreater(result.attempted, 0)
                self.assertEqual(result.failed, 0)
