import base64
from datetime import timedelta

from odoo.tests import tagged

from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestDay(TreasuryCase):
    """Books and bank agree at the end of a day, or what differs is named."""

    def compare(self):
        day = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today,
        })
        day.action_read()
        return day

    def test_agreed(self):
        self.pay_by_bank(1_000_000)
        self.pay_by_bank(2_000_000)
        day = self.compare()
        self.assertRecordValues(day, [{
            "own_amount": 3_000_000, "bank_amount": 3_000_000, "closing_balance": 97_000_000,
        }])
        self.assertFalse(day.difference_ids)
        day.action_agree()
        self.assertEqual(day.state, "agreed")

    def test_differences_by_name(self):
        _order, instruction = self.pay_by_bank(1_000_000)
        self.bank.entries[0]["amount"] = -900_000
        self.bank.entries[0]["balance"] = 99_100_000
        self.bank.move("transfer", "모르는 번호", -5_000)
        day = self.compare()
        self.assertEqual(
            {(one.kind, one.key) for one in day.difference_ids},
            {("amount", instruction.key), ("not_in_books", "모르는 번호")},
        )
        with self.assertRefused("2"):
            day.action_agree()
        for one in day.difference_ids:
            one.explanation = "은행 확인"
        day.action_agree()
        self.assertEqual(day.state, "agreed")

    def test_a_transfer_that_came_back_reopens_the_order(self):
        order, instruction = self.pay_by_bank(1_000_000)
        self.bank.move("return", instruction.key, 1_000_000, "계좌 해지")
        day = self.compare()
        self.assertEqual((instruction.state, order.state), ("returned", "returned"))
        self.assertEqual(order.voucher_ids.state, "resolved")
        self.assertFigures(paid=0, committed=1_000_000)
        self.assertEqual(self.treasury.balance, 0)
        self.assertFalse(day.difference_ids)
        day.action_read()
        self.assertEqual(len(order.event_ids.filtered(lambda one: one.target == "returned")), 1)

    def test_a_day_begins_where_the_last_agreed_day_ended(self):
        """What moved on a day nobody compared is found on the next one."""
        earlier = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today - timedelta(days=2),
        })
        self.read(earlier, 1_000, 90_000_000)
        self.bank.move("deposit", "", 5_000, "임대료")
        self.assertFalse(self.compare().difference_ids.filtered(lambda one: one.kind == "opening"))
        self.assertEqual([one.kind for one in earlier.difference_ids], ["receipt_not_in_books"])
        earlier.difference_ids.explanation = "은행 확인"
        earlier.action_agree()
        day = self.env["gotgan.bank.day"].search([("date", "=", self.today)])
        day.with_user(self.cashier).action_compare()
        opening = day.difference_ids.filtered(lambda one: one.kind == "opening")
        self.assertRecordValues(opening, [{
            "own_amount": 90_000_000, "bank_amount": 100_000_000,
            "label": str(earlier.date),
        }])
        with self.assertRefused("2"):
            day.with_user(self.cashier).action_agree()

    def read(self, day, amount, balance):
        """One deposit of the day, after which the account stood at ``balance``."""
        text = (
            "번호,거래일,구분,지시번호,출금액,입금액,잔액,적요\n"
            f"1,{day.date},입금,,,{amount},{balance},이자\n"
        )
        self.env["gotgan.bank.statement.import"].with_user(self.cashier).create({
            "day_id": day.id, "file": base64.b64encode(text.encode()),
        }).action_import()

    def test_a_file_of_the_bank(self):
        order, instruction = self.pay_by_bank(1_000_000)
        day = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today,
        })
        text = (
            "번호,거래일,구분,지시번호,출금액,입금액,잔액,적요\n"
            f'1,{self.today},이체,{instruction.key},"1,000,000",,"99,000,000",한빛\n'
        )
        wizard = self.env["gotgan.bank.statement.import"].with_user(self.cashier)
        wizard.create({
            "day_id": day.id, "file": base64.b64encode(text.encode("cp949")),
        }).action_import()
        self.assertFalse(day.difference_ids)
        self.assertEqual(day.bank_amount, 1_000_000)
        self.assertEqual(order.state, "paid")

    def test_money_that_came_in_is_compared_by_amount(self):
        names = {}
        for won in (500_000, 70_000):
            receipt = self.env["gotgan.cash.receipt"].with_user(self.cashier).create({
                "account_id": self.treasury.id, "fund_id": self.world.fund.id, "amount": won,
                "name": "재산임대료", "kind": "receipt",
            })
            receipt.action_post()
            names[won] = receipt.number
        self.bank.move("deposit", "", 500_000, "임대료")
        self.bank.move("deposit", "", 9_000, "모르는 입금")
        day = self.compare()
        self.assertEqual(
            {(one.kind, one.key) for one in day.difference_ids},
            {("receipt_not_at_bank", names[70_000]), ("receipt_not_in_books", "#2")},
        )
        self.assertRecordValues(day, [
            {"own_received": 570_000, "bank_received": 509_000, "difference_count": 2},
        ])

    def test_a_statement_in_mt940(self):
        _order, instruction = self.pay_by_bank(1_000_000)
        day = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today,
        })
        stamp = self.today.strftime("%y%m%d")
        wizard = self.env["gotgan.bank.statement.import"].with_user(self.cashier)
        lines = [
            ":20:STMT", ":25:301-0000-1111-01", f":60F:C{stamp}KRW100000000,",
            f":61:{stamp}D1000000,NTRF{instruction.key}//T1", ":86:한빛문구",
        ]
        with self.assertRefused("-"):
            wizard.create({
                "day_id": day.id, "file": base64.b64encode("\n".join(lines).encode()),
            }).action_import()
        lines.append(f":62F:C{stamp}KRW99000000,")
        wizard.create({
            "day_id": day.id, "file": base64.b64encode("\r\n".join(lines).encode("cp949")),
        }).action_import()
        self.assertFalse(day.difference_ids)
        self.assertRecordValues(day, [{"closing_balance": 99_000_000, "bank_amount": 1_000_000}])

    def test_nothing_passes_unseen(self):
        """Whatever the bank calls it: what left or came and stands in no book is a difference."""
        self.bank.move("other", "", -30_000, "수수료")
        self.bank.move("other", "", 20_000, "정정")
        self.bank.move("return", "모르는 번호", 10_000, "반송")
        day = self.compare()
        self.assertEqual(
            {(one.kind, one.key, one.bank_amount) for one in day.difference_ids},
            {
                ("not_in_books", "#1", 30_000), ("receipt_not_in_books", "#2", 20_000),
                ("receipt_not_in_books", "#3", 10_000),
            },
        )
        with self.assertRefused("3"):
            day.action_agree()

    def test_a_withdrawal_without_reference_in_mt940(self):
        day = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today,
        })
        stamp = self.today.strftime("%y%m%d")
        lines = [
            ":20:STMT", ":25:301-0000-1111-01", f":60F:C{stamp}KRW100000000,",
            f":61:{stamp}D1000000,NTRFNONREF//T1", f":62F:C{stamp}KRW99000000,",
        ]
        self.env["gotgan.bank.statement.import"].with_user(self.cashier).create({
            "day_id": day.id, "file": base64.b64encode("\n".join(lines).encode()),
        }).action_import()
        self.assertEqual(
            [(one.kind, one.bank_amount) for one in day.difference_ids],
            [("not_in_books", 1_000_000)],
        )

    def test_a_broken_file_is_refused_whole(self):
        day = self.env["gotgan.bank.day"].create({
            "account_id": self.treasury.id, "date": self.today,
        })
        text = (
            "번호,거래일,구분,지시번호,출금액,입금액,잔액,적요\n"
            f"1,{self.today},입금,,,100,100,가\n2,{self.today},입금,,,100,300,나\n"
        )
        wizard = self.env["gotgan.bank.statement.import"].create({
            "day_id": day.id, "file": base64.b64encode(text.encode()),
        })
        with self.assertRefused("300"):
            wizard.action_import()
        self.assertFalse(day.entry_ids)

    def test_each_document_that_came_in_is_named(self):
        """Kinds of documents count their numbers apart, and a deposit brings two movements."""
        post = self.env["gotgan.cash.move"]._post
        deposit, borrowing = self.make_deposit(), self.make_borrowing()
        for source, kind, won in (
            (deposit, "withdraw", 1_000_000), (deposit, "interest", 7_500),
            (borrowing, "borrow", 300_000),
        ):
            post(source, self.treasury, kind, {self.world.fund: won}, self.today)
        day = self.compare()
        self.assertEqual(day.own_received, sum(day.difference_ids.mapped("own_amount")))
        self.assertEqual(len(set(day.difference_ids.mapped("label"))), 3)

    def make_deposit(self):
        return self.env["gotgan.term.deposit"].create({
            "name": "유휴자금", "account_id": self.treasury.id, "fund_id": self.world.fund.id,
            "amount": 1_000_000, "basis_points": 300, "date_to": "2099-12-31",
        })

    def make_borrowing(self):
        ceiling = self.env["gotgan.borrowing.ceiling"].create({
            "fiscal_year_id": self.world.year.id, "fund_id": self.world.fund.id,
            "amount": 1_000_000, "resolution": "제300회 정례회",
        })
        return self.env["gotgan.temporary.borrowing"].create({
            "name": "유휴자금", "ceiling_id": ceiling.id, "account_id": self.treasury.id,
            "amount": 300_000, "lender": "농협은행", "date_to": self.world.year.date_to,
        })
