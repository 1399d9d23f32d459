import base64
import hashlib

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestPapers(PlanCase):
    def test_asking_for_the_quotation_issues_it(self):
        contract = self.apply(users=45)
        name, data = contract._get_paper("quote")
        self.assertRegex(name, r"^견적서_2026-\d{6}\.pdf$")
        self.assertEqual(contract.state, "quoted")
        text = self.read((name, data))
        for part in (
            "가온문화재단 귀중", "금 팔백이십일만삼천칠백원정 (₩8,213,700)", "684,475",
            "유효기간: 2026. 12. 22.까지", "124-81-00998", "이곳간",
        ):
            self.assertIn(part, text)

    def test_application_says_what_is_asked_for(self):
        text = self.read(self.apply("basic", users=12)._get_paper("application"))
        for part in ("가온문화재단", "기본", "12명", "접수번호", "동의 사항"):
            self.assertIn(part, text)

    def test_contract_has_its_annexes(self):
        contract = self.sign(self.apply())
        text = self.read(contract._get_paper("agreement"))
        for part in (
            "[별첨 1] 서비스 수준 협약", "월 가용률: 99.9 % 이상",
            "[별첨 2] 개인정보 처리위탁 계약서",
            "제5조(재위탁의 제한)", "2026. 11. 22. ~ 2027. 11. 21. (12개월)", "제16조(분쟁의 해결)",
        ):
            self.assertIn(part, text)

    def test_a_paper_is_sealed_once(self):
        contract = self.apply()
        first, second = contract._get_paper("quote"), contract._get_paper("quote")
        self.assertEqual(first, second)
        paper = contract.paper_ids
        self.assertEqual(len(paper), 1)
        self.assertEqual(paper.sha256, hashlib.sha256(first[1]).hexdigest())

    def test_what_was_quoted_keeps_its_articles(self):
        contract = self.sign(self.apply())
        before = contract._get_paper("agreement")
        self.env["hub.clause"].search([]).write({"text": "바뀐 조항"})
        self.assertEqual(contract._get_paper("agreement"), before)

    def test_a_change_is_a_new_edition_under_the_same_number(self):
        contract = self.run_contract()
        contract._get_paper("agreement")
        quote = contract._get_paper("quote")
        contract._change(self.extended, 100, 200, "증원")
        name, data = contract._get_paper("agreement")
        self.assertTrue(name.endswith("-2.pdf"))
        self.assertIn("제1차 변경", self.read((name, data)))
        self.assertEqual(contract._get_paper("quote"), quote, "the quotation stays as it was")
        papers = contract.paper_ids.filtered(lambda one: one.kind == "agreement")
        self.assertEqual(len(set(papers.mapped("number"))), 1)

    def test_a_copy_that_differs_is_not_handed_over(self):
        contract = self.apply()
        contract._get_paper("quote")
        self.env.cr.execute("ALTER TABLE hub_paper DISABLE TRIGGER USER")
        self.env.cr.execute(
            "UPDATE hub_paper SET file = %s WHERE id = %s",
            [base64.b64encode(b"forged"), contract.paper_ids.id],
        )
        contract.paper_ids.invalidate_recordset()
        with self.assertRaisesRegex(UserError, contract.paper_ids.number):
            contract._get_paper("quote")

    def test_an_application_has_no_contract_when_cancelled(self):
        contract = self.apply()
        contract._do_transition("cancel", "중복 신청")
        self.assertRefused(contract.number, contract._get_paper, "agreement")
        self.assertRefused(contract.number, contract._get_paper, "quote")

    def test_readers_open_papers(self):
        contract = self.sign(self.apply())
        for user in (self.staff, self.auditor):
            action = contract.with_user(user).action_print_agreement()
            self.assertIn("/web/content/hub.paper/", action["url"])
        with self.assertRaises(AccessError):
            self.apply("basic", tenant=self.make_tenant("nanum", "나눔재단")).with_user(
                self.staff,
            ).action_print_quote()

    def test_statement_says_what_was_measured(self):
        self.run_contract(users=30)
        self.sample(self.cr._now.replace(month=10, day=9), users=34)
        statement = self.issue(self.october())
        text = self.read(statement._get_paper("statement"))
        for part in (
            statement.number, "2026년 10월", "추가 사용자", "34명", "2026-10-09 11:00 측정",
            "1/2,976회", "납부기한 2026. 12. 22.",
        ):
            self.assertIn(part, text)

    def test_tax_invoice_of_a_statement(self):
        self.run_contract(users=45)
        statement = self.issue(self.october())
        name, data = statement._get_paper("tax_invoice")
        self.assertEqual(name, f"전자세금계산서_{statement.number}.xml")
        text = data.decode()
        self.assertIn(f"<ChargeTotalAmount>{statement.supply}<", text)
        self.assertIn(f"<TaxTotalAmount>{statement.tax}<", text)
        self.assertIn("<IssueDateTime>20261031<", text)
        statement.contract_id.representative = False
        self.assertRefused("32", statement._get_invoice)

    def test_file_of_many_tax_invoices(self):
        self.run_contract()
        statement = self.october()
        files = self.env["hub.tax.file"].with_user(self.manager)
        chosen = {"active_model": "hub.statement", "active_ids": statement.ids}
        self.assertRefused(".", files.with_context(**chosen).create({}).action_make)
        self.issue(statement)
        made = files.with_context(**chosen).create({})
        made.action_make()
        self.assertIn(statement.number, base64.b64decode(made.file).decode("utf-8-sig"))

    def test_a_draft_has_no_papers(self):
        self.run_contract()
        self.assertRefused(".", self.october()._get_paper, "statement")
