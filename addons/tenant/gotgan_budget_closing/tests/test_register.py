import io
from datetime import date, timedelta

import openpyxl
from pypdf import PdfReader

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.gotgan_budget_closing.register import build
from odoo.addons.gotgan_document.paper import Sheet, fingerprint
from odoo.addons.gotgan_document.tests.common import HwpxReading

from .common import AFTER, ClosingCase


@tagged("post_install", "-at_install")
class TestRegister(HwpxReading, ClosingCase):
    """이월조서 as a paper."""

    def sheet(self, carryover):
        [sheet] = [one for one in build(carryover).blocks if isinstance(one, Sheet)]
        return sheet

    def heading(self, carryover):
        return self.sheet(carryover).heading

    def table(self, carryover):
        """Return the rows of figures of a register of one carry-over, the total as the last."""
        return [row.cells[2:6] for row in self.sheet(carryover).rows]

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
        self.assertEqual(name, "사고이월조서_2026.hwpx")
        self.assertOpens(content)
        self.assertIn("4,000,000", self.hwpx_texts(content))
        self.assertIn("/register.xlsx", carryover.action_print_register_xlsx()["url"])
        self.assertIn("/register.hwpx", carryover.action_print_register_hwpx()["url"])

    def test_what_was_committed_is_told_after_carrying_too(self):
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        carryover = self.carry()
        self.assertEqual(self.table(carryover)[0], (10_000_000, 4_000_000, 0, 4_000_000))

    def test_every_column_adds_up(self):
        """A cell with two lines: its figures stand once."""
        cell = self.fund(10_000_000)
        for won in (4_000_000, 3_000_000):
            self.bind(cell, won)
        self.bind(self.fund(2_000_000, "207-01"), 1_000_000)
        *rows, total = self.table(self.draft())
        self.assertEqual(len(rows), 3)
        self.assertEqual(sorted(row[3] for row in rows), [1_000_000, 3_000_000, 4_000_000])
        for column, won in enumerate((12_000_000, 8_000_000, 0, 8_000_000)):
            self.assertEqual(total[column], won)
            self.assertEqual(sum(row[column] or 0 for row in rows), won)

    def confirm_one(self, cell, commitment):
        """Confirm a carry-over of one of the cell's commitments, without the others."""
        carryover = self.draft(cell)
        carryover.line_ids.filtered(lambda one: one.commitment_id != commitment).unlink()
        carryover.action_submit()
        carryover.action_confirm()
        return carryover

    def test_what_is_confirmed_says_the_same_after_more_is_paid(self):
        cell = self.fund(10_000_000)
        paid, open_ = self.bind(cell, 2_000_000), self.bind(cell, 4_000_000)
        carryover = self.confirm_one(cell, open_)
        before = fingerprint(build(carryover))
        self.assertEqual(self.table(carryover)[0], (10_000_000, 6_000_000, 0, 4_000_000))
        self.today = date(2026, 12, 10)
        self.travel(self.today)
        self.inspect(paid)
        self.pay(self.order(self.resolve(paid)))
        self.assertEqual(cell.paid, 2_000_000)
        self.assertEqual(fingerprint(build(carryover)), before)

    def test_what_is_carried_says_the_same_after_the_year_goes_on(self):
        """What is on its way to the payee is paid, and another carry-over comes and goes."""
        cell = self.fund(10_000_000)
        one, other, late = (self.bind(cell, won) for won in (2_000_000, 4_000_000, 1_000_000))
        self.inspect(late)
        order = self.order(self.resolve(late))
        first, second = self.confirm_one(cell, one), self.confirm_one(cell, other)
        self.end_year()
        first.action_carry()
        before = fingerprint(build(first))
        self.assertEqual(self.table(first)[0], (10_000_000, 7_000_000, 0, 2_000_000))
        self.today = AFTER + timedelta(days=1)
        self.travel(self.today)
        self.pay(order)
        second.action_carry()
        self.assertEqual(
            self.table(second)[0], (10_000_000, 7_000_000, 1_000_000, 4_000_000),
        )
        self.assertEqual(fingerprint(build(first)), before)
        self.travel(AFTER + timedelta(days=2))
        second._do_transition("take_back", "착오")
        self.assertEqual(fingerprint(build(first)), before)

    def test_an_empty_one_is_a_register_too(self):
        empty = self.env["gotgan.carryover"].with_user(self.budget).create({
            "fiscal_year_id": self.year.id, "department_id": self.world.department.id,
        })
        self.assertEqual(self.table(empty), [(0, 0, 0, 0)])

    def test_it_says_when_it_was_decided(self):
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        carryover = self.draft()
        carryover.action_submit()
        self.assertTrue(self.heading(carryover).endswith("(지방재정법 제50조제2항, 제출)"))
        carryover.action_confirm()
        self.assertTrue(
            self.heading(carryover).endswith("(지방재정법 제50조제2항, 2026. 11. 20. 확정)"),
        )

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
