from datetime import date

from odoo.tests import tagged

from .common import RuleCase

LINE = {
    "code": "fake.ceiling", "tenant_kind": "any", "tier": "any", "date_from": "2030-01-01",
    "date_to": False, "value": "100", "severity": False, "article": "법 제1조", "source": "원문",
    "verified": "yes", "note": False,
}


@tagged("post_install", "-at_install")
class TestLoader(RuleCase):
    """A release adds editions; what an agency has entered survives it."""

    def load(self, **values):
        return self.env["gotgan.rule.loader"]._load_editions([{**LINE, **values}])

    def test_again_changes_nothing(self):
        edition = self.load()
        self.assertEqual((edition.state, edition.is_shipped), ("in_force", True))
        self.assertFalse(self.load())
        self.assertFalse(self.load(value="200"))
        count = self.env["gotgan.rule.edition"].search_count([])
        self.env["gotgan.rule.loader"]._load_shipped()
        self.assertEqual(self.env["gotgan.rule.edition"].search_count([]), count)

    def test_a_release_brings_the_next_edition(self):
        first = self.load()
        self.load(value="200", date_from="2033-01-01")
        self.assertEqual(first.date_to, date(2032, 12, 31))
        self.assertEqual(self.find("2033-01-01")._get_won(), 200)

    def test_the_agency_s_own_survives(self):
        self.load()
        own = self.settle(70, "2031-01-01")
        self.load(value="200", date_from="2031-06-01")
        self.assertEqual(self.find("2031-12-31"), own)
        self.assertFalse(own.date_to)

    def test_the_law_entered_by_hand_survives(self):
        self.load()
        own = self.settle(300, "2031-06-01", origin="law")
        self.assertFalse(self.load(value="200", date_from="2031-06-01"))
        self.assertEqual(self.find("2031-12-31"), own)

    def test_an_older_edition_slips_in_before(self):
        self.load()
        older = self.load(value="50", date_from="2020-01-01")
        self.assertEqual(older.date_to, date(2029, 12, 31))

    def test_words_of_a_rule_are_brought_up_to_date(self):
        line = {
            "code": "fake.ceiling", "name": "예비비", "question": "얼마", "area": "reserve",
            "value_kind": "days", "unit": False, "columns": False, "severity": "notice",
        }
        self.env["gotgan.rule.loader"]._load_rules([line])
        self.assertRecordValues(self.rule, [{
            "name": "예비비", "area": "reserve", "value_kind": "won", "severity": "overridable",
        }])
