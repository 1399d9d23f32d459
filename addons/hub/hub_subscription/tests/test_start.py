from datetime import timedelta
from urllib.parse import urlsplit

from odoo.tests import tagged

from .common import AGENCY, SiteCase


@tagged("post_install", "-at_install")
class TestStart(SiteCase):
    def setUp(self):
        super().setUp()
        self.link = self.fill_all()
        self.application = self.application_of(self.link)

    def get_once(self, path):
        return self.url_open(path, allow_redirects=False)

    def token(self):
        return self.see("/apply").xpath("//input[@name='csrf_token']/@value")[0]

    def jobs(self):
        return self.env["hub.job"].search([("tenant_id", "=", self.application.tenant_id.id)])

    def open_it(self):
        self.start(self.link)
        self.provision(self.application)

    def test_the_page_shows_the_steps_of_the_job(self):
        answer = self.start(self.link)
        self.assertTrue(answer.url.endswith("/progress"))
        self.assertEqual(self.application_of(self.link).state, "opening")
        shown = self.see(f"{self.link}/progress").xpath("//@data-step")
        self.assertEqual(shown, self.jobs().step_ids.sorted("sequence").mapped("name"))
        answer = self.get(f"{self.link}/progress.json").json()
        self.assertEqual(answer["state"], "opening")
        self.assertEqual([step["code"] for step in answer["steps"]], shown)
        self.assertIsNone(answer["next"])

    def test_a_second_click_a_second_tab_a_replay(self):
        token = self.token()
        for _click in range(3):
            answer = self.send(f"{self.link}/start", {}, csrf=token)
            self.assertTrue(answer.url.endswith("/progress"))
        self.assertEqual(len(self.jobs()), 1)
        self.provision(self.application)
        form = {"csrf_token": token}
        answer = self.url_open(f"{self.link}/start", data=form, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(len(self.jobs()), 1)

    def test_who_pressed_the_button_goes_through_the_door(self):
        self.open_it()
        answer = self.get(f"{self.link}/progress.json").json()
        self.assertEqual(answer["next"], f"{self.link}/enter")
        door = self.get_once(answer["next"])
        self.assertEqual(door.status_code, 303)
        target = urlsplit(door.headers["Location"])
        self.assertEqual(target.hostname, self.application.tenant_id._get_host())
        self.assertEqual(target.path, "/gotgan/enter")
        self.assertIn("ticket=", target.query)
        self.assertEqual(door.headers["Referrer-Policy"], "no-referrer")
        self.assertTrue(self.application_of(self.link).entered_at)

    def test_the_link_alone_opens_no_door(self):
        self.open_it()
        self.opener.cookies.clear()
        answer = self.get(f"{self.link}/progress.json").json()
        self.assertEqual(answer["next"], f"{self.link}/status")
        door = self.get_once(f"{self.link}/enter")
        self.assertEqual(door.status_code, 200)
        self.assertNotIn("ticket=", door.text)

    def test_the_door_opens_once_for_the_browser(self):
        self.open_it()
        self.get(f"{self.link}/progress.json")
        self.assertEqual(self.get_once(f"{self.link}/enter").status_code, 303)
        self.assertEqual(self.get_once(f"{self.link}/enter").status_code, 200)

    def test_another_browser_enters_with_a_code_from_the_mailbox(self):
        self.open_it()
        self.get(f"{self.link}/status")
        self.opener.cookies.clear()
        self.send(f"{self.link}/enter/code", {}, page=f"{self.link}/enter")
        code = self.read_code()
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        answer = self.send(f"{self.link}/enter", {"code": wrong})
        self.assertEqual(answer.status_code, 422)
        token = self.see(f"{self.link}/enter").xpath("//input[@name='csrf_token']/@value")[0]
        form = {"csrf_token": token, "code": code}
        self.url_open(f"{self.link}/enter", data=form, allow_redirects=False)
        self.assertIn("ticket=", self.get_once(f"{self.link}/enter").headers["Location"])

    def test_after_a_day_one_signs_in_at_the_tenant(self):
        self.open_it()
        self.get(f"{self.link}/status")
        late = self.application.opened_at - timedelta(hours=25)
        self.application._write_locked({"opened_at": late})
        self.assertTrue(self.get(f"{self.link}/enter").url.endswith("/status"))
        page = self.get(f"{self.link}/status").text
        self.assertIn("위 주소에서 로그인해 주십시오", page)

    def test_a_failed_opening_can_be_tried_again(self):
        self.start(self.link)
        self.provision(self.application, failed=True)
        answer = self.get(f"{self.link}/progress.json").json()
        self.assertEqual((answer["state"], answer["next"]), ("failed", f"{self.link}/progress"))
        page = self.get(f"{self.link}/progress").text
        self.assertIn("열지 못했습니다", page)
        self.assertNotIn("no room on the disk", page)
        self.start(self.link)
        self.assertEqual(self.application_of(self.link).state, "opening")
        self.assertEqual(self.application.tenant_id.state, "provisioning")
        self.assertEqual(len(self.jobs()), 1)

    def test_an_opening_nobody_watches_is_noticed(self):
        self.open_it()
        self.env["hub.application"]._cron_follow()
        self.assertEqual(self.application_of(self.link).state, "opened")
        letter = self.env["mail.mail"].search([("email_to", "=", "gaon@example.kr")])
        self.assertIn(self.application.tenant_id._get_url(), letter.body_html)

    def test_withdrawing_gives_the_address_back(self):
        self.send(f"{self.link}/cancel", {}, page=f"{self.link}/start")
        self.assertEqual(self.application_of(self.link).state, "cancelled")
        self.assertEqual(self.application.tenant_id.state, "deleted")
        self.assertEqual(self.application.contract_id.state, "cancelled")
        link = self.begin()
        self.assertTrue(self.send(f"{link}/agency", AGENCY).url.endswith("/officer"))

    def test_nothing_starts_after_it_was_withdrawn(self):
        token = self.token()
        self.send(f"{self.link}/cancel", {}, csrf=token)
        self.send(f"{self.link}/start", {}, csrf=token)
        self.assertFalse(self.jobs())

    def test_an_opened_tenant_is_not_withdrawn_from_here(self):
        token = self.token()
        self.open_it()
        self.get(f"{self.link}/status")
        self.send(f"{self.link}/cancel", {}, csrf=token)
        self.assertEqual(self.application_of(self.link).state, "opened")
        self.assertEqual(self.application.tenant_id.state, "active")

    def test_what_nobody_goes_on_with_expires(self):
        draft = self.application_of(self.fill("agency", "officer", agency={"tenant_name": "g-two"}))
        soon = self.application_of(self.fill("agency", agency={"tenant_name": "g-three"}))
        (self.application | draft)._write_locked({"expires_at": self.env.cr.now() - timedelta(1)})
        self.env["hub.application"]._cron_expire()
        self.assertEqual(self.application.state, "expired")
        self.assertEqual(self.application.tenant_id.state, "deleted")
        self.assertEqual(draft.state, "expired")
        self.assertFalse(draft.officer_email or draft.officer_name or draft.officer_phone)
        self.assertEqual(soon.state, "draft")
        self.assertIn("기한이 지나", self.get(f"{self.link}/status").text)
