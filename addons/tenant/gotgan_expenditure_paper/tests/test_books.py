from odoo.tests import tagged

from .common import PaperCase


@tagged("post_install", "-at_install")
class TestBooks(PaperCase):
    """일상경비 정산서 with its 현금출납부, 반납고지서."""

    def test_a_month_of_petty_cash(self):
        designation = self.designate()
        self.grant(designation, 1_000_000)
        self.spend(designation, 120_000)
        settlement = self.settle_month(designation)
        settlement.with_user(self.disburser).action_accept()
        first, book = self.pages(settlement, user=self.keeper)
        for word in (
            "일상경비 정산서", settlement.number, "1,000,000", "120,000", "880,000", "윤일상",
            "이지출", "금 일십이만원정", "(직인)",
        ):
            self.assertIn(word, first)
        for word in ("현금출납부", "전월 이월", "교부", "지출", "880,000", "- 2 / 2 -"):
            self.assertIn(word, book)
        self.assertIn(880_000, self.cells(settlement, user=self.keeper))
        self.assertOpens(settlement, user=self.keeper)

    def test_a_notice_of_return(self):
        _request, _commitment, _inspection, voucher, _order = self.pay_through(1_000_000)
        notice = self.notify(voucher, 150_000)
        self.assertSays(
            notice, "반납고지서", notice.number, "금 일십오만원정 (₩150,000)", "한빛문구 귀하",
            "납부 기한", "이지출", "(직인)", "영수증",
        )
        self.receive(notice)
        self.assertSays(notice, notice.receipt_reference)
        self.assertIn(150_000, self.cells(notice))
        self.assertOpens(notice)
