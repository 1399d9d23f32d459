from datetime import date

from odoo.tests import tagged

from .common import TODAY, RuleCase

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
        count = self.env["gotgan.rule.edition"].search_count([])
        self.env["gotgan.rule.loader"]._load_shipped("gotgan_rule")
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

    def find_drafts(self):
        return self.env["gotgan.rule.edition"].search([
            ("rule_id", "=", self.rule.id), ("state", "=", "draft"),
        ])

    def test_a_correction_waits_for_the_keeper(self):
        """What was decided stays explainable: a release corrects from today on, if it is let."""
        first = self.load()
        for _release in range(2):
            self.assertFalse(self.load(value="200", article="법 제2조"))
        draft = self.find_drafts()
        self.assertRecordValues(draft, [
            {"date_from": TODAY, "value": 200, "article": "법 제2조", "is_shipped": True},
        ])
        self.assertEqual(self.find("2031-12-31"), first)
        draft.with_user(self.keeper).action_enforce()
        self.assertEqual((self.find("2031-11-02"), self.find("2031-11-03")), (first, draft))
        self.load(value="200", article="법 제2조")
        self.assertFalse(self.find_drafts())

    def test_a_correction_that_was_withdrawn_does_not_come_again(self):
        self.load()
        self.load(value="200")
        self.find_drafts().with_user(self.keeper)._do_transition("withdraw", reason="다름")
        self.load(value="200")
        self.assertFalse(self.find_drafts())
        self.load(value="300")
        self.assertEqual(self.find_drafts().value, 300)

    def test_what_ended_is_not_corrected(self):
        self.load()
        self.load(value="200", date_from="2031-06-01")
        self.load(value="150")
        self.assertFalse(self.find_drafts())

    def test_a_confirmation_comes_with_its_mark(self):
        edition = self.load(verified="no")
        self.load()
        self.assertTrue(edition.verified)
        self.assertEqual(edition.event_ids.sorted("id")[-1].transition, "verify")
        self.assertFalse(self.find_drafts())

    def test_words_of_a_rule_are_brought_up_to_date(self):
        line = {
            "code": "fake.ceiling", "name": "예비비", "question": "얼마", "area": "reserve",
            "value_kind": "days", "unit": False, "columns": False, "severity": "notice",
        }
        self.env["gotgan.rule.loader"]._load_rules([line])
        self.assertRecordValues(self.rule, [{
            "name": "예비비", "area": "reserve", "value_kind": "won", "severity": "overridable",
        }])
