from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import RuleCase


@tagged("post_install", "-at_install")
class TestOverride(RuleCase):
    """Who has the right lets a document pass, with a reason, for these facts only."""

    def setUp(self):
        super().setUp()
        self.settle_all()
        self.over = self.plan(150)

    def override(self, plan=None, reason="재난 복구"):
        return (plan or self.over).with_user(self.overrider)._override_findings(reason)

    def test_a_document_is_let_pass(self):
        """직원은 막히고, 권한이 있는 사람이 사유를 적으면 통과하고, 감사가 본다."""
        with self.assertRefused("150 is more than 100"):
            self.over._do_transition("send")
        action = self.over.with_user(self.overrider).action_override_findings()
        wizard = self.env[action["res_model"]].with_user(self.overrider).browse(action["res_id"])
        with Form(wizard) as form:
            form.reason = "재난 복구"
        wizard.action_confirm()
        self.over._do_transition("send")
        self.assertEqual(self.over.state, "sent")
        seen = self.env["gotgan.rule.override"].with_user(self.auditor).search(
            [("res_model", "=", "gotgan.fake.plan"), ("res_id", "=", self.over.id)],
        )
        self.assertRecordValues(seen, [{
            "reason": "재난 복구", "user_id": self.overrider.id, "rule_id": self.rule.id,
            "article": "지방재정법 제1조", "message": "150 is more than 100.",
            "capacity": "Override of Legal Standards",
        }])
        self.assertEqual(seen.action_open_document()["res_id"], self.over.id)

    def test_the_form_shows_who_and_why(self):
        self.assertFalse(self.over.findings["can_override"])
        seen = self.over.with_user(self.overrider)
        self.assertTrue(seen.findings["can_override"])
        self.override()
        item = self.over.findings["items"][0]
        self.assertEqual(item["label"], "Overridden")
        self.assertIn("재난 복구", item["override"])
        self.assertFalse(seen.findings["can_override"])

    def test_other_facts_need_another(self):
        self.override()
        self.over.amount = 160
        with self.assertRefused("160 is more than 100"):
            self.over._do_transition("send")
        self.over.amount = 150
        self.over._do_transition("send")

    def test_another_document_needs_another(self):
        self.override()
        with self.assertRefused("150 is more than 100"):
            self.plan(150)._do_transition("send")

    def test_another_edition_needs_another(self):
        self.override()
        self.settle(120, "2031-06-01")
        self.over.invalidate_recordset()
        with self.assertRefused("150 is more than 120"):
            self.over._do_transition("send")

    def test_only_with_the_right(self):
        for user in (self.staff, self.keeper, self.manager, self.auditor):
            with self.subTest(user=user.login):
                with self.assertRefused("needs the right", AccessError):
                    self.over.with_user(user)._override_findings("x")
                with self.assertRefused("needs the right", AccessError):
                    self.over.with_user(user).action_override_findings()

    def test_only_with_a_reason(self):
        for reason in ("", "  ", None):
            with self.assertRefused("Write the reason"):
                self.override(reason=reason)

    def test_what_must_be_mended_is_not_let_pass(self):
        plan = self.plan(50, subject=False)
        with self.assertRefused("nothing that waits"):
            plan.with_user(self.overrider).action_override_findings()
        with self.assertRaises(UserError):
            self.override(plan)

    def test_a_document_that_changed_is_looked_at_again(self):
        action = self.over.with_user(self.overrider).action_override_findings()
        wizard = self.env[action["res_model"]].with_user(self.overrider).browse(action["res_id"])
        wizard.reason = "x"
        self.over.amount = 170
        with self.assertRefused("has changed in the meantime"):
            wizard.action_confirm()
        wizard.line_ids.chosen = False
        with self.assertRefused("at least one"):
            wizard.action_confirm()

    def test_the_dialog_is_one_s_own(self):
        action = self.over.with_user(self.overrider).action_override_findings()
        other = self.make_user("other", "gotgan_rule.group_override")
        wizard = self.env[action["res_model"]].with_user(other).browse(action["res_id"])
        with self.assertRaises(AccessError):
            wizard.action_confirm()

    def test_an_override_stays(self):
        override_sudo = self.override().sudo()
        for act in (lambda: override_sudo.write({"reason": "x"}), override_sudo.unlink):
            with self.assertRefused("cannot be changed or deleted"):
                act()

    def test_staff_do_not_read_the_list(self):
        self.override()
        with self.assertRaises(AccessError):
            self.env["gotgan.rule.override"].with_user(self.staff).search([])
