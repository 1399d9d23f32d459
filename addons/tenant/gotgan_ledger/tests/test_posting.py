from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.gotgan_ledger.core import Posting
from odoo.addons.gotgan_ledger.exceptions import LedgerShortage

from .common import LedgerCase

BILLION = 10**9


@tagged("post_install", "-at_install")
class TestPosting(LedgerCase):
    def test_the_way_of_one_amount(self):
        cell = self.fund_cell(1_200_000)
        request = self.post("request", cell, 500_000)
        self.assertTotals(cell, requested=500_000, committed=0, available=700_000)
        commitment = self.post("commit", request, 450_000)
        self.post("release", request, 50_000)
        self.assertTotals(cell, requested=0, committed=450_000, available=750_000)
        self.post("pay", commitment, 450_000)
        self.assertTotals(cell, committed=450_000, paid=450_000, available=750_000)
        self.assertTrue(request.resolved and commitment.resolved)
        self.assertFalse(self.findings())

    def test_nobody_can_request_more_than_is_there_and_the_figures_are_told(self):
        cell = self.fund_cell(1_200_000)
        with self.assertRaises(LedgerShortage) as caught:
            self.post("request", cell, 1_500_000)
        [shortage] = caught.exception.shortages
        self.assertEqual((shortage.have, shortage.want), (1_200_000, 1_500_000))
        self.assertIn("1,200,000", str(caught.exception))
        self.assertIn("1,500,000", str(caught.exception))
        self.assertIn("시민 소통 추진", str(caught.exception))
        self.assertTotals(cell, requested=0, available=1_200_000)

    def test_the_refusal_is_korean_for_a_korean(self):
        self.env["res.lang"]._activate_lang("ko_KR")
        cell = self.fund_cell(1_200_000)
        ledger = self.ledger.with_context(lang="ko_KR")
        with self.assertRaises(LedgerShortage) as caught:
            ledger._reserve(
                [Posting(cell.id, 1_500_000, 1)], source_model="hr.department", date=self.today,
            )
        self.assertIn("예산 부족", str(caught.exception))
        self.assertIn("잔액 1,200,000원, 요청 1,500,000원", str(caught.exception))

    def test_every_shortage_is_told_at_once_and_nothing_is_posted(self):
        poor, rich = self.fund_cell(100), self.fund_cell(10_000, source=self.national)
        with self.assertRaises(LedgerShortage) as caught:
            self.ledger._reserve(
                [Posting(poor.id, 101, 1), Posting(rich.id, 5_000, 1), Posting(rich.id, 5_001, 2)],
                source_model="hr.department", date=self.today,
            )
        self.assertEqual(
            [(one.target, one.have, one.want) for one in caught.exception.shortages],
            [(poor.id, 100, 101), (rich.id, 5_000, 5_001)],
        )

    def test_allotment_stays_inside_the_appropriation(self):
        cell = self.fund_cell(1_000, allotted=0)
        with self.assertRaisesRegex(LedgerShortage, "1,000"):
            self.post("allot", cell, 1_001)
        with self.assertRaises(LedgerShortage):
            self.post("request", cell, 1)

    def test_what_is_in_use_cannot_be_taken_back(self):
        cell = self.fund_cell(1_000, allotted=800)
        self.post("request", cell, 700)
        with self.assertRaises(LedgerShortage):
            self.post("allot", cell, -101)
        with self.assertRaises(LedgerShortage):
            self.post("appropriate", cell, -201)
        self.post("allot", cell, -100)
        self.post("appropriate", cell, -300)
        self.assertTotals(cell, appropriated=700, allotted=700, available=0)

    def test_a_hold_is_resolved_once(self):
        cell = self.fund_cell(1_000)
        request = self.post("request", cell, 600)
        self.post("release", request, 600)
        for kind in ("commit", "release"):
            with self.assertRaises(LedgerShortage):
                self.post(kind, request, 1)
        self.assertTotals(cell, requested=0, committed=0, available=1_000)

    def test_a_payment_cannot_exceed_its_own_commitment_though_the_cell_has_money(self):
        cell = self.fund_cell(1_000)
        small = self.post("commit", self.post("request", cell, 300), 300)
        self.post("commit", self.post("request", cell, 500), 500)
        with self.assertRaises(LedgerShortage):
            self.post("pay", small, 301)

    def test_ways_back(self):
        cell = self.fund_cell(1_000)
        request = self.post("request", cell, 600)
        commitment = self.post("commit", request, 600)
        self.post("pay", commitment, 400)
        self.post("unpay", commitment, 400, reason="계좌 오류")
        self.assertTotals(cell, committed=600, paid=0)
        self.post("pay", commitment, 100)
        self.post("return", commitment, 40, reason="과다 지급")
        self.assertTotals(cell, committed=560, paid=60, available=440)
        self.post("uncommit", commitment, 100, reason="감액")
        self.assertTotals(cell, requested=100, committed=460)
        self.assertEqual((request.used, request.rest), (500, 100))
        self.post("decommit", commitment, 400, reason="해지")
        self.assertTotals(cell, requested=100, committed=60, paid=60, available=840)
        self.assertFalse(self.findings())

    def test_what_was_not_paid_cannot_come_back(self):
        cell = self.fund_cell(1_000)
        commitment = self.post("commit", self.post("request", cell, 600), 600)
        for kind in ("unpay", "return"):
            with self.assertRaises(LedgerShortage):
                self.post(kind, commitment, 1)

    def test_while_the_books_close_money_goes_back_and_over_but_not_out(self):
        cell = self.fund_cell(1_000)
        request = self.post("request", cell, 600)
        self.year._write_locked({"state": "closing"})
        for kind, target in (("request", cell), ("commit", request), ("appropriate", cell)):
            with self.assertRaises(UserError):
                self.post(kind, target, 1)
        self.post("release", request, 600)
        self.post("carry", cell, 400)
        self.assertTotals(cell, requested=0, carried_over=400)
        self.assertFalse(self.findings())

    def test_a_carry_over_is_posted_the_other_way_round(self):
        """The hold that was given back holds again; never more than was given back."""
        cell = self.fund_cell(1_000)
        commitment = self.post("commit", self.post("request", cell, 600), 600)
        self.year._write_locked({"state": "closing"})
        self.post("decommit", commitment, 500)
        self.post("carry", cell, 500)
        for kind, target, won in (("carry", cell, 501), ("decommit", commitment, 501)):
            with self.assertRaises(LedgerShortage):
                self.reverse(kind, target, won)
        with self.assertRaises(UserError):
            self.reverse("carry", cell, -500)
        self.reverse("carry", cell, 500)
        self.reverse("decommit", commitment, 500)
        self.assertTotals(cell, committed=600, carried_over=0)
        self.assertEqual((commitment.released, commitment.rest), (0, 600))
        with self.assertRaises(AssertionError):
            self.reverse("pay", commitment, 1)
        self.assertFalse(self.findings())

    def test_amounts_that_are_no_amounts(self):
        cell = self.fund_cell(1_000)
        for amount in (0, -5, 0.5, 10.0):
            with self.assertRaises(UserError):
                self.post("request", cell, amount)

    def test_a_quadrillion_won(self):
        cell = self.fund_cell(10**15)
        commitment = self.post("commit", self.post("request", cell, 10**15), 10**15)
        self.post("pay", commitment, 10**15)
        self.assertTotals(cell, appropriated=10**15, paid=10**15, available=0)
        self.assertIs(type(cell.read(["paid"])[0]["paid"]), int)
        self.assertEqual(cell.line_id.paid, 10**15)

    def test_the_database_itself_refuses(self):
        cell = self.fund_cell(1_000)
        for values in ("committed = 1001", "paid = 1", "allotted = 1001", "requested = -1"):
            with (
                mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(SQL(
                    "UPDATE gotgan_budget_cell SET %s WHERE id = %s", SQL(values), cell.id,
                ))

    def test_a_hundred_documents_cost_as_many_statements_as_one(self):
        cells = [self.fund_cell(BILLION), self.fund_cell(BILLION, source=self.national)]
        many = [Posting(cells[i % 2].id, 1_000 + i, i + 1) for i in range(100)]
        self.env.flush_all()
        with self.assertQueryCount(9):
            holds = self.ledger._reserve(many, source_model="hr.department", date=self.today)
        self.assertEqual(holds.mapped("amount"), [1_000 + i for i in range(100)])
        with self.assertQueryCount(9):
            self.ledger._release(
                [Posting(hold.id, hold.amount, 1) for hold in holds],
                source_model="hr.department", date=self.today,
            )
        self.assertFalse(self.findings())

    def test_lists_add_up_what_is_available(self):
        cells = self.fund_cell(10**14) | self.fund_cell(500, source=self.national)
        self.post("request", cells[1], 200)
        [(total,)] = self.env["gotgan.budget.cell"].with_user(self.auditor)._read_group(
            [("id", "in", cells.ids)], [], ["available:sum"],
        )
        self.assertEqual(total, 10**14 + 300)

    def test_a_line_is_found_by_parts_of_its_names(self):
        cell = self.fund_cell(1_000)
        lines = self.env["gotgan.budget.line"].with_user(self.staff)
        for words in ("소통 사무", "T201-01 추진", "시민소통관 소통 사무관리"):
            self.assertIn(cell.line_id.id, dict(lines.name_search(words)), words)
        self.assertNotIn(cell.line_id.id, dict(lines.name_search("소통 여비")))
