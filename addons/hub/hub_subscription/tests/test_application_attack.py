import json
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..controllers.page import BEGINNINGS
from .common import AGENCY, OFFICER, SiteCase

POSTS = (
    "agency", "officer", "code", "code/again", "plan", "terms", "start", "cancel", "enter",
    "enter/code",
)  # fmt: skip


@tagged("post_install", "-at_install")
class TestApplicationAttack(SiteCase):
    def test_forms_without_their_token_are_refused(self):
        link = self.fill("agency", "officer")
        for path in ("/apply", *(f"{link}/{one}" for one in POSTS)):
            answer = self.url_open(path, data={"homepage": "", **AGENCY})
            self.assertEqual(answer.status_code, 400, path)
            self.assertIn("요청을 처리하지 못했습니다", answer.text)
        self.assertEqual(self.application_of(link).agency_name, "가온문화재단")

    def test_another_visitors_token_is_refused(self):
        token = self.see("/apply").xpath("//input[@name='csrf_token']/@value")[0]
        self.opener.cookies.clear()
        self.get("/apply")
        self.assertEqual(self.url_open("/apply", data={"csrf_token": token}).status_code, 400)

    def test_forms_are_not_sent_by_links(self):
        link = self.fill_all()
        self.assertEqual(self.get(f"{link}/cancel").status_code, 405)
        self.assertEqual(self.application_of(link).state, "submitted")

    def test_a_link_is_no_number(self):
        link = self.fill_all()
        application = self.application_of(link)
        wrong = (
            str(application.id), application.number, application.token_digest, "x" * 32, "%00",
            link.rpartition("/")[2][:-1],
        )  # fmt: skip
        for token in wrong:
            for page in ("", "/status", "/start", "/paper/quote.pdf", "/progress.json", "/enter"):
                answer = self.get(f"/apply/{token}{page}")
                self.assertIn(answer.status_code, (404,), (token, page))
                self.assertNotIn("가온문화재단", answer.text)

    def test_one_application_says_nothing_of_another(self):
        self.fill_all()
        other = self.fill("agency", agency={"agency_name": "누리재단", "tenant_name": "nuri"})
        for page in ("", "/status", "/officer", "/terms"):
            text = self.get(f"{other}{page}").text.replace("예: 가온문화재단", "")
            self.assertNotIn("가온", text)

    def test_no_header_is_smuggled_into_a_letter(self):
        link = self.fill("agency")
        for email in (
            "a@b.kr\r\nBcc: all@c.kr", "a@b.kr\nSubject: x", "a@b.kr,c@d.kr", "A <a@b.kr>",
            "a@b.kr%0aBcc:c@d.kr", "a@b.kr;c@d.kr", "a b@c.kr",
        ):  # fmt: skip
            answer = self.send(f"{link}/officer", {**OFFICER, "officer_email": email})
            self.assertEqual(list(self.errors(answer)), ["officer_email"], email)
        for name in ("김\r\nBcc: a@b.kr", "김<script>", "a@b.kr", "김\x00가온"):
            answer = self.send(f"{link}/officer", {**OFFICER, "officer_name": name})
            self.assertEqual(list(self.errors(answer)), ["officer_name"], name)
        self.assertFalse(self.letters)

    def test_what_is_typed_is_shown_as_text(self):
        link = self.begin()
        script = '"><script>alert(1)</script>'
        answer = self.send(f"{link}/agency", {**AGENCY, "agency_name": script})
        self.assertNotIn("<script>alert", answer.text)
        self.assertNotIn("<script>alert", self.get(f"/price?plan={script}&users={script}").text)

    def test_a_letter_goes_to_the_officer_alone_under_our_name(self):
        self.fill("agency", "officer")
        (letter,) = self.letters
        self.assertEqual(letter["To"], "gaon@example.kr")
        self.assertFalse(letter["Cc"] or letter["Bcc"])
        self.assertNotIn("가온", str(letter["Subject"]))

    def test_links_in_letters_do_not_follow_the_host_of_the_request(self):
        link = self.fill("agency", "officer", "code", "plan")
        boxes = self.see(f"{link}/terms").xpath("//input[@type='checkbox']")
        form = {box.get("name"): box.get("value") for box in boxes}
        token = self.see(f"{link}/terms").xpath("//input[@name='csrf_token']/@value")[0]
        form["csrf_token"] = token
        cookies = self.opener.cookies.get_dict()
        self.opener.post(
            f"{self.base_url()}{link}/terms", data=form, cookies=cookies, allow_redirects=False,
            headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
        )  # fmt: skip
        self.assertEqual(self.application_of(link).state, "submitted")
        self.assertNotIn("evil.example", self.letters[-1].as_string())

    def test_robots_get_nowhere(self):
        before = self.env["hub.application"].search_count([])
        self.send("/apply", {"homepage": "https://spam.example"})
        self.assertEqual(self.env["hub.application"].search_count([]), before)
        link = self.fill("agency")
        self.send(f"{link}/officer", {**OFFICER, "homepage": "https://spam.example"})
        self.assertFalse(self.letters)

    def test_a_visitor_begins_so_many_applications_an_hour_and_no_more(self):
        limit = self.env["hub.rate.limit"]
        for _time in range(BEGINNINGS):
            limit._take("begin an application", "127.0.0.1", BEGINNINGS, 3600)
        answer = self.send("/apply", {})
        self.assertEqual(answer.status_code, 429)
        self.assertIn("잠시 뒤에", answer.text)

    def test_nobody_from_outside_calls_the_models(self):
        for model in ("hub.application", "hub.application.code", "hub.terms", "hub.rate.limit"):
            body = {"jsonrpc": "2.0", "method": "call", "params": {
                "model": model, "method": "search_read", "args": [[]], "kwargs": {},
            }}  # fmt: skip
            answer = self.url_open(
                f"/web/dataset/call_kw/{model}/search_read", data=json.dumps(body),
                headers={"Content-Type": "application/json"},
            )  # fmt: skip
            self.assertIn("error", answer.json(), model)

    def test_operators_do_not_write_applications(self):
        application = self.application_of(self.fill_all())
        for user in (self.staff, self.auditor, self.manager):
            mine = application.with_user(user)
            for values in ({"state": "opened"}, {"agency_name": "x"}, {"token_digest": "x"}):
                with self.assertRaises(UserError), self.cr.savepoint():
                    mine.write(values)
            with self.assertRaises(UserError), self.cr.savepoint():
                mine.create({"agency_name": "x"})
            with self.assertRaises(AccessError), self.cr.savepoint():
                mine.read(["token_digest"])

    def test_operators_do_not_act_for_applicants(self):
        application = self.application_of(self.fill_all())
        for step in ("submit", "open", "fail", "expire"):
            with self.assertRaises(UserError), self.cr.savepoint():
                application.with_user(self.manager)._do_transition(step)
        for user in (self.staff, self.auditor):
            with self.assertRaises(AccessError), self.cr.savepoint():
                application.with_user(user)._do_transition("cancel", reason="x")

    def test_a_consent_is_never_rewritten(self):
        consent = self.application_of(self.fill_all()).consent_ids[:1]
        with self.assertRaises(UserError), self.cr.savepoint():
            consent.write({"version": "x"})
        with self.assertRaises(UserError), self.cr.savepoint():
            consent.unlink()

    def test_the_demo_mailbox_shows_text_only(self):
        import tempfile
        from pathlib import Path

        with tempfile.TemporaryDirectory() as folder, patch.dict(
            "os.environ", {"GOTGAN_MAIL_FOLDER": folder}
        ):
            head = "Subject: hello\nTo: a@b.kr\nContent-Type: text/html\n\n"
            text = f"{head}<script>alert(1)</script>"
            Path(folder, "1.eml").write_text(text, "utf-8")
            Path(folder, "2.eml").write_bytes(b"\xff\xfe broken")
            page = self.get("/demo-mail")
            self.assertEqual(page.status_code, 200)
            self.assertIn("hello", page.text)
            self.assertNotIn("<script>alert", page.text)
