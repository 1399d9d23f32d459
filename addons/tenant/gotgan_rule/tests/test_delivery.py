from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..delivery import COLUMNS, deliver
from .common import MODULE, TODAY, RuleCase
from .test_loader import LINE


@tagged("post_install", "-at_install")
class TestDelivery(RuleCase):
    """An operator brings the law's new editions between two releases."""

    def setUp(self):
        super().setUp()
        clock = patch(f"{MODULE}.rule_delivery.today", return_value=TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def bring(self, *lines):
        rows = [{**LINE, "date_from": "2032-01-01", **line} for line in lines]
        text = "\n".join(",".join(str(row[name] or "") for name in COLUMNS) for row in rows)
        return [one["outcome"] for one in deliver(self.env, f"{','.join(COLUMNS)}\n{text}\n")]

    def refuse(self, said, *lines):
        count = self.env["gotgan.rule.edition"].search_count([])
        with self.assertRaisesRegex(UserError, said), self.env.cr.savepoint():
            self.bring(*lines)
        self.assertEqual(self.env["gotgan.rule.edition"].search_count([]), count)

    def test_it_holds_from_its_day_on(self):
        before = self.settle(70, "2031-11-10", origin="law")
        self.assertEqual(self.bring({"value": "200"}), ["in_force"])
        self.assertEqual(self.find("2031-12-31"), before)
        edition = self.find("2032-01-01")
        self.assertEqual((edition._get_won(), edition.article), (200, "법 제1조"))
        self.assertEqual(edition.event_ids.capacity, "Operator")

    def test_again_changes_nothing(self):
        self.bring({})
        self.assertEqual(self.bring({}), ["known"])

    def test_what_began_before_waits_for_the_agency(self):
        self.assertEqual(self.bring({"date_from": "2031-07-01"}), ["draft"])
        self.assertFalse(self.rules._seek("fake.ceiling", TODAY))
        self.assertEqual(self.bring({"date_from": "2031-07-01"}), ["known"])

    def test_what_the_agency_has_entered_stays(self):
        own = self.settle(70, "2032-01-01", origin="law")
        self.assertEqual(self.bring({"value": "200"}), ["kept"])
        self.assertEqual(self.find("2032-02-01"), own)

    def test_a_correction_is_a_draft(self):
        self.bring({})
        self.assertEqual(self.bring({"value": "200"}), ["draft"])
        self.assertEqual(self.find("2032-02-01")._get_won(), 100)

    def test_bad_files_bring_nothing(self):
        good = {"value": "200"}
        self.refuse("Row 3.*no rule fake.nothing", good, {"code": "fake.nothing"})
        self.refuse("Row 3.*is no amount", good, {"value": "많이", "date_from": "2033-01-01"})
        self.refuse("Row 2.*no day", {"date_from": "2032년"})
        self.refuse("Row 2.*article", {"article": ""})
        self.refuse("Row 2.*none of the entries.*tier", {"tier": "village"})
        self.refuse("Row 2.*neither yes nor no", {"verified": "maybe"})
        with self.assertRaisesRegex(UserError, "column nonsense is not known"):
            deliver(self.env, "nonsense\n1\n")
        with self.assertRaisesRegex(UserError, "article.*is lacking"):
            deliver(self.env, "code,value\n1,2\n")
        with self.assertRaisesRegex(UserError, "no line"):
            deliver(self.env, f"{','.join(COLUMNS)}\n")
