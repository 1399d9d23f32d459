from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import HEADER, SMALL, ClassificationCase


@tagged("post_install", "-at_install")
class TestEditionImport(ClassificationCase):
    """A manager brings in the official table of a year."""

    def names_in(self, year):
        rows = self.objects.search([("fiscal_year_id", "=", year.id)])
        return dict(rows.mapped(lambda row: (row.code, row.name)))

    def test_a_new_table_is_shown_then_brought_in(self):
        wizard = self.preview(SMALL, name="별표 11", legal_basis="훈령 제449호")
        self.assertRecordValues(
            wizard, [{"row_count": 3, "change_count": 3, "problem_count": 0, "state": "preview"}]
        )
        self.assertFalse(self.names_in(self.empty_year))
        action = wizard.action_confirm()
        edition = self.env["gotgan.classification.edition"].browse(action["res_id"])
        self.assertRecordValues(
            edition,
            [{"name": "별표 11", "origin": "imported", "added_count": 3, "row_count": 3}],
        )
        self.assertEqual(edition.create_uid, self.manager)
        self.assertEqual(self.names_in(self.empty_year)["401-01"], "시설공사보상비")
        row = self.object_of(self.empty_year, "401-01")
        self.assertEqual((row.edition_id, row.parent_id.code), (edition, "401"))

    def test_the_next_edition_shows_what_changed(self):
        self.bring_in(SMALL)
        text = (
            HEADER
            + "300,목그룹,,경상이전\n400,목그룹,,자본지출\n401,편성목,300,시설비및부대비\n"
            + "401-02,통계목,401,시설비\n401-01,통계목,401,보상비\n"
        )
        edition = self.bring_in(text + "402,편성목,400,민간자본이전\n")
        self.assertEqual(
            [(one.code, one.kind) for one in edition.change_ids.sorted("id")],
            [
                ("300", "added"),
                ("401", "moved"),
                ("401-02", "added"),
                ("401-01", "renamed"),
                ("402", "added"),
            ],
        )
        moved = edition.change_ids.filtered(lambda one: one.kind == "moved")
        self.assertEqual((moved.parent_before, moved.parent_after), ("400", "300"))
        renamed = edition.change_ids.filtered(lambda one: one.kind == "renamed")
        self.assertEqual((renamed.name_before, renamed.name_after), ("시설공사보상비", "보상비"))
        self.assertEqual(self.object_of(self.empty_year, "401").parent_id.code, "300")

    def test_a_row_the_whole_table_no_longer_names_is_retired(self):
        self.bring_in(SMALL)
        edition = self.bring_in(SMALL.replace("401-01,통계목,401,시설공사보상비\n", ""))
        self.assertEqual((edition.removed_count, edition.change_ids.code), (1, "401-01"))
        self.assertFalse(self.object_of(self.empty_year, "401-01"))
        again = self.bring_in(SMALL)
        self.assertEqual(again.change_ids.kind, "restored")
        self.assertTrue(self.object_of(self.empty_year, "401-01"))

    def test_a_part_of_a_table_retires_nothing(self):
        self.bring_in(SMALL)
        text = HEADER + "401-02,통계목,401,시설비\n"
        edition = self.bring_in(text, complete=False)
        self.assertEqual(edition.change_ids.mapped("kind"), ["added"])
        self.assertEqual(len(self.names_in(self.empty_year)), 4)

    def test_the_same_file_again_changes_nothing(self):
        self.bring_in(SMALL)
        wizard = self.preview(SMALL)
        self.assertEqual((wizard.change_count, wizard.unchanged_count), (0, 3))
        with self.assertRaisesRegex(UserError, "changes nothing"):
            wizard.action_confirm()

    def test_a_workbook(self):
        lines = (
            ["코드", "과목명", "회계구분"],
            [100, "일반회계", "일반회계"],
            [201, "상수도", "공기업특별회계"],
        )
        self.bring_in(self.make_workbook(*lines), table="fund")
        funds = self.env["gotgan.fund"].search([("fiscal_year_id", "=", self.empty_year.id)])
        self.assertEqual(funds.sorted("code").mapped("kind"), ["general", "public_enterprise"])

    def test_unknown_codes_of_an_agency_are_given_and_found_again(self):
        text = (
            "코드,구분,상위코드,과목명\n600,관,,사업수익\n610,항,600,영업수익\n,목,610,임대수익\n"
        )
        self.bring_in(text, table="revenue_affiliated")
        row = self.env["gotgan.revenue.source"].search(
            [("fiscal_year_id", "=", self.empty_year.id), ("name", "=", "임대수익")]
        )
        self.assertRecordValues(row, [{"code": "610-P01", "provisional": True, "verified": False}])
        self.assertEqual(self.preview(text, table="revenue_affiliated").change_count, 0)

    def test_a_table_that_changed_after_the_preview_is_looked_at_again(self):
        self.bring_in(SMALL)
        wizard = self.preview(SMALL.replace("시설공사보상비", "보상비"))
        self.object_of(self.empty_year, "401-01").name = "토지보상비"
        with self.assertRaisesRegex(UserError, "since the preview"):
            wizard.action_confirm()
        self.assertEqual(self.object_of(self.empty_year, "401-01").name, "토지보상비")

    def test_confirming_without_a_preview_is_refused(self):
        with self.assertRaisesRegex(UserError, "preview"):
            self.prepare_import(SMALL).action_confirm()

    def test_history_stays(self):
        edition = self.bring_in(SMALL)
        for record in (edition, edition.change_ids[0]):
            with self.assertRaises(UserError):
                record.write({"name" if record == edition else "code": "x"})
            with self.assertRaises(UserError):
                record.unlink()

    def test_only_a_manager_imports(self):
        for user in (self.staff, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.prepare_import(SMALL).with_user(user).action_preview()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["gotgan.classification.edition"].with_user(user).create({"name": "x"})
