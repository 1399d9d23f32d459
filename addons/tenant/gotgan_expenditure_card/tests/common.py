import base64

from odoo.addons.gotgan_expenditure.tests.common import ExpenditureCase

HEADING = "사용일시,사용장소,집행목적,대상인원,사용금액,결제방법,비목,승인번호"


class CardCase(ExpenditureCase):
    """The vocabulary of cards: a statement, its uses, the request they belong to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company, _account = cls.world.make_payee("나라카드 주식회사")
        cls.card = cls.env["gotgan.card"].create({
            "name": "시민소통관 카드", "digits": "1234", "partner_id": cls.company.id,
            "department_id": cls.world.department.id, "limit_amount": 20_000_000,
        })

    def load(self, data, take=True):
        statement = self.env["gotgan.card.statement"].with_user(self.author).create({
            "name": "카드 이용내역", "card_id": self.card.id, "file": base64.b64encode(data),
        })
        statement.action_check()
        if take:
            statement.action_take()
        return statement

    def make_csv(self, *rows):
        return "\n".join((HEADING, *rows)).encode()

    def get_words(self, use):
        return [one["message"] for one in use.findings["items"]]

    def pay_voucher(self, voucher):
        """Resolve and pay what was settled with the card company."""
        voucher = voucher.with_user(self.disburser)
        voucher.evidence_ids = self.invoice
        voucher.action_resolve()
        self.pay(self.order(voucher))
