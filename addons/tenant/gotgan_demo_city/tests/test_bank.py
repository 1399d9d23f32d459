from odoo.tests import tagged

from ..city import bank
from ..city.stages import run_stage
from .common import DemoCityCase


@tagged("post_install", "-at_install")
class TestBank(DemoCityCase):
    """The demo opens with its account on line, and a list that waits for a signature."""

    def connect(self):
        run_stage(self.env, lambda env, year: bank.build(
            env, year, "http://127.0.0.1:8475", "secret",
        ))

    def test_the_account_goes_on_line_once(self):
        self.connect()
        order = self.person("order_bank")
        account = self.person("treasury_account")
        self.assertEqual((account.way, account.fund_ids.mapped("kind")), ("api", ["general"]))
        self.assertRecordValues(order.instruction_ids, [{
            "state": "created", "amount": 480_000, "account_id": account.id,
        }])
        self.assertEqual(order.state, "issued")
        self.connect()
        self.assertEqual(self.person("order_bank"), order)
        self.assertEqual(self.env["gotgan.bank.instruction"].search_count([]), 1)
