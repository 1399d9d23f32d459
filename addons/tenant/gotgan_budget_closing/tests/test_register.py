import io

from pypdf import PdfReader

from odoo.tests import HttpCase, tagged

from odoo.addons.gotgan_budget_closing.register import build
from odoo.addons.gotgan_document.paper import Sheet

from .common import ClosingCase


@tagged("post_install", "-at_install")
class TestRegister(ClosingCase):
    """이월조서 as a paper."""

    def test_register_says_amount_article_and_reason(self):
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        carryover = self.draft()
        name, content = carryover._get_register()
        self.assertEqual(name, "사고이월조서_2026.pdf")
        text = "".join(
            " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split()
        )
        for part in ("사고이월조서", "2026년도", "4,000,000", "제50조제2항", "주식회사한빛문구"):
            self.assertIn(part, text)

    def test_what_was_committed_is_told_after_carrying_too(self):
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        carryover = self.carry()
        [table] = [one for one in build(carryover).blocks if isinstance(one, Sheet)]
        self.assertEqual(table.rows[0].cells[2:6], (10_000_000, 4_000_000, 0, 4_000_000))

    def test_reason_is_drafted_in_korean(self):
        cell = self.fund(10_000_000)
        commitment = self.bind(cell, 4_000_000)
        line = self.draft().line_ids
        self.assertIn(commitment.number, line.reason)
        self.assertIn("4,000,000원 미지출", line.reason)


@tagged("post_install", "-at_install")
class TestRegisterDownload(HttpCase):
    def test_needs_a_person(self):
        response = self.url_open("/gotgan/carryover/1/register.pdf", allow_redirects=False)
        self.assertIn(response.status_code, (302, 303))
