from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import RuleCase


@tagged("post_install", "-at_install")
class TestFindings(RuleCase):
    """A document is judged while it is written, and before the step."""

    def setUp(self):
        super().setUp()
        self.settle_all()

    def items(self, plan):
        return [(one["severity"], one["message"]) for one in plan.findings["items"]]

    def test_a_good_document_passes(self):
        plan = self.plan()
        self.assertEqual(plan.findings, {"items": [], "can_override": False})
        plan._do_transition("send")
        self.assertEqual(plan.state, "sent")

    def test_everything_is_said_at_once(self):
        plan = self.plan(150, subject=False, is_late=True)
        with self.assertRaises(UserError) as refusal:
            plan._do_transition("send")
        said = str(refusal.exception)
        for words in (
            "It has no subject. (지방재정법 제1조) Write one.", "150 is more than 100.",
            "Override of Legal Standards",
        ):
            self.assertIn(words, said)
        self.assertNotIn("late", said)
        self.assertEqual(plan.state, "draft")

    def test_the_gravest_comes_first(self):
        plan = self.plan(150, subject=False, is_late=True)
        self.assertEqual(
            [one.severity for one in plan._find_findings("send")],
            ["block", "overridable", "notice"],
        )
        self.assertFalse(plan._find_findings("recall"))

    def test_a_notice_stops_nothing(self):
        plan = self.plan(is_late=True)
        self.assertEqual(self.items(plan), [("notice", "It is late.")])
        plan._do_transition("send")
        self.assertFalse(plan.findings["items"])

    def test_a_finding_may_name_its_own_severity(self):
        plan = self.plan(100)
        self.assertEqual(self.items(plan), [("notice", "It just fits.")])
        plan._do_transition("send")

    def test_findings_follow_what_is_typed(self):
        with Form(self.env["gotgan.fake.plan"].with_user(self.staff)) as form:
            self.assertIn("no subject", str(form.findings))
            form.subject = "x"
            form.amount = 150
            self.assertIn("150 is more than 100", str(form.findings))
            form.amount = 50
            self.assertFalse(form.findings["items"])

    def test_they_carry_article_and_confirmation(self):
        item = self.plan(150).findings["items"][0]
        self.assertEqual(
            (item["article"], item["verified"], item["label"]),
            ("지방재정법 제1조", True, "May Be Overridden"),
        )
        self.assertEqual(item["edition_id"], self.find("2031-11-03").id)

    def test_what_does_not_apply_is_not_asked(self):
        for edition in self.find("2031-11-03"):
            edition._write_locked({"tenant_kind": "agency"})
        self.plan(150)._do_transition("send")

    def test_the_edition_of_the_day_judges(self):
        self.enforce(200)
        plan = self.plan(150)
        self.assertTrue(plan.findings["items"])
        self.patch(type(plan), "_get_rule_day", lambda *_: self.env["gotgan.rule.edition"].search(
            [("rule_id", "=", self.rule.id)], order="date_from desc", limit=1,
        ).date_from)
        plan.invalidate_recordset()
        self.assertEqual(plan._find_findings("send"), [])

    def test_many_documents_are_all_judged(self):
        good, bad = self.plan(), self.plan(150)
        with self.assertRaisesRegex(UserError, "150 is more"):
            (good | bad)._do_transition("send")
        self.assertEqual((good | bad).mapped("state"), ["draft", "draft"])
