from datetime import timedelta

from odoo.tests import tagged

from .common import OFFICER, SiteCase


@tagged("post_install", "-at_install")
class TestCode(SiteCase):
    def setUp(self):
        super().setUp()
        self.link = self.fill("agency", "officer")
        self.code = self.read_code()
        self.wrong = f"{(int(self.code) + 1) % 10**6:06d}"

    def try_code(self, code):
        token = self.see("/apply").xpath("//input[@name='csrf_token']/@value")[0]
        return self.send(f"{self.link}/code", {"code": code}, csrf=token)

    def is_confirmed(self):
        return self.application_of(self.link).is_confirmed

    def send_again(self):
        return self.send(f"{self.link}/code/again", {}, page=f"{self.link}/code")

    def test_the_right_code_leads_on(self):
        answer = self.try_code(f" {self.code[:3]} {self.code[3:]} ")
        self.assertTrue(answer.url.endswith("/plan"))
        self.assertTrue(self.is_confirmed())

    def test_five_tries_and_no_more(self):
        for _try in range(4):
            self.assertIn("다릅니다", self.errors(self.try_code(self.wrong))["code"])
        self.assertIn("끝났습니다", self.errors(self.try_code(self.wrong))["code"])
        self.assertIn("끝났습니다", self.errors(self.try_code(self.code))["code"])
        self.assertFalse(self.is_confirmed())

    def test_what_is_no_code_costs_no_try(self):
        for _try in range(7):
            self.assertIn("여섯 자리", self.errors(self.try_code("12345"))["code"])
        self.try_code(self.code)
        self.assertTrue(self.is_confirmed())

    def test_ten_minutes_and_no_longer(self):
        row = self.env["hub.application.code"].search([], limit=1)
        self.assertAlmostEqual(
            row.expires_at - self.env.cr.now(), timedelta(minutes=10), delta=timedelta(minutes=1)
        )
        row.expires_at = self.env.cr.now()
        self.assertIn("끝났습니다", self.errors(self.try_code(self.code))["code"])

    def test_a_new_code_ends_the_earlier_one(self):
        self.assertIn("다시 보냈습니다", self.send_again().text)
        self.assertNotEqual(len(self.letters), 1)
        if self.read_code() != self.code:
            self.try_code(self.code)
            self.assertFalse(self.is_confirmed())
        self.try_code(self.read_code())
        self.assertTrue(self.is_confirmed())

    def test_a_code_works_once(self):
        self.try_code(self.code)
        application = self.application_of(self.link)
        self.assertEqual(application._redeem_code("confirm", self.code), "ended")

    def test_a_code_is_for_one_purpose_and_one_mailbox(self):
        application = self.application_of(self.link)
        self.assertEqual(application._redeem_code("enter", self.code), "ended")
        application.officer_email = "other@example.kr"
        self.assertEqual(application._redeem_code("confirm", self.code), "ended")

    def test_the_code_is_kept_nowhere_in_plain(self):
        row = self.env["hub.application.code"].search([], limit=1)
        self.assertNotIn(self.code, str(row.read()))
        self.assertEqual(len(row.code_hash), 64)
        self.assertFalse(self.env["mail.mail"].search([("email_to", "=", "gaon@example.kr")]))

    def test_a_mailbox_gets_five_letters_an_hour_and_the_page_says_the_same(self):
        pages = [self.send_again().text for _time in range(7)]
        self.assertEqual(len(self.letters), 5)
        self.assertIn("다시 보냈습니다", pages[0])
        self.assertIn("다시 보냈습니다", pages[-1])

    def test_another_application_does_not_get_more_letters_for_the_same_mailbox(self):
        for _time in range(4):
            self.send_again()
        self.fill("agency", "officer", agency={"tenant_name": "gaon-two"})
        self.assertEqual(len(self.letters), 5)

    def test_a_known_mailbox_is_answered_like_an_unknown_one(self):
        """Nobody learns from the page whether an agency's officer has applied before."""
        first = self.get(f"{self.link}/code").text
        link = self.fill("agency", "officer", agency={"tenant_name": "gaon-two"})
        second = self.get(f"{link}/code").text
        third = self.fill("agency", agency={"tenant_name": "gaon-three"})
        unknown = {**OFFICER, "officer_email": "nobody@example.kr"}
        text = self.send(f"{third}/officer", unknown).text
        shape = [self._plain(one) for one in (first, second, text)]
        self.assertEqual(shape[0], shape[1])
        self.assertEqual(shape[0], shape[2])

    def _plain(self, text):
        from lxml import html

        body = html.fromstring(text).xpath("//main")[0].text_content()
        return " ".join(body.replace("gaon@", "X@").replace("nobody@", "X@").split())

    def test_one_visitor_has_thirty_tries_in_ten_minutes(self):
        limit = self.env["hub.rate.limit"]
        for _try in range(30):
            limit._take("try a code", "127.0.0.1", 30, 600)
        answer = self.try_code(self.code)
        self.assertIn("너무 많이", self.errors(answer)["code"])
        self.assertFalse(self.is_confirmed())

    def test_a_limit_ends_with_its_window(self):
        limit = self.env["hub.rate.limit"]
        self.assertTrue(limit._take("x", "y", 1, 60))
        self.assertFalse(limit._take("x", "y", 1, 60))
        self.assertTrue(limit._take("x", "z", 1, 60))
        limit.search([]).write({"until": self.env.cr.now()})
        limit.flush_model()
        self.assertTrue(limit._take("x", "y", 1, 60))
        self.assertNotIn("127.0.0.1", str(limit.search([]).mapped("key")))
