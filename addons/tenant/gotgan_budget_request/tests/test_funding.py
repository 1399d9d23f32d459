from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestFunding(RequestCase):
    """국비 50 : 도비 15 : 시비 35, to the won."""

    def test_new_lines_are_the_agencys_own(self):
        self.assertEqual(self.parts(self.write_line("1,000천원")), {"09": 1_000_000})

    def test_a_ratio_is_split_exactly(self):
        line = self.fund_by(self.write_line("1,001천원"), ("01", 50), ("06", 15), ("09", 35))
        self.assertEqual(self.parts(line), {"01": 501_000, "06": 150_000, "09": 350_000})
        self.assertEqual(sum(self.parts(line).values()), line.requested)

    def test_what_is_fixed_stays(self):
        line = self.fund_by(
            self.write_line("10,000천원"), ("06", 30), ("09", 70), fixed={"01": 3_333_000},
        )
        self.assertEqual(self.parts(line), {"01": 3_333_000, "06": 2_000_000, "09": 4_667_000})
        line.estimate_ids.formula = "12,000천원"
        self.assertEqual(self.parts(line)["01"], 3_333_000)
        self.assertEqual(sum(self.parts(line).values()), 12_000_000)

    def test_what_does_not_add_up_is_not_handed_in(self):
        line = self.fund_by(self.write_line("10,000천원"), fixed={"01": 3_000_000})
        self.assertIn("3,000,000", line.problem)
        with self.assertRefused("3,000,000", "10,000,000", line.display_name):
            self.request.action_submit()

    def test_more_fixed_than_there_is(self):
        line = self.fund_by(self.write_line("1,000천원"), ("09", 1), fixed={"01": 3_000_000})
        self.assertTrue(line.problem)
        with self.assertRefused(line.display_name):
            self.request.action_submit()

    def test_the_ratio_of_a_project_is_kept(self):
        line = self.fund_by(self.write_line("1,000천원"), ("01", 50), ("06", 15), ("09", 35))
        line.action_keep_ratio()
        again = self.write_line("2,000천원", subitem="201-02")
        self.assertEqual(
            self.parts(again), {"01": 1_000_000, "06": 300_000, "09": 700_000},
        )

    def test_a_new_line_is_shared_as_last_year(self):
        former = self.world.former_lines.filtered(lambda one: one.subitem_id.code == "401-01")
        line = self.write_line("2,000천원", subitem="401-02", origin_line_id=former.id)
        self.assertEqual(self.parts(line), {"01": 1_000_000, "06": 300_000, "09": 700_000})

    def test_transfers_in_and_out(self):
        self.fund_by(self.write_line("1,000천원"), ("01", 50), ("09", 50))
        self.expect("홍보관 국고보조", "400,000원")
        row = self.cycle.balance_ids
        self.assertRecordValues(row, [{
            "fund_id": self.world.fund().id, "revenue": 400_000, "expenditure": 1_000_000,
            "missing": 600_000, "transfer_revenue": 400_000, "transfer_expenditure": 500_000,
            "transfer_missing": 100_000, "verdict": "revenue",
        }])
        items = self.cycle.findings["items"]
        self.assertIn("100,000", str(items))
        self.assertIn("지방재정법 제34조", str(items))
