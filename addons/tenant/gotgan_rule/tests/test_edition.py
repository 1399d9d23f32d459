from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .common import RuleCase


@tagged("post_install", "-at_install")
class TestEdition(RuleCase):
    """An edition is drafted, put in force, followed by another, and never changed."""

    def test_a_working_day_of_the_keeper(self):
        """The law changes: the keeper writes what the gazette says, and reads it back."""
        former = self.settle(50_000_000_000)
        action = self.rule.with_user(self.keeper).action_new_edition()
        editions = self.env[action["res_model"]].with_user(self.keeper)
        with Form(editions.with_context(**action["context"])) as form:
            self.assertEqual(form.value_input, "50,000,000,000")
            form.value_input = "800억원"
            self.assertEqual(form.value_text, "80,000,000,000 won")
            form.date_from = date(2032, 7, 1)
            form.article = "지방재정법 제37조의2"
        edition = form.record
        self.assertEqual((edition.state, edition.value), ("draft", 80_000_000_000))
        edition.action_enforce()
        self.assertRecordValues(former | edition, [
            {"state": "superseded", "date_to": date(2032, 6, 30), "phase": "current"},
            {"state": "in_force", "date_to": False, "phase": "upcoming"},
        ])
        self.assertEqual(edition.event_ids.mapped("transition"), ["enforce"])
        self.assertEqual(former.event_ids.mapped("transition"), ["supersede"])
        self.assertEqual(self.rule.current_edition_id, former)

    def test_what_is_typed_wrong_is_said_at_once(self):
        with self.assertRaisesRegex(ValidationError, "“많이” is no amount; write 50,000,000,000"):
            self.draft(None, value_input="많이")
        with self.assertRaisesRegex(ValidationError, "write the value"):
            self.draft(None)
        with self.assertRaises(ValidationError):
            self.draft({"a": 1})

    def test_a_preview_says_what_is_wrong(self):
        with Form(self.draft()) as form:
            form.value_input = "x"
            self.assertIn("is no amount", form.value_text)
            form.value_input = "5"

    def test_in_force_nothing_changes(self):
        edition = self.enforce()
        for vals in (
            {"value": 5}, {"value_input": "5"}, {"article": "x"}, {"date_from": "2033-01-01"},
            {"date_to": "2033-01-01"}, {"verified": False}, {"severity": "notice"},
            {"origin": "law"}, {"rule_id": self.rule.id}, {"tenant_kind": "agency"},
        ):
            with self.subTest(vals=vals), self.assertRefused("is never changed"):
                edition.write(vals)
        with self.assertRefused("cannot be deleted"):
            edition.unlink()
        edition.note = "Seen in the gazette"

    def test_what_the_editions_mean_is_fixed(self):
        self.enforce()
        rule = self.rule.with_user(self.keeper)
        for vals in ({"code": "fake.other"}, {"value_kind": "days"}, {"severity": "notice"}):
            with self.subTest(vals=vals), self.assertRefused("is fixed"):
                rule.write(vals)
        with self.assertRefused("has editions"):
            rule.unlink()
        rule.name = "Better words"

    def test_a_temporary_edition_gives_back_its_days(self):
        """한시 특례: what it interrupted goes on after it."""
        former = self.settle(10)
        self.enforce(20, "2032-01-01", date_to="2032-06-30")
        self.assertEqual(former.date_to, date(2031, 12, 31))
        self.assertEqual(
            [self.find(day)._get_won() for day in ("2031-12-31", "2032-06-30", "2032-07-01")],
            [10, 20, 10],
        )
        self.assertFalse(self.find("2040-01-01").date_to)

    def test_an_edition_between_two_ends_before_the_next(self):
        self.settle(10)
        self.enforce(30, "2033-01-01")
        middle = self.enforce(20, "2032-01-01")
        self.assertEqual(middle.date_to, date(2032, 12, 31))
        self.assertEqual(
            [self.find(day)._get_won() for day in ("2031-12-31", "2032-12-31", "2033-01-01")],
            [10, 20, 30],
        )
        with self.assertRefused("would run into"):
            self.enforce(25, "2032-06-01", date_to="2033-06-01")

    def test_two_do_not_begin_on_one_day(self):
        self.enforce()
        with self.assertRefused("begins on that day already"):
            self.enforce(200)

    def test_an_edition_whose_day_has_not_come_is_withdrawn(self):
        former = self.settle(10)
        edition = self.enforce(20)
        edition._do_transition("withdraw", "시행이 미루어짐")
        self.assertEqual((edition.state, edition.phase), ("withdrawn", "withdrawn"))
        self.assertRecordValues(former, [{"state": "in_force", "date_to": False}])
        self.assertEqual(self.find("2032-06-01"), former)

    def test_an_edition_that_holds_is_not_withdrawn(self):
        with self.assertRefused("cannot be withdrawn"):
            self.settle(10)._do_transition("withdraw", "x")

    def test_a_draft_is_withdrawn_with_a_reason(self):
        edition = self.draft()
        self.assertEqual(edition.action_withdraw()["res_model"], "gotgan.transition.wizard")
        edition._do_transition("withdraw", "x")
        with self.assertRefused("Withdrawn"):
            edition.action_enforce()

    def test_a_value_is_confirmed_against_the_text(self):
        edition = self.enforce(verified=False)
        self.assertEqual(edition.check_mark, "To be confirmed")
        self.assertTrue(edition.action_verify())
        edition._do_transition("verify", "관보 제1호")
        self.assertEqual((edition.check_mark, edition.state), ("Confirmed", "in_force"))
        edition.invalidate_recordset(["event_ids"])
        self.assertEqual(edition.event_ids[:1].reason, "관보 제1호")

    def test_an_agency_is_not_milder_than_the_law(self):
        with self.assertRefused("never milder", ValidationError):
            self.draft(severity="notice")
        self.assertEqual(self.draft(severity="block").severity, "block")
        self.assertEqual(self.draft(origin="law", severity="notice").severity, "notice")

    def test_drafts_come_in_from_a_file(self):
        """The lists of Odoo import and export editions with the value as people write it."""
        result = self.env["gotgan.rule.edition"].with_user(self.keeper).load(
            ["rule_id", "value_input", "date_from", "article"],
            [["fake.ceiling", "3억원", "2032-01-01", "조례 제1조"]],
        )
        self.assertFalse(result["messages"])
        edition = self.env["gotgan.rule.edition"].browse(result["ids"])
        self.assertEqual((edition.value, edition.state), (300_000_000, "draft"))
        self.assertEqual(
            edition.export_data(["rule_id", "value_text", "article"])["datas"],
            [["fake.ceiling", "300,000,000 won", "조례 제1조"]],
        )

    def test_the_rules_on_rules_judge_an_edition(self):
        with self.assertRefused("names no article"):
            self.enforce(article=False)
        with self.assertRefused("before today.*“.*Override"):
            self.enforce(day="2031-11-02")
        self.assertEqual(self.enforce(day="2031-11-03").phase, "current")
        notices = self.draft(verified=False)._find_findings("enforce")
        self.assertEqual([one.severity for one in notices], ["notice"])

    def test_a_retroactive_edition_needs_an_override(self):
        edition = self.draft(day="2031-07-01")
        with self.assertRaises(AccessError):
            edition.action_override_findings()
        edition.with_user(self.overrider)._override_findings("지방의회 의결에 따른 소급")
        edition.action_enforce()
        self.assertEqual(self.find("2031-07-01"), edition)

    def test_search_by_what_holds_now(self):
        past = self.settle(1, "2030-01-01")
        current = self.settle(2, "2031-01-01")
        future = self.enforce(3)
        editions = past | current | future | self.draft(4, "2035-01-01")
        found = editions.search([("is_current", "=", True), ("rule_id", "=", self.rule.id)])
        self.assertEqual(found, current)
        found = editions.search([("is_current", "=", False), ("rule_id", "=", self.rule.id)])
        self.assertNotIn(current, found)

    def test_a_copied_rule_has_its_own_code(self):
        self.assertEqual(self.rule.copy().code, "fake.ceiling_copy")

    def test_columns_are_judged(self):
        with self.assertRefused("is no column"):
            self.make_rule("fake.table", "table", columns="x=1")
        with self.assertRefused("needs its columns"):
            self.make_rule("fake.table", "table")
