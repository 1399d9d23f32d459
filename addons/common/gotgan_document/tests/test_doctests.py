import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_document import korean, paper
from odoo.addons.gotgan_document.hwpx import markup
from odoo.addons.gotgan_document.pdf import cells
from odoo.addons.gotgan_document.xlsx import blocks, heights, spread, workbook


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    """The examples in the docstrings are true."""

    def test_examples(self):
        for module in (korean, paper, cells, markup, blocks, heights, spread, workbook):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
