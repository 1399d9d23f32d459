from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.gotgan_document import paper

from ..papers import book
from .common import CustodyCase


@tagged("post_install", "-at_install")
class TestBook(CustodyCase):
    """세입세출외현금 장부: what was held after each move, on screen and on paper."""

    def setUp(self):
        super().setUp()
        self.days = [self.today - timedelta(days=back) for back in (30, 20, 10)]
        self.case = self.hold(1_000, day=self.days[0])
        # written later, dated earlier: the ledger goes by the day
        self.hold(70, day=self.days[2])
        self.leave("pay_out", self.case, 400, day=self.days[1])

    def read(self, user):
        return self.env["gotgan.custody.book.line"].with_user(user).search([
            ("account_id", "=", self.guarantee.id),
        ])

    def test_the_running_balance(self):
        lines = self.read(self.auditor)
        self.assertEqual(
            [(line.received, line.paid, line.balance) for line in lines],
            [(1_000, 0, 1_000), (0, 400, 600), (70, 0, 670)],
        )

    def test_the_paper_is_brought_forward(self):
        first = self.days[1]
        lines = self.read(self.cashier).filtered(lambda one: one.date >= first)
        opening = self.custody._read_as_of(first - timedelta(days=1))
        described = book.build(
            self.guarantee, first, self.today, {self.guarantee: lines}, opening, "시험시",
        )
        [sheet] = [one for one in described.blocks if isinstance(one, paper.Sheet)]
        rows = [[cell.value for cell in row.cells] for row in sheet.rows]
        self.assertEqual(rows[0][-1], 1_000)
        self.assertEqual(rows[-1][1:], [70, 400, 670])

    def test_every_kind_of_file(self):
        starts = {"pdf": b"%PDF-", "xlsx": b"PK", "hwpx": b"PK"}
        for form, start in starts.items():
            with self.subTest(form=form):
                name, content = self.guarantee.with_user(self.cashier)._get_book_file(
                    self.days[0], self.today, form,
                )
                self.assertTrue(name.endswith(form))
                self.assertTrue(content.startswith(start))

    def test_all_accounts_in_one(self):
        accounts = self.env["gotgan.custody.account"].with_user(self.cashier).search([])
        _name, content = accounts._get_book_file(self.days[0], self.today, "pdf")
        self.assertTrue(content.startswith(b"%PDF-"))

    def test_staff_do_not_read_it(self):
        self.assertRefused(
            [], lambda: self.guarantee.with_user(self.author)._get_book_file(
                self.days[0], self.today, "pdf",
            ), AccessError,
        )
