from odoo.tests import tagged

from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestPayees(TreasuryCase):
    """The bank says whose account it is."""

    def ask(self, holder, **values):
        changes = self.env["gotgan.payee.change"].with_user(self.disburser)
        change = changes.create({
            "partner_id": self.payee.id, "acc_number": "777", "acc_holder_name": holder,
            "ground": "통장 사본", "bank_id": self.account.bank_id.id, **values,
        })
        change.action_ask()
        return change

    def test_the_holder_is_kept(self):
        self.bank.holders["777"] = "주식회사 한빛문구"
        self.assertEqual(self.ask("주식회사 한빛문구").holder_answer, "주식회사 한빛문구")

    def test_another_holder_is_refused(self):
        self.bank.holders["777"] = "홍길동"
        with self.assertRefused("홍길동", "777"):
            self.ask("주식회사 한빛문구")

    def test_an_account_names_its_bank(self):
        with self.assertRefused("777"):
            self.ask("주식회사 한빛문구", bank_id=False)
        nameless = self.env["res.bank"].create({"name": "이름만 있는 곳"})
        with self.assertRefused("777"):
            self.ask("주식회사 한빛문구", bank_id=nameless.id)
