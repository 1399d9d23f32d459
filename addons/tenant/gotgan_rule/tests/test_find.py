from datetime import date
from fractions import Fraction

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RuleCase


@tagged("post_install", "-at_install")
class TestFind(RuleCase):
    """The edition of the day, of this kind of agency; the agency's own before the law's."""

    def test_by_day(self):
        old = self.settle(100, "2030-01-01")
        new = self.enforce(200)
        self.assertEqual(self.find("2031-12-31"), old)
        self.assertEqual(self.find("2032-01-01"), new)
        self.assertEqual(old.date_to, date(2031, 12, 31))

    def test_nothing_in_force_says_so(self):
        self.settle(100, "2030-01-01")
        with self.assertRaisesRegex(UserError, "fake.ceiling.*2029-12-31"):
            self.find("2029-12-31")
        self.assertFalse(self.rules._seek("fake.ceiling", date(2029, 12, 31)))
        with self.assertRaisesRegex(UserError, "no rule fake.none"):
            self.rules._seek("fake.none", date(2031, 1, 1))

    def test_by_kind_of_agency(self):
        city = self.settle(1, tenant_kind="municipality")
        agency = self.settle(2, tenant_kind="agency")
        self.assertEqual(self.find("2031-06-01"), city)
        self.set_profile("agency", "basic")
        self.assertEqual(self.find("2031-06-01"), agency)
        self.set_profile("corporation", "basic")
        self.assertFalse(self.rules._seek("fake.ceiling", date(2031, 6, 1)))

    def test_by_tier(self):
        self.settle(50, tier="upper")
        basic = self.settle(40, tier="basic")
        self.assertEqual(self.find("2031-06-01"), basic)
        self.set_profile("municipality", "upper")
        self.assertEqual(self.find("2031-06-01")._get_won(), 50)

    def test_the_special_goes_before_the_general(self):
        self.settle(1)
        special = self.settle(2, tenant_kind="municipality")
        self.assertEqual(self.find("2031-06-01"), special)

    def test_the_agency_goes_before_the_law(self):
        law = self.settle(1, origin="law", tenant_kind="municipality")
        own = self.settle(2, "2031-05-01", origin="agency")
        self.assertEqual(self.find("2031-04-30"), law)
        self.assertEqual(self.find("2031-05-01"), own)
        self.assertFalse(law.date_to)

    def test_drafts_hold_nowhere(self):
        self.draft(100, "2030-01-01")
        self.assertFalse(self.rules._seek("fake.ceiling", date(2031, 1, 1)))

    def test_values_by_kind(self):
        kinds = {
            "days": 40, "rate": "1/100", "codes": ["203", "201-01"], "date": "+1 02-10",
            "number": 5, "text": "council",
        }
        editions = {
            kind: self.settle(value, rule=self.make_rule(f"fake.{kind}", kind))
            for kind, value in kinds.items()
        }
        self.assertEqual(editions["days"]._get_days(), 40)
        self.assertEqual(editions["rate"]._get_rate(), Fraction(1, 100))
        self.assertEqual(editions["codes"]._get_codes(), ["203", "201-01"])
        self.assertEqual(editions["date"]._get_date(2031), date(2032, 2, 10))
        self.assertEqual(editions["number"]._get_number(), 5)
        self.assertEqual(editions["text"]._get_text(), "council")
        with self.assertRaisesRegex(UserError, "another kind of value"):
            editions["days"]._get_won()

    def test_tables(self):
        rule = self.make_rule(
            "fake.pay", "table", columns="to?:number:명; pay:won:금액; share:rate:비율",
        )
        rows = [
            {"to": 5, "pay": 10, "share": "1/2"}, {"to": None, "pay": 20, "share": "10%"},
        ]
        edition = self.settle(rows, rule=rule)
        self.assertEqual(edition._get_rows()[1]["share"], Fraction(1, 10))
        self.assertEqual(edition._get_step("to", 5)["pay"], 10)
        self.assertEqual(edition._get_step("to", 6)["pay"], 20)

    def test_zero_is_a_value(self):
        self.assertEqual(self.settle(0)._get_won(), 0)

    def test_areas_come_in_the_order_of_a_budget_s_life(self):
        rules = self.rules.with_user(self.staff).with_context(read_group_expand=True)
        found = rules.web_read_group([("applies", "=", True)], ["area"], ["__count"])
        areas = [group["area"] for group in found["groups"]]
        self.assertEqual(areas[0], "calendar")
        self.assertLess(areas.index("preparation"), areas.index("change"))
        self.assertTrue(all(group["__count"] for group in found["groups"]))

    def test_staff_may_ask(self):
        self.settle(100)
        self.assertEqual(self.rules.with_user(self.staff)._find(
            "fake.ceiling", date(2031, 6, 1),
        )._cite(), "지방재정법 제1조")
