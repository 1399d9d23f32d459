from datetime import timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.gotgan_base.clock import today

from .common import HubCase


@tagged("post_install", "-at_install")
class TestSuspension(HubCase):
    """Suspension for non-payment: a notice with a date first, then by itself."""

    def setUp(self):
        super().setUp()
        self.tenant = self.open()
        self.today = today(self.env)

    def announce(self, days):
        self.tenant._announce_suspension("9월분 미납", self.today + timedelta(days=days))

    def test_announced_then_suspended_on_its_day(self):
        self.announce(1)
        self.env["hub.tenant"]._cron_suspend()
        self.assertEqual(self.tenant.state, "active")
        self.assertEqual(self.tenant.suspension_notice_date, self.today)
        self.announce(0)
        self.env["hub.tenant"]._cron_suspend()
        self.assertRecordValues(self.tenant, [{
            "state": "suspended", "suspension_reason": "9월분 미납"}])
        self.assertIn("announce_suspension", self.transitions(self.tenant))

    def test_paid_in_time(self):
        self.announce(0)
        self.tenant.action_withdraw_notice()
        self.env["hub.tenant"]._cron_suspend()
        self.assertEqual(self.tenant.state, "active")
        self.assertFalse(self.tenant.suspension_date)

    def test_paid_afterwards(self):
        self.announce(0)
        self.env["hub.tenant"]._cron_suspend()
        self.tenant._do_transition("resume")
        self.assertFalse(self.tenant.suspension_date)
        self.env["hub.tenant"]._cron_suspend()
        self.assertEqual(self.tenant.state, "active")

    def test_by_the_dialog(self):
        action = self.tenant.action_open_notice()
        dialogs = self.env["hub.tenant.notice"].with_user(self.users["manager"])
        with Form(dialogs.with_context(**action["context"])) as form:
            form.reason = "9월분 미납"
        form.record.action_confirm()
        self.assertEqual(self.tenant.suspension_date, self.today + timedelta(days=14))
        with self.assertRefused("용인문화재단", ValidationError):
            dialogs.create({
                "tenant_id": self.tenant.id, "reason": "오늘부터", "date": self.today})

    def test_nobody_announces_to_what_is_not_open(self):
        with self.assertRefused("용인문화재단"):
            self.ask("hubother")._announce_suspension("미납", self.today)

    def test_staff_have_no_dialog(self):
        with self.assertRefused("", AccessError):
            self.env["hub.tenant.notice"].with_user(self.users["staff"]).create({
                "tenant_id": self.tenant.id, "reason": "시험"})

    def test_the_dialog_for_a_new_name(self):
        action = self.tenant.action_open_rename()
        dialogs = self.env["hub.tenant.rename"].with_user(self.users["manager"])
        with Form(dialogs.with_context(**action["context"])) as form:
            form.name = "hubrenamed"
            self.assertEqual(form.address, "https://hubrenamed.gotgan.kr")
        form.record.action_confirm()
        self.assertEqual(self.tenant.name, "hubrenamed")
