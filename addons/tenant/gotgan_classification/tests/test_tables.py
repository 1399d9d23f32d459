from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import ClassificationCase


@tagged("post_install", "-at_install")
class TestTables(ClassificationCase):
    def test_one_code_means_two_things_in_two_years(self):
        for code, names in {
            "401-01": ("시설비", "시설공사보상비"),
            "202-02": ("월액여비", "국외업무여비"),
            "801-03": ("내부유보금", "예비금"),
        }.items():
            with self.subTest(code=code):
                found = [self.object_of(year, code).name for year in (self.fy2026, self.fy2027)]
                self.assertEqual(tuple(found), names)

    def test_works_move_to_another_code(self):
        self.assertEqual(self.object_of(self.fy2026, "401-02").name, "감리비")
        self.assertEqual(self.object_of(self.fy2027, "401-02").name, "시설비")
        self.assertFalse(self.object_of(self.fy2027, "402-03"))

    def test_a_row_reads_code_and_name(self):
        self.assertEqual(self.object_of(self.fy2026, "401-01").display_name, "401-01 시설비")

    def test_a_row_is_found_by_parts_of_code_and_name(self):
        search = self.objects.with_context(fiscal_year_id=self.fy2026.id).name_search
        for text in ("401-01", "시설비", "401 시설", "시설 401-01"):
            with self.subTest(text=text):
                self.assertIn("401-01 시설비", [name for _id, name in search(text)])
        self.assertNotIn("401-01 시설공사보상비", [name for _id, name in search("401-01")])

    def test_affiliated_agencies_have_their_own_subjects(self):
        ours = self.object_of(self.fy2026, "201", "affiliated_agency")
        self.assertEqual((ours.level, ours.parent_id.name), ("mok", "영업비용"))
        self.assertEqual(self.object_of(self.fy2026, "201").level, "item")

    def test_subjects_without_a_code_are_there_and_marked(self):
        found = self.env["gotgan.revenue.source"].search(
            [("fiscal_year_id", "=", self.fy2026.id), ("provisional", "=", True)],
            order="code",
        )
        self.assertEqual(len(found), 6)
        self.assertIn("임대수익", found.mapped("name"))
        self.assertEqual(found[0].code, "610-P01")
        self.assertFalse(any(found.mapped("verified")))

    def test_rows_not_to_be_used_unchecked_are_kept_in_the_archive(self):
        self.assertFalse(self.object_of(self.fy2026, "308-03"))
        held = self.objects.with_context(active_test=False)._get_by_code(self.fy2026, ["308-03"])
        self.assertFalse(held["308-03"].verified)

    def test_numbers_that_may_move_are_unconfirmed_in_the_new_year(self):
        self.assertTrue(self.object_of(self.fy2026, "301-11").verified)
        self.assertFalse(self.object_of(self.fy2027, "301-11").verified)

    def test_the_eleven_funding_sources_in_their_order(self):
        found = self.env["gotgan.funding.source"].search(
            [("fiscal_year_id", "=", self.fy2026.id)],
            order="code",
        )
        self.assertEqual(
            found.mapped("name"),
            "국고보조금 균특보조금 기금보조금 특별교부세 분권교부세 광역보조금 재정보전금 "
            "특별조정교부금 자체재원 지방채 기타".split(),
        )

    def test_the_general_account(self):
        fund = self.env["gotgan.fund"]._get_by_code(self.fy2026, ["100"])["100"]
        self.assertEqual((fund.name, fund.kind), ("일반회계", "general"))

    def test_a_confirmed_code_and_the_year_stay(self):
        row = self.object_of(self.fy2026, "401-01").with_user(self.manager)
        with self.assertRaisesRegex(UserError, "401-01"):
            row.code = "401-91"
        with self.assertRaisesRegex(UserError, "2026"):
            row.fiscal_year_id = self.fy2027
        row.note = "토지 매입은 공유재산 심의 뒤에"

    def test_a_provisional_code_is_replaced_by_the_official_one(self):
        row = self.env["gotgan.revenue.source"].search([("code", "=", "610-P01")], limit=1)
        row.with_user(self.manager).write({"code": "641", "provisional": False, "verified": True})
        self.assertEqual(row.code, "641")

    def test_a_wrong_parent_is_refused(self):
        group = self.object_of(self.fy2026, "400")
        other_year = self.object_of(self.fy2027, "401")
        for parent, words in ((group, "must stand under"), (other_year, "different fiscal years")):
            one = self.object_of(self.fy2026, "401-01")
            with self.subTest(words=words), self.assertRaisesRegex(ValidationError, words):
                one.parent_id = parent

    def test_a_circle_is_refused(self):
        policy, unit = self.env["gotgan.program"].create(
            [
                {"fiscal_year_id": self.fy2026.id, "level": "policy", "name": "가"},
                {"fiscal_year_id": self.fy2026.id, "level": "policy", "name": "나"},
            ]
        )
        unit.write({"level": "unit", "parent_id": policy.id})
        with self.assertRaises(UserError):
            policy.parent_id = unit

    def test_a_manager_adds_a_special_account(self):
        with Form(self.env["gotgan.fund"].with_user(self.manager)) as form:
            form.fiscal_year_id = self.fy2026
            form.code = "201"
            form.name = "상수도사업특별회계"
            form.kind = "public_enterprise"
        self.assertEqual(form.record.display_name, "201 상수도사업특별회계")
