from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.gotgan_contract.tests.common import MILLION

from .common import PaperCase


@tagged("post_install", "-at_install")
class TestContract(PaperCase):
    """계약서, 청렴서약서, 준공검사조서, 하자검사조서, 계약대장."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firms[:1].business_number = "120-81-47521"

    def test_contract_and_pledge(self):
        contract = self.draft_contract(self.award(15 * MILLION))
        self.assertSays(contract, "증빙으로 쓸 수 없습니다", user=self.clerk)
        self.sign(contract)
        self.assertSays(
            contract, "물품 계약서", contract.number, "금 일천오백만원정 (₩15,000,000)",
            "주식회사 가온", "120-81-47521", "김재무", "(직인)", "(인)", "기명·날인",
            "지연배상금률", "0.8/1,000", user=self.clerk,
        )
        self.assertSays(
            contract, "청렴서약서", "제6조의2", "주식회사 가온", "서약합니다", user=self.clerk,
            part="pledge",
        )
        self.assertIn(15 * MILLION, self.cells(contract, user=self.clerk))
        for part in ("main", "pledge"):
            self.assertOpens(contract, user=self.clerk, part=part)
        [inspection] = self.accept(contract)
        self.assertSays(
            inspection, "준공검사조서", contract.number, "서검사", "15,000,000",
            user=self.inspector,
        )

    def test_defects_and_register(self):
        contract = self.sign(self.draft_contract(self.works(), defect_years=2))
        self.accept(contract)
        check = contract.defect_check_ids[:1]
        self.assertTrue(check)
        check.with_user(self.inspector)._do_transition("find", "외벽 균열 2개소")
        self.assertSays(
            check, "하자검사조서", "외벽 균열 2개소", "서검사", contract.number, "하자가 있음",
            user=self.clerk,
        )
        self.assertOpens(check, user=self.clerk)
        self.look_at_register(contract)

    def test_an_advance_says_its_contract(self):
        contract = self.sign(self.draft_contract(self.works(), defect_years=2))
        self.guarantee(contract, kind="advance", amount=10 * MILLION)
        advance = self.env["gotgan.contract.advance"].with_user(self.clerk).create({
            "contract_id": contract.id, "partner_id": contract.partner_id.id,
            "amount": 10 * MILLION, "plan": "자재 구입",
        })
        advance.with_user(self.officer).action_grant()
        voucher = self.env["gotgan.voucher"].with_user(self.disburser).browse(
            advance.with_user(self.disburser).action_new_voucher()["res_id"],
        )
        self.assertSays(
            voucher, "지출 근거", "계약 선금", contract.number, "10,000,000원", "자재 구입",
            user=self.disburser,
        )

    def test_an_order_of_unit_prices(self):
        contract = self.sign(self.draft_unit())
        self.assertSays(contract, "품목별 단가", "복사용지", "20,000", user=self.clerk)
        order = self.place(contract, {contract.item_ids[0]: 100, contract.item_ids[1]: 2.5})
        self.assertSays(
            order, "발주서(납품요구서)", order.number, contract.number, "금 이백칠십오만원정",
            "토너", "2.5", "300,000", "납품기한", "김재무", "제25조", user=self.author,
        )
        inspection = self.deliver(order, {contract.item_ids[0]: 40})
        self.assertSays(inspection, "납품 품목", "복사용지", "800,000", user=self.inspector)
        self.assertSays(order, "납품 현황", "800,000", user=self.author)
        self.assertOpens(order, user=self.author)
        book = self.env["gotgan.contract.book"].with_user(self.clerk).create({
            "date_from": self.today, "date_to": self.today,
        })
        self.assertIn("단가계약, 발주 2,750,000원", book._get_paper().blocks[1].rows[0].cells[1])

    def test_a_wage_claim(self):
        contract = self.sign(self.draft_contract(
            self.works(), defect_years=2, labour_apart=True,
        ))
        claim = self.env["gotgan.labour.claim"].with_user(self.clerk).create({
            "name": "10월 노무비", "contract_id": contract.id, "amount": 20 * MILLION,
            "date_from": self.today, "date_to": self.today, "worker_ids": [Command.create({
                "name": "김목수", "birth": "800131", "trade": "형틀목공", "days": 12.5,
                "wage": 3 * MILLION,
            })],
        })
        self.assertSays(
            claim, "노무비 지급확인서", contract.number, "김목수", "800131", "12.5", "3,000,000",
            "17,000,000", user=self.clerk,
        )
        claim._write_locked({"state": "paid"})
        claim.worker_ids.write({"paid": 3 * MILLION, "paid_on": self.today})
        claim.action_confirm()
        self.assertSays(claim, "확인합니다", "오계약", user=self.clerk)
        self.assertOpens(claim, user=self.clerk)

    def look_at_register(self, contract):
        books = self.env["gotgan.contract.book"]
        values = {"date_from": self.today - timedelta(days=1), "date_to": self.today}
        book = books.with_user(self.clerk).create(values)
        numbers = [row.cells[0] for row in book._get_paper().blocks[1].rows]
        self.assertIn(contract.number, numbers)
        for form in ("pdf", "xlsx", "hwpx"):
            getattr(book, f"action_{form}")()
            self.assertTrue(book.file)
        other = books.with_user(self.world.stranger).create(values)
        hidden = [row.cells[0] for row in other._get_paper().blocks[1].rows]
        self.assertNotIn(contract.number, hidden)
        with self.assertRefused():
            book.date_to = self.today - timedelta(days=9)
