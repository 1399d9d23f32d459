from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import ClassificationCase


@tagged("post_install", "-at_install")
class TestMapping(ClassificationCase):
    """What an object of FY2026 became in FY2027."""

    def targets_of(self, code):
        one = self.object_of(self.fy2026, code)
        mapping = self.env["gotgan.classification.mapping"]
        return mapping._get_targets(one, self.fy2027)[one]

    def test_every_subitem_of_the_old_year_is_mapped(self):
        old = self.objects.with_context(active_test=False).search(
            [
                ("fiscal_year_id", "=", self.fy2026.id),
                ("subject_set", "=", "local_government"),
                ("level", "=", "subitem"),
                ("edition_id.origin", "=", "shipped"),
            ]
        )
        targets = self.env["gotgan.classification.mapping"]._get_targets(old, self.fy2027)
        self.assertFalse([one.code for one in old if not targets[one]])

    def test_what_needs_no_person_has_exactly_one_new_object(self):
        rows = self.env["gotgan.classification.mapping"].search(
            [("needs_decision", "=", False), ("from_object_id", "!=", False)]
        )
        self.assertTrue(all(rows.mapped("to_object_id")))
        self.assertEqual(len(rows), len(rows.mapped("from_object_id")))

    def test_construction_was_split(self):
        rows = self.targets_of("401-01")
        self.assertEqual(rows.mapped("to_code"), ["401-01", "401-02"])
        self.assertTrue(all(rows.mapped("needs_decision")))

    def test_monthly_travel_was_merged(self):
        row = self.targets_of("202-02")
        self.assertEqual(
            (row.change_type, row.to_object_id.name, row.needs_decision, row.verified),
            ("merged", "국내여비", False, True),
        )

    def test_what_the_source_leaves_open_asks_a_person(self):
        for code in ("202-05", "301-08", "311-02", "801-03"):
            with self.subTest(code=code):
                row = self.targets_of(code)
                self.assertTrue(row.needs_decision)
                self.assertFalse(row.to_object_id or row.verified)

    def test_a_person_decides(self):
        row = self.targets_of("801-03").with_user(self.manager)
        row.write(
            {"to_object_id": self.object_of(self.fy2027, "801-03").id, "needs_decision": False}
        )
        self.env["gotgan.classification.loader"]._load_shipped()
        self.assertEqual(row.to_object_id.name, "예비금")
        self.assertFalse(row.needs_decision)

    def test_objects_of_the_wrong_year_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "2027"):
            self.targets_of("202-02").to_object_id = self.object_of(self.fy2026, "202-01")
