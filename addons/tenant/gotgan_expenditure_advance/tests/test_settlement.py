import psycopg2

from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AdvanceCase


@tagged("post_install", "-at_install")
class TestSettlement(AdvanceCase):
    """개산급·선금급: paid, settled, the rest returned or the remainder paid."""

    def test_used_up(self):
        voucher = self.pay_estimate(1_000_000)
        advance = voucher.advance_ids
        self.assertGreater(advance.due_date, self.today)
        settlement = self.settle(voucher, 1_000_000)
        self.assertRecordValues(settlement, [{"amount": 1_000_000, "to_return": 0, "extra": 0}])
        self.assertRecordValues(advance, [{"used": 1_000_000, "rest": 0, "state": "settled"}])

    def test_rest_comes_back_into_the_budget_line(self):
        voucher = self.pay_estimate(1_000_000)
        settlement = self.settle(voucher, 650_000)
        self.assertEqual(voucher.advance_ids.state, "returning")
        claim = settlement.return_ids
        self.assertRecordValues(claim, [{
            "amount": 350_000, "ground": "settlement", "state": "draft",
        }])
        claim.with_user(self.disburser).action_notice()
        self.receive(claim)
        self.assertRecordValues(voucher.advance_ids, [{
            "used": 650_000, "returned": 350_000, "rest": 0, "state": "settled",
        }])
        self.assertFigures(committed=650_000, paid=650_000)

    def test_remainder_is_asked_for(self):
        voucher = self.pay_estimate(1_000_000)
        settlement = self.settle(voucher, 1_200_000)
        self.assertRecordValues(settlement, [{"extra": 200_000, "to_return": 0}])
        action = settlement.with_user(self.author).action_new_request()
        requests = self.env["gotgan.spending.request"].with_user(self.author)
        request = Form(requests.with_context(**action["context"])).save()
        self.assertEqual((request.amount, request.kind), (200_000, "general"))

    def test_written_in_a_form(self):
        voucher = self.pay_estimate(800_000)
        action = voucher.with_user(self.author).action_new_settlement()
        settlements = self.env["gotgan.advance.settlement"].with_user(self.author)
        with Form(settlements.with_context(**action["context"])) as form, form.line_ids.edit(
            0
        ) as line:
            line.used = 500_000
            self.assertEqual(line.to_return, 300_000)
        self.assertRecordValues(form.record, [{"amount": 500_000, "to_return": 300_000}])

    def test_no_settlement_without_papers(self):
        voucher = self.pay_estimate()
        settlement = self.draft_settlement(voucher, 10, papers=False)
        with self.assertRefused(settlement.name):
            settlement.action_submit()

    def test_each_voucher_is_settled_once(self):
        voucher = self.pay_estimate()
        self.settle(voucher, 1_000_000)
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.draft_settlement(voucher, 1)

    def test_what_changed_meanwhile_is_noticed(self):
        voucher = self.pay_estimate(1_000_000)
        settlement = self.draft_settlement(voucher, 600_000)
        self.receive(self.notify(voucher, 100_000))
        with self.assertRefused(voucher.number):
            settlement.action_submit()

    def test_what_is_due_stands_in_my_work(self):
        voucher = self.pay_estimate()
        advance = self.env["gotgan.advance"].search([("voucher_id", "=", voucher.id)])

        def find(person):
            self.env.flush_all()
            self.env.invalidate_all()
            return self.env["gotgan.work.item"].with_user(person).search([
                ("is_mine", "=", True), ("res_model", "=", advance._name),
                ("res_id", "=", advance.id),
            ])

        self.assertFalse(find(self.author))
        advance.sudo().due_date = self.today
        self.assertRecordValues(find(self.author), [{
            "step": "settle", "kind": "gotgan.advance", "amount": 1_000_000, "due_soon": True,
        }])
        self.assertFalse(find(self.disburser))
        self.assertEqual(find(self.author).action_open()["res_id"], advance.id)
        self.settle(voucher, 600_000)
        self.assertEqual(find(self.author).step, "give_back")
