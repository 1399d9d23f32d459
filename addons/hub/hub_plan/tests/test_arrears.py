from datetime import date

import psycopg2

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestArrears(PlanCase):
    def setUp(self):
        super().setUp()
        self.run_contract()
        self.statement = self.issue(self.october())  # due on 22 December

    def follow_up(self, *days):
        for day in days:
            with self.on(*day):
                self.env["hub.statement"]._cron_follow_up()

    def test_nothing_happens_before_the_due_date_is_over(self):
        self.follow_up((2026, 12, 22))
        self.assertEqual(self.statement.state, "issued")
        self.follow_up((2026, 12, 23))
        self.assertEqual(self.statement.state, "overdue")
        self.assertFalse(self.statement.notice_ids)

    def test_reminders_come_once_and_in_order(self):
        self.follow_up((2026, 12, 25), (2026, 12, 25), (2026, 12, 26), (2027, 1, 6), (2027, 1, 7))
        self.assertEqual(
            self.statement.notice_ids.sorted("id").mapped("rule_id.name"),
            ["납부 안내", "납부 독촉"],
        )
        self.assertEqual(self.statement.notice_ids[0].email, "gaon@example.kr")
        mails = self.env["mail.mail"].search([("email_to", "=", "gaon@example.kr")])
        self.assertEqual(len(mails), 2)
        self.assertFalse(self.tenant.suspension_date)

    def test_a_suspension_is_announced_and_carried_out_on_its_day(self):
        self.follow_up((2026, 12, 25), (2027, 1, 6), (2027, 1, 21))
        self.assertEqual(self.tenant.suspension_date, date(2027, 2, 4))
        self.assertIn(self.statement.number, self.tenant.suspension_reason)
        with self.on(2027, 2, 3):
            self.env["hub.tenant"]._cron_suspend()
        self.assertEqual(self.tenant.state, "active")
        with self.on(2027, 2, 4):
            self.env["hub.tenant"]._cron_suspend()
        self.assertEqual(self.tenant.state, "suspended")

    def test_after_an_outage_of_the_clock_one_step_a_day(self):
        self.follow_up((2027, 2, 20), (2027, 2, 20))
        self.assertEqual(self.statement.notice_ids.rule_id.mapped("name"), ["납부 안내"])
        self.follow_up((2027, 2, 21), (2027, 2, 22))
        self.assertEqual(self.tenant.suspension_date, date(2027, 3, 8))

    def test_paying_takes_the_announcement_back(self):
        self.follow_up((2026, 12, 25), (2027, 1, 6), (2027, 1, 21))
        self.statement.action_pay()
        self.assertFalse(self.tenant.suspension_date)

    def test_paying_resumes_who_was_suspended_for_it(self):
        self.follow_up((2026, 12, 25), (2027, 1, 6), (2027, 1, 21))
        with self.on(2027, 2, 4):
            self.env["hub.tenant"]._cron_suspend()
            self.statement.action_pay()
        self.assertEqual(self.tenant.state, "active")

    def test_paying_one_of_two_is_not_enough(self):
        with self.on(2026, 12, 2):
            november = self.statements._make(self.tenant, date(2026, 11, 1)).with_user(self.manager)
            november.action_issue()
        self.follow_up((2027, 1, 2), (2027, 1, 6), (2027, 1, 21), (2027, 1, 22))
        self.statement.action_pay()
        self.assertTrue(self.tenant.suspension_date)
        november.action_pay()
        self.assertFalse(self.tenant.suspension_date)

    def test_paying_does_not_lift_another_suspension(self):
        self.follow_up((2026, 12, 25))
        self.tenant.with_user(self.manager)._do_transition("suspend", "보안 사고 조사")
        self.statement.action_pay()
        self.assertEqual(self.tenant.state, "suspended")

    def test_a_suspension_is_announced_a_week_before(self):
        rule = self.env.ref("hub_plan.arrears_announce")
        with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"), \
                self.cr.savepoint():
            rule.suspend_after = 3
            rule.flush_recordset()
