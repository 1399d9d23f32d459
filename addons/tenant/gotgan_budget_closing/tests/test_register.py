import io

import openpyxl
from pypdf import PdfReader

from odoo.tests import HttpCase, new_test_user, tagged

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

    def test_register_as_a_workbook_and_a_document(self):
        self.bind(self.fund(10_000_000), 4_000_000)
        carryover = self.draft()
        name, content = carryover._get_register("xlsx")
        self.assertEqual(name, "사고이월조서_2026.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(content))
        values = [
            value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row
        ]
        self.assertIn(4_000_000, values)
        name, content = carryover._get_register("hwpx")
        self.assertEqual((name, content[:2]), ("사고이월조서_2026.hwpx", b"PK"))
        self.assertIn("/register.xlsx", carryover.action_print_register_xlsx()["url"])
        self.assertIn("/register.hwpx", carryover.action_print_register_hwpx()["url"])

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
        for form in ("pdf", "xlsx", "hwpx"):
            url = f"/gotgan/carryover/1/register.{form}"
            response = self.url_open(url, allow_redirects=False)
            self.assertIn(response.status_code, (302, 303))

    def test_nothing_else_is_sent(self):
        user = new_test_user(self.env, "register_reader", groups="gotgan_base.group_staff")
        self.authenticate(user.login, user.login)
        for path in ("999999999/register.pdf", "x/register.pdf", "1/register.exe"):
            self.assertEqual(self.url_open(f"/gotgan/carryover/{path}").status_code, 404, path)
