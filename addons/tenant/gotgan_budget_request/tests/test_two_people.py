from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestTwoPeople(RequestCase):
    """Two people in one request lose nothing."""

    def setUp(self):
        super().setUp()
        self.line = self.write_line("5,000원*300부", "1,000원*12월")
        self.mine = self.line.estimate_ids[0]
        self.theirs = self.mine.with_user(self.colleague)

    def test_the_same_field_is_refused_by_name(self):
        seen = self.mine.revision
        self.theirs.write({"formula": "5,000원*400부", "revision": seen})
        with self.assertRefused("정동료", "5,000원*400부", "산출 1"):
            self.mine.write({"formula": "5,000원*250부", "revision": seen})
        self.assertEqual(self.mine.formula, "5,000원*400부")
        self.mine.write({"formula": "5,000원*250부", "revision": self.mine.revision})
        self.assertEqual(self.mine.formula, "5,000원*250부")

    def test_other_fields_are_kept_beside_each_other(self):
        seen = self.mine.revision
        self.theirs.write({"formula": "5,000원*400부", "revision": seen})
        self.mine.write({"name": "소식지", "revision": seen})
        self.assertRecordValues(self.mine, [{"name": "소식지", "formula": "5,000원*400부"}])

    def test_the_same_value_is_no_conflict(self):
        seen = self.mine.revision
        self.theirs.write({"formula": "5,000원*400부", "revision": seen})
        self.mine.write({"formula": "5,000원*400부", "revision": seen})

    def test_rows_of_one_line_through_its_form(self):
        """What the screen sends: the line with the rows that were changed."""
        first, second = self.line.estimate_ids
        rows = {one.id: one.revision for one in (first, second)}
        self.line.with_user(self.colleague).write({
            "revision": self.line.revision,
            "estimate_ids": [(1, first.id, {"formula": "1,000원", "revision": rows[first.id]})],
        })
        self.line.write({
            "revision": self.line.revision,
            "estimate_ids": [(1, second.id, {"formula": "2,000원", "revision": rows[second.id]})],
        })
        self.assertEqual(self.line.requested, 3_000)
        with self.assertRefused("정동료"):
            self.line.write({"estimate_ids": [
                (1, first.id, {"formula": "9,000원", "revision": rows[first.id]}),
            ]})

    def test_a_row_somebody_deleted(self):
        """The page still has the row; what is typed in it is refused in words of the office."""
        self.line.flush_recordset()
        gone = (1, self.mine.id, {"formula": "1,000원", "revision": self.mine.revision})
        self.theirs.unlink()
        with self.assertRefused("deleted this row meanwhile"):
            self.line.write({"estimate_ids": [gone]})

    def test_nobody_forges_a_revision(self):
        seen = self.mine.revision
        self.theirs.write({"formula": "5,000원*400부", "revision": seen})
        self.mine.write({"revision": 0})
        self.mine.write({"stamps": {}})
        self.assertEqual(self.mine.revision, seen + 1)
        with self.assertRefused("정동료", error=UserError):
            self.mine.write({"formula": "1원", "revision": seen})

    def test_a_review_beside_an_open_page(self):
        """What is computed or reviewed is no edit of a person: the page can still be saved."""
        seen = self.line.revision
        self.theirs.formula = "5,000원*400부"
        self.line.write({"reason": "수요 증가", "revision": seen})
        self.assertEqual(self.line.reason, "수요 증가")
