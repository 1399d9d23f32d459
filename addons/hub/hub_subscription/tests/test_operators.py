from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import SiteCase


@tagged("post_install", "-at_install")
class TestOperators(SiteCase):
    def test_they_see_where_an_application_stopped(self):
        half = self.application_of(self.fill("agency", "officer"))
        seen = half.with_user(self.staff)
        self.assertEqual(seen.step, "code")
        with Form(seen, "hub_subscription.hub_application_view_form") as form:
            self.assertEqual(form.agency_name, "가온문화재단")

    def test_the_same_agency_twice_is_pointed_out(self):
        number = {"business_number": "999-82-00012"}
        first = self.application_of(self.fill_all(agency=number))
        number["tenant_name"] = "gaon-two"
        second = self.application_of(self.fill("agency", agency=number))
        self.assertEqual(second.with_user(self.staff).others_count, 1)
        first.with_user(self.manager)._do_transition("cancel", reason="asked by phone")
        second.invalidate_recordset()
        self.assertEqual(second.others_count, 0)

    def test_a_manager_cancels_with_a_reason(self):
        application = self.application_of(self.fill_all())
        dialog = application.with_user(self.manager).action_cancel()
        self.assertEqual(dialog["res_model"], "gotgan.transition.wizard")
        application.with_user(self.manager)._do_transition("cancel", reason="asked by phone")
        self.assertEqual(application.tenant_id.state, "deleted")
        event = application.event_ids.sorted("id")[-1]
        self.assertEqual((event.user_id, event.reason), (self.manager, "asked by phone"))

    def test_a_manager_opens_again_what_failed(self):
        link = self.fill_all()
        application = self.application_of(link)
        self.start(link)
        self.provision(application, failed=True)
        self.env["hub.application"]._cron_follow()
        application.with_user(self.manager).action_start()
        self.assertEqual(application.state, "opening")
        self.assertEqual(application.tenant_id.state, "provisioning")

    def test_texts_are_published_once_and_then_fixed(self):
        terms = self.env["hub.terms"].with_user(self.manager).create({
            "code": "service", "version": "2027-01", "title": "이용약관", "body": "<p>글</p>",
            "effective_date": "2020-01-01",
        })  # fmt: skip
        self.assertNotIn(terms, self.env["hub.terms"]._get_current())
        terms.action_publish()
        with self.assertRaises(UserError), self.cr.savepoint():
            terms.body = "<p>다른 글</p>"

    def test_a_text_comes_into_force_on_its_day(self):
        current = self.env["hub.terms"]._get_current()
        later = current[:1].with_user(self.manager).copy(
            {"version": "2999-01", "effective_date": "2999-01-01"}
        )
        later.action_publish()
        self.assertEqual(self.env["hub.terms"]._get_current(), current)

    def test_staff_and_auditors_only_read_texts(self):
        terms = self.env["hub.terms"].search([], limit=1)
        faq = self.env["hub.faq"].search([], limit=1)
        for user in (self.staff, self.auditor):
            self.assertTrue(terms.with_user(user).read(["title"]))
            with self.assertRaises(AccessError), self.cr.savepoint():
                terms.with_user(user).action_withdraw() and terms.with_user(user)._do_transition(
                    "withdraw", reason="x"
                )
            with self.assertRaises(AccessError), self.cr.savepoint():
                faq.with_user(user).write({"question": "x"})
