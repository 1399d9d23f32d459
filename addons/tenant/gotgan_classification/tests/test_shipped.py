from unittest.mock import patch

from odoo.tests import tagged

from .common import ClassificationCase

LOADER = "odoo.addons.gotgan_classification.models.classification_loader"


@tagged("post_install", "-at_install")
class TestShipped(ClassificationCase):
    """What comes with the program: loaded once, upgraded, and a person's work left alone."""

    def setUp(self):
        super().setUp()
        self.loader = self.env["gotgan.classification.loader"]
        self.editions = self.env["gotgan.classification.edition"]

    def upgrade_with(self, name):
        """Load FY2027's objects again, with 202-02 under another ``name``."""
        content = "코드,구분,상위코드,과목명\n"
        for row in self.loader._get_rows("object_local", self.fy2027):
            text = name if row.code == "202-02" else row.values["name"]
            content += f'{row.code},{row.values["level"]},{row.parent_code},"{text}"\n'
        with patch(f"{LOADER}.FOLDER") as folder:
            (folder / "x").read_bytes.return_value = content.encode()
            folder.__truediv__.return_value.read_bytes.return_value = content.encode()
            self.loader._load_shipped_table("object_local", "x", self.fy2027, "개정", "별표 11")
        return self.editions.search([], limit=1)

    def test_loading_again_changes_nothing(self):
        before = self.editions.search_count([])
        self.env.flush_all()
        with self.assertQueryCount(35):
            self.loader._load_shipped()
            self.env.flush_all()
        self.assertEqual(self.editions.search_count([]), before)

    def test_every_row_knows_its_edition(self):
        for model in ("gotgan.function", "gotgan.expenditure.object", "gotgan.funding.source"):
            rows = self.env[model].with_context(active_test=False)
            rows = rows.search([("fiscal_year_id", "in", (self.fy2026 | self.fy2027).ids)])
            self.assertTrue(all(row.edition_id for row in rows), model)

    def test_an_upgrade_improves_a_row(self):
        edition = self.upgrade_with("국외여비")
        self.assertEqual(self.object_of(self.fy2027, "202-02").name, "국외여비")
        self.assertEqual(
            edition.change_ids.filtered(lambda one: one.code == "202-02").kind, "renamed"
        )

    def test_an_upgrade_leaves_a_persons_change_alone_and_says_so(self):
        self.object_of(self.fy2027, "202-02").with_user(self.manager).name = "국외출장여비"
        edition = self.upgrade_with("국외여비")
        self.assertEqual(self.object_of(self.fy2027, "202-02").name, "국외출장여비")
        self.assertEqual(edition.change_ids.filtered(lambda one: one.code == "202-02").kind, "kept")

    def test_an_upgrade_leaves_an_imported_edition_alone(self):
        text = "코드,구분,상위코드,과목명\n202-02,통계목,202,국외출장여비\n"
        self.bring_in(text, self.fy2027, complete=False)
        self.upgrade_with("국외여비")
        self.assertEqual(self.object_of(self.fy2027, "202-02").name, "국외출장여비")
