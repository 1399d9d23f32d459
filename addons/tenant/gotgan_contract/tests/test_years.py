from odoo.tests import tagged

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestYears(ContractCase):
    """장기계속계약: the years stay within the total that the first one states."""

    def year(self, case, amount, **values):
        return self.draft_contract(
            case, defect_years=3, term_kind="long", original_amount=amount, **values,
        )

    def test_years_within_the_total(self):
        case = self.works()
        first = self.year(case, 100 * MILLION)
        with self.assertRefused("제24조"):
            self.sign(first)
        first.total_amount = 270 * MILLION
        self.sign(first)
        self.assertRecordValues(first, [{
            "years_total": 270 * MILLION, "years_sum": 100 * MILLION, "years_rest": 170 * MILLION,
        }])
        second = self.year(case, 171 * MILLION, master_id=first.id)
        with self.assertRefused("170,000,000", "제24조"):
            self.sign(second)
        second.original_amount = 150 * MILLION
        self.sign(second)
        first.invalidate_recordset()
        self.assertEqual(first.year_ids, first + second)
        self.assertEqual(first.years_rest, 20 * MILLION)
        self.assertEqual(second.years_rest, 20 * MILLION)

    def test_of_a_terminated_year_what_was_done_counts(self):
        case = self.works()
        first = self.sign(self.year(case, 100 * MILLION, total_amount=270 * MILLION))
        self.accept(first, amount=30 * MILLION)
        first.with_user(self.officer)._do_transition("terminate", "이행 불가")
        self.assertRecordValues(first, [{
            "years_total": 270 * MILLION, "years_sum": 30 * MILLION, "years_rest": 240 * MILLION,
        }])
        second = self.sign(self.year(case, 240 * MILLION, master_id=first.id))
        self.assertEqual(second.years_rest, 0)

    def test_no_contract_follows_itself(self):
        first = self.year(self.works(), 100 * MILLION, total_amount=270 * MILLION)
        with self.assertRefused("cannot follow itself"):
            first.master_id = first
