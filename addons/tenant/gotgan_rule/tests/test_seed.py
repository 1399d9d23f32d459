from datetime import date

from odoo.tests import TransactionCase, tagged

from ..models.rule_loader import read_lines

DAY = date(2026, 11, 22)


@tagged("post_install", "-at_install")
class TestSeed(TransactionCase):
    """What comes with the program is complete, and says where it is from."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        codes = [line["code"] for line in read_lines("gotgan_rule", "rule.csv")]
        cls.shipped = cls.env["gotgan.rule.edition"].search(
            [("is_shipped", "=", True), ("rule_id.code", "in", codes)],
        )
        cls.set_profile("municipality", "basic")

    @classmethod
    def set_profile(cls, kind, tier):
        parameters_sudo = cls.env["ir.config_parameter"].sudo()
        parameters_sudo.set_param("gotgan.kind", kind)
        parameters_sudo.set_param("gotgan.tier", tier)

    def find(self, code, day=DAY):
        return self.env["gotgan.rule"]._find(code, day)

    def test_every_line_is_an_edition(self):
        self.assertEqual(len(self.shipped), len(read_lines("gotgan_rule", "rule_edition.csv")))
        codes = {line["code"] for line in read_lines("gotgan_rule", "rule.csv")}
        self.assertEqual(codes, set(self.shipped.rule_id.mapped("code")))

    def test_every_edition_names_article_and_source(self):
        for edition in self.shipped:
            with self.subTest(edition=edition.display_name):
                self.assertTrue(edition.article and edition.source and edition.value_text)
                self.assertIn(edition.state, ("in_force", "superseded"))
                self.assertEqual(edition.origin, "law")

    def test_every_edition_reads(self):
        readers = {
            "won": "_get_won", "days": "_get_days", "number": "_get_number", "rate": "_get_rate",
            "codes": "_get_codes", "table": "_get_rows", "text": "_get_text",
        }
        for edition in self.shipped:
            kind = edition.value_kind
            with self.subTest(edition=edition.display_name):
                if kind == "date":
                    self.assertGreaterEqual(edition._get_date(2026).year, 2026)
                elif kind != "duty":
                    self.assertTrue(getattr(edition, readers[kind])())

    def test_what_is_not_confirmed_is_marked(self):
        lines = read_lines("gotgan_rule", "rule_edition.csv")
        unsure = [one for one in lines if one["verified"] == "no"]
        self.assertEqual(len(self.shipped.filtered(lambda one: not one.verified)), len(unsure))
        self.assertTrue(self.env["gotgan.rule"].search_count([("has_unverified", "=", True)]))

    def test_the_figures_of_the_law(self):
        self.assertEqual(self.find("calendar.council_submission")._get_days(), 40)
        self.assertEqual(self.find("calendar.council_vote")._get_days(), 10)
        self.assertEqual(self.find("budget.reserve_ceiling")._cite(), "지방재정법 제43조제1항")
        self.assertEqual(self.find("investment.feasibility_study")._get_won(), 50_000_000_000)
        self.assertEqual(self.find("year_end.cash_work_done")._get_date(2026), date(2027, 2, 10))
        self.assertEqual(self.find("change.virement_pairs")._get_rows(), [
            {"object": "601", "only_with": "311"},
        ])
        self.set_profile("municipality", "upper")
        self.assertEqual(self.find("calendar.council_submission")._get_days(), 50)
        self.assertEqual(self.find("calendar.council_vote")._get_days(), 15)

    def test_what_is_for_programs_is_not_read_by_people(self):
        """The code of a row names it for the checks; people read the words beside it."""
        edition = self.find("allotment.before_year")
        self.assertIn("여비", edition.value_text)
        self.assertNotIn("official_business", edition.value_text)
        self.assertNotIn("구분", edition.value_table["head"])
        self.assertIn("official_business", edition.value_input)

    def test_unit_costs_by_number_of_staff(self):
        table = self.find("unit_cost.department_promotion")
        self.assertEqual(
            [table._get_step("staff_to", number)["won"] for number in (5, 6, 30, 31)],
            [100_000, 175_000, 400_000, 400_000],
        )

    def test_the_article_of_the_day(self):
        old = self.find("calendar.council_submission", date(2021, 10, 1))
        self.assertEqual(old._cite(), "구 지방자치법 제127조제1항")
        self.assertEqual(old.date_to, date(2022, 1, 12))

    def test_an_agency_has_a_board_and_no_council(self):
        self.set_profile("agency", "basic")
        self.assertFalse(self.env["gotgan.rule"]._seek("calendar.council_vote", DAY))
        self.assertEqual(self.find("calendar.board_vote")._get_days(), 1)
