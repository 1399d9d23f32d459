import json
import tempfile
from pathlib import Path

from ..city import bank
from ..city.stages import run_stage


class BankCases:
    """The demo opens with its account on line, and a list that waits for a signature."""

    def setUp(self):
        super().setUp()
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.officers = Path(folder) / "officers"

    def connect(self):
        run_stage(self.env, lambda env, year: bank.build(
            env, year, "http://127.0.0.1:8475", "secret", self.officers,
        ))

    def test_who_signs_has_a_key_the_bank_knows(self):
        self.connect()
        office = self.person("order_bank").instruction_ids.list_id.disbursing_officer_office_id
        cards = [json.loads(line) for line in self.officers.read_text().splitlines()]
        key = self.env["gotgan.officer.key"].search([("user_id", "=", office.holder_id.id)])
        self.assertIn(key.public, [one["public"] for one in cards])

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
