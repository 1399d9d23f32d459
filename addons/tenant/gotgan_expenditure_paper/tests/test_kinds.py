from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.gotgan_expenditure_card.tests.common import CardCase

from .common import PaperCase, PaperReading


@tagged("post_install", "-at_install")
class TestKinds(PaperCase):
    """품의서, 지출결의서, 지급명령서, 검사조서: figures, names and words of each kind."""

    def test_a_case_from_request_to_payment(self):
        request, commitment, inspection, voucher, order = self.pay_through(1_200_000)
        amount = "금 일백이십만원정 (₩1,200,000)"
        self.assertSays(
            request, "지출 품의서(일반지출)", request.number, request.name, amount, "박품의",
            "재무관", "김재무", "한빛문구", "(단위: 원)", "- 1 / 1 -",
        )
        self.assertSays(
            inspection, "검 사 조 서", inspection.number, commitment.number, amount, "박품의",
            "(인)", "이행되었음을 확인합니다",
        )
        self.assertSays(
            commitment, "지출원인행위서", commitment.number, request.number, amount, "김재무",
            commitment.basis, "한빛문구", "원인행위를 결의합니다",
        )
        self.assertSays(
            voucher, "지출결의서", voucher.number, request.number, commitment.number, amount,
            "지출원", "이지출", "124-81-00998", self.account.acc_number,
        )
        self.assertSays(
            order, "지급명령서", "금고은행 귀중", order.number, voucher.number, amount, "이지출",
            "최출납", "(직인)", order.transfer_reference, user=self.cashier,
        )
        self.assertEqual(len(self.pages(order, user=self.cashier)), 1, "the seal on its page")
        for document in (request, commitment, inspection, voucher, order):
            with self.subTest(document=document._name):
                self.assertIn(1_200_000, self.cells(document, user=self.officer))
                self.assertOpens(document, user=self.officer)

    def test_what_is_kept_back(self):
        tax = self.env["gotgan.custody"]._find_account("income_tax")
        commitment = self.commit(self.approve_request(1_000_000))
        self.inspect(commitment)
        voucher = self.resolve(commitment, deduction_ids=[Command.create({
            "account_id": tax.id, "name": "기타소득 원천징수", "amount": 88_000,
        })])
        self.assertSays(voucher, "공제 내역", "기타소득 원천징수", "88,000", "912,000")
        order = self.order(voucher)
        self.assertSays(
            order, "금 구십일만이천원정 (₩912,000)", "88,000", user=self.disburser,
        )

    def test_every_kind_has_its_title(self):
        titles = {
            "bulk": "대량지급", "payroll": "급여", "travel": "여비", "dues": "공과금",
            "auto": "자동이체", "card": "법인카드",
        }
        for kind, word in titles.items():
            with self.subTest(kind=kind):
                request = self.approve_request(70_000, kind=kind)
                commitment = self.commit(
                    request, inspected_kind="none", basis_kind="decision",
                )
                voucher = self.draft_voucher(commitment)
                self.assertEqual(request._get_paper().title, f"지출 품의서({word})")
                self.assertEqual(voucher._get_paper().title, f"지출결의서({word})")

    def test_money_before_its_use_is_known(self):
        voucher = self.pay_estimate(300_000)
        request = voucher.commitment_id.request_id
        for document in (request, voucher):
            self.assertSays(
                document, "(개산급)", "개산급 근거", "사용 기한", "금 삼십만원정", "지출 근거",
            )

    def test_what_became_of_it(self):
        settlement = self.settle(self.pay_estimate(300_000), 250_000)
        self.assertSays(
            settlement, "개산급 정산서", settlement.number, "금 이십오만원정", "50,000", "박품의",
            settlement.return_ids.number or "정산 내역", "(인)", user=self.disburser,
        )
        self.assertIn(250_000, self.cells(settlement, user=self.disburser))
        self.assertOpens(settlement, user=self.disburser)

    def test_a_debt_of_a_prior_year(self):
        claim = self.env["gotgan.prior.claim"].with_user(self.author).create({
            "name": "12월 전기요금", "partner_id": self.payee.id, "amount": 500_000,
            "prior_year": self.today.year - 1, "arose_date": self.today - timedelta(days=330),
            "reason": "고지서가 출납폐쇄 뒤에 도착함",
        })
        claim.action_submit()
        claim.with_user(self.officer).action_recognize()
        voucher = self.pay_kind(self.draft_request(
            500_000, kind="prior_year", prior_claim_id=claim.id,
        ))
        year = f"{self.today.year - 1}년도"
        self.assertSays(voucher, "지출결의서(과년도지출)", year, "채무 확정일")
        self.assertSays(voucher.commitment_id.request_id, year, "출납폐쇄 뒤에 도착함")

    def test_a_draft_is_no_evidence(self):
        request = self.draft_request(500_000)
        self.assertSays(request, "증빙으로 쓸 수 없습니다", "품의합니다")
        request.action_submit()
        self.assertNotIn("증빙으로 쓸 수", " ".join(self.pages(request)))
        request.with_user(self.author)._do_transition("cancel", "계획 변경")
        self.assertSays(request, "취소된 문서입니다")

    def test_a_payee_list(self):
        bulk = self.load(self.make_csv(
            "김하나,,004,110-234-567890,300000,9000,900,강사료",
            "이두리,,088,110-234-567891,200000,6000,600,강사료",
        ))
        self.assertFalse(bulk.error_count, bulk.fault_ids.mapped("code"))
        voucher = self.confirm(bulk)
        text = self.assertSays(
            bulk, "대량지급 지급명세서", "김하나", "이두리", "500,000", "16,500", "483,500", "2명",
        )
        self.assertIn("강사료", text)
        paper = self.assertSays(voucher, "지급명세서 별첨", bulk.number, user=self.disburser)
        self.assertNotIn("김하나", paper)
        self.assertIn(300_000, self.cells(bulk))
        self.assertOpens(bulk)


@tagged("post_install", "-at_install")
class TestCardUses(PaperReading, CardCase):
    """지출결의서 of a card company's bill: every use with day, place, person and purpose."""

    def test_uses(self):
        request = self.approve_request(
            96_000, name="직원 격려 다과", partner_id=self.company.id, kind="card",
        )
        self.commit(request, inspected_kind="none")
        statement = self.load(self.make_csv(
            f"{self.today} 12:10,한밭식당,직원 격려 오찬,4,96000,카드,기관,A1",
        ))
        use = statement.use_ids
        use.sort = "업무"
        use.action_match()
        statement.action_settle()
        self.assertSays(
            use.voucher_id, "지출결의서(법인카드)", "카드 사용 내역", "한밭식당", "직원 격려 오찬",
            "96,000", "1건",
        )
