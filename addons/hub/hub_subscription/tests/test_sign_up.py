from unittest.mock import patch

from odoo.tests import tagged

from ..models.hub_application_opening import HubApplicationOpening
from .common import AGENCY, OFFICER, SiteCase


@tagged("post_install", "-at_install")
class TestSignUp(SiteCase):
    def test_from_the_first_answer_to_the_receipt(self):
        link = self.fill_all()
        application = self.application_of(link)
        self.assertRecordValues(application, [{
            "state": "submitted", "step": "start", "agency_name": "가온문화재단",
            "business_number": "999-82-12347", "tenant_name": "gaon-culture",
            "confirmed_email": "gaon@example.kr", "plan_code": "standard", "user_count": 40,
        }])
        self.assertTrue(application.number)
        self.assertRecordValues(application.tenant_id, [{
            "state": "requested", "name": "gaon-culture", "kind": "agency",
            "business_number": "9998212347", "officer_email": "gaon@example.kr",
        }])
        self.assertRecordValues(application.contract_id, [{
            "users": 40, "months": 12, "total": application.total_amount,
            "monthly_total": application.monthly_amount, "officer_department": "경영지원팀",
        }])
        self.assertIn(application.number, self.get(f"{link}/start").text)

    def test_each_consent_is_kept_with_its_version(self):
        application = self.application_of(self.fill_all())
        current = self.env["hub.terms"]._get_current()
        self.assertEqual(len(current), 3)
        self.assertEqual(application.consent_ids.terms_id, current)
        for consent in application.consent_ids:
            self.assertEqual(consent.digest, consent.terms_id.digest)
            self.assertEqual(consent.officer_name, "김가온")

    def test_the_receipt_comes_by_mail_with_the_configured_address(self):
        self.env["ir.config_parameter"].set_param("hub_subscription.url", "https://gotgan.example")
        link = self.fill_all()
        text = self.letters[-1].get_body(("plain",)).get_content()
        self.assertIn(f"https://gotgan.example{link}", text)
        self.assertIn(self.application_of(link).number, text)

    def test_papers(self):
        link = self.fill_all()
        for kind in ("quote", "application", "agreement"):
            paper = self.get(f"{link}/paper/{kind}.pdf")
            self.assertEqual(paper.status_code, 200, kind)
            self.assertEqual(paper.headers["Content-Type"], "application/pdf")
            self.assertTrue(paper.content.startswith(b"%PDF-"))
            self.assertIn("attachment", paper.headers["Content-Disposition"])
        self.assertEqual(self.get(f"{link}/paper/secret.pdf").status_code, 404)

    def test_no_papers_before_the_receipt(self):
        link = self.fill("agency")
        self.assertEqual(self.get(f"{link}/paper/quote.pdf").status_code, 404)

    def test_the_link_leads_to_where_one_stopped(self):
        link = self.begin()
        self.assertTrue(self.get(link).url.endswith("/agency"))
        self.send(f"{link}/agency", AGENCY)
        self.assertTrue(self.get(link).url.endswith("/officer"))
        self.send(f"{link}/officer", OFFICER)
        self.assertTrue(self.get(link).url.endswith("/code"))

    def test_no_step_is_jumped_over(self):
        link = self.fill("agency")
        for step in ("code", "plan", "terms", "start"):
            self.assertTrue(self.get(f"{link}/{step}").url.endswith("/officer"), step)
        token = self.see(f"{link}/officer").xpath("//input[@name='csrf_token']/@value")[0]
        self.send(f"{link}/terms", {}, csrf=token)
        self.assertEqual(self.application_of(link).state, "draft")

    def test_going_back_shows_what_was_answered(self):
        link = self.fill("agency", "officer", "code", "plan")
        page = self.see(f"{link}/agency")
        self.assertEqual(page.xpath("//input[@name='agency_name']/@value"), ["가온문화재단"])
        self.assertEqual(page.xpath("//option[@selected]/@value"), ["11110"])
        self.assertEqual(page.xpath("//input[@checked]/@value"), ["agency"])

    def test_bad_answers_lose_nothing(self):
        link = self.begin()
        answer = self.send(f"{link}/agency", {**AGENCY, "business_number": "999-82-12346"})
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(list(self.errors(answer)), ["business_number"])
        self.assertIn("올바른 사업자등록번호가 아닙니다", self.errors(answer)["business_number"])
        self.assertIn('value="가온문화재단"', answer.text)
        self.assertIn('value="gaon-culture"', answer.text)
        self.assertIn('aria-invalid="true"', answer.text)
        self.assertFalse(self.application_of(link).agency_name)

    def test_every_field_says_what_is_wrong(self):
        link = self.begin()
        answer = self.send(f"{link}/agency", {"government": "99999", "kind": "bank"})
        self.assertEqual(
            list(self.errors(answer)),
            ["kind", "agency_name", "business_number", "government", "tenant_name"],
        )
        self.send(f"{link}/agency", AGENCY)
        answer = self.send(f"{link}/officer", {})
        self.assertEqual(
            list(self.errors(answer)),
            ["officer_name", "officer_department", "officer_email", "officer_phone"],
        )

    def test_a_changed_mailbox_is_confirmed_again(self):
        link = self.fill("agency", "officer", "code")
        answer = self.send(f"{link}/officer", {**OFFICER, "officer_email": "other@example.kr"})
        self.assertTrue(answer.url.endswith("/code"))
        self.assertFalse(self.application_of(link).is_confirmed)

    def test_an_unchanged_mailbox_is_not(self):
        link = self.fill("agency", "officer", "code")
        same = {**OFFICER, "officer_name": "박가온", "officer_email": "Gaon@Example.kr"}
        answer = self.send(f"{link}/officer", same)
        self.assertTrue(answer.url.endswith("/plan"))

    def test_fewer_users_than_a_plan_includes(self):
        link = self.fill("agency", "officer", "code", "plan", plan={"user_count": "1"})
        included = {one["code"]: one["users"] for one in self.env["hub.plan"]._get_offers("agency")}
        self.assertEqual(self.application_of(link).user_count, included["standard"])

    def test_what_a_plan_cannot_be(self):
        link = self.fill("agency", "officer", "code")
        wrong = {"plan_code": "x", "user_count": "0", "month_count": "99"}
        answer = self.send(f"{link}/plan", wrong)
        self.assertEqual(list(self.errors(answer)), ["plan_code", "user_count", "month_count"])

    def test_every_consent_is_needed(self):
        link = self.fill("agency", "officer", "code", "plan")
        boxes = self.see(f"{link}/terms").xpath("//input[@type='checkbox']")
        ticked = {box.get("name"): box.get("value") for box in boxes[:-1]}
        answer = self.send(f"{link}/terms", ticked)
        self.assertEqual(list(self.errors(answer)), [boxes[-1].get("name")])
        self.assertEqual(self.application_of(link).state, "draft")
        checked = [box.get("checked") for box in self._boxes(answer)]
        self.assertEqual(checked, ["checked", "checked", None])

    def _boxes(self, answer):
        from lxml import html

        return html.fromstring(answer.content).xpath("//input[@type='checkbox']")

    def test_a_text_that_changed_meanwhile_is_read_again(self):
        link = self.fill("agency", "officer", "code", "plan")
        boxes = self.see(f"{link}/terms").xpath("//input[@type='checkbox']")
        ticked = {box.get("name"): box.get("value") for box in boxes}
        old = self.env["hub.terms"]._get_current()[:1]
        new = old.with_user(self.manager).copy({"version": "2026-11b"})
        new.action_publish()
        answer = self.send(f"{link}/terms", ticked)
        self.assertIn("글이 바뀌었습니다", self.errors(answer)[f"agree_{old.code}"])

    def test_nobody_applies_without_texts(self):
        link = self.fill("agency", "officer", "code", "plan")
        current = self.env["hub.terms"]._get_current()
        current[:1]._do_transition("withdraw", reason="wrong")
        answer = self.agree(link)
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(self.application_of(link).state, "draft")

    def test_a_price_that_changed_meanwhile_is_looked_at_again(self):
        link = self.fill("agency", "officer", "code", "plan")
        boxes = self.see(f"{link}/terms").xpath("//input[@type='checkbox']")
        ticked = {box.get("name"): box.get("value") for box in boxes}
        application = self.application_of(link)
        application.total_amount -= 1000
        answer = self.send(f"{link}/terms", ticked, csrf=self._token())
        self.assertIn("요금이 바뀌었습니다", self.errors(answer)["terms"])
        self.send(f"{link}/terms", ticked)
        application.invalidate_recordset()
        self.assertEqual(application.state, "submitted")
        self.assertEqual(application.total_amount, application.contract_id.total)

    def test_a_plan_that_is_gone_meanwhile_is_chosen_again(self):
        link = self.fill("agency", "officer", "code", "plan")
        token = self._token()
        self.env["hub.plan"].search([("code", "=", "standard")]).active = False
        self.assertTrue(self.send(f"{link}/terms", {}, csrf=token).url.endswith("/plan"))
        self.assertFalse(self.application_of(link).plan_code)

    def _token(self):
        return self.see("/apply").xpath("//input[@name='csrf_token']/@value")[0]

    def test_an_address_that_is_taken(self):
        self.fill_all()
        link = self.begin()
        answer = self.send(f"{link}/agency", AGENCY)
        self.assertEqual(list(self.errors(answer)), ["tenant_name"])

    def test_availability_tells_free_or_taken_and_no_more(self):
        self.fill_all()
        link = self.begin()
        for name, verdict in (
            ("gaon-culture", "taken"), ("gaon-library", "free"), ("hub", "taken"),
            ("x", "malformed"), ("Gaon", "malformed"),
        ):  # fmt: skip
            answer = self.get(f"{link}/address.json?name={name}").json()
            self.assertEqual(answer, {"verdict": verdict}, name)

    def test_somebody_was_faster(self):
        """The address goes between the first step and the last: back to it, with all the rest."""
        slow = self.fill("agency", "officer", "code", "plan")
        self.fill_all(officer={"officer_email": "other@example.kr"})
        answer = self.agree(slow)
        self.assertIn("/agency", answer.url)
        self.assertIn("이미 쓰이고 있는 주소입니다", answer.text)
        self.assertEqual(self.application_of(slow).state, "draft")
        self.send(f"{slow}/agency", {**AGENCY, "tenant_name": "gaon-arts"})
        self.agree(slow)
        self.assertEqual(self.application_of(slow).state, "submitted")

    def test_agreeing_twice(self):
        link = self.fill_all()
        number = self.application_of(link).number
        answer = self.send(f"{link}/terms", {}, csrf=self._token())
        self.assertTrue(answer.url.endswith("/start"))
        self.assertEqual(self.application_of(link).number, number)
        self.assertEqual(len(self.application_of(link).consent_ids), 3)

    def test_answers_cannot_change_after_the_receipt(self):
        link = self.fill_all()
        changed = {**AGENCY, "agency_name": "다른기관"}
        self.send(f"{link}/agency", changed, csrf=self._token())
        self.assertEqual(self.application_of(link).agency_name, "가온문화재단")

    def test_status_tells_what_is_next(self):
        link = self.fill("agency")
        self.assertIn("아직 접수되지 않았습니다", self.get(f"{link}/status").text)
        link = self.fill_all()
        self.assertIn("지금 시작할 수 있으며", self.get(f"{link}/status").text)

    def test_an_error_of_the_server_looks_like_the_site(self):
        link = self.begin()
        with (
            patch.object(HubApplicationOpening, "_has_papers", side_effect=ZeroDivisionError),
            self.assertLogs("odoo.addons.hub_subscription.models.ir_http"),
            self.assertLogs("odoo.http"),
        ):
            answer = self.get(f"{link}/status")
        self.assertEqual(answer.status_code, 500)
        self.assertIn("저희 쪽의 문제입니다", answer.text)
        self.assertNotIn("ZeroDivisionError", answer.text)
