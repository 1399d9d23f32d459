import json
from decimal import Decimal

from odoo.tests import tagged
from odoo.tools import SQL

from .common import BaseCase

HUGE = 10**15


@tagged("post_install", "-at_install")
class TestWon(BaseCase):
    """Amounts are whole, exact, and as large as a city's budget."""

    def test_column_holds_eighteen_digits(self):
        letter = self.write_letter(amount=HUGE + 1)
        letter.invalidate_recordset()
        self.assertEqual(letter.amount, HUGE + 1)
        (kind,), = self.env.execute_query(SQL(
            "SELECT data_type FROM information_schema.columns "
            "WHERE table_name = 'gotgan_fake_letter' AND column_name = 'amount'"
        ))
        self.assertEqual(kind, "bigint")

    def test_fraction_is_refused_never_rounded(self):
        letter = self.write_letter(amount=1000)
        for value in (0.5, 1000.25, Decimal("0.5"), "12.5"):
            with self.subTest(value=value), self.assertRaises(ValueError):
                letter.amount = value
            with self.subTest(value=value), self.assertRaises(ValueError):
                self.write_letter(amount=value)
        self.assertEqual(letter.amount, 1000)

    def test_nothing_is_zero(self):
        self.assertEqual(self.write_letter(amount=False).amount, 0)
        self.assertEqual(self.write_letter(amount=1200.0).amount, 1200)

    def test_read_over_json_stays_a_whole_number(self):
        letter = self.write_letter(amount=HUGE)
        for rows in (letter.read(["amount"]), letter.web_read({"amount": {}})):
            sent = json.loads(json.dumps(rows))
            self.assertEqual(sent[0]["amount"], HUGE)
            self.assertIsInstance(sent[0]["amount"], int)

    def test_sum_is_a_whole_number(self):
        for amount in (HUGE, 1, 2):
            self.write_letter(subject="sum", amount=amount)
        letters = self.env["gotgan.fake.letter"]
        (total, count), = letters._read_group(
            [("subject", "=", "sum")], aggregates=["amount:sum", "__count"],
        )
        self.assertEqual((total, count), (HUGE + 3, 3))
        self.assertIsInstance(total, int)
        groups = letters.formatted_read_group(
            [("subject", "=", "sum")], ["subject"], ["amount:sum"], order="amount:sum desc",
        )
        self.assertIsInstance(groups[0]["amount:sum"], int)

    def test_sum_of_nothing(self):
        (total,), = self.env["gotgan.fake.letter"]._read_group([("id", "=", 0)], [], ["amount:sum"])
        self.assertFalse(total)

    def test_import_takes_whole_numbers_only(self):
        letters = self.env["gotgan.fake.letter"].with_user(self.writer)
        good = letters.load(["subject", "amount"], [["a", "1000000000000000"]])
        self.assertEqual(letters.browse(good["ids"]).amount, HUGE)
        bad = letters.load(["subject", "amount"], [["b", "10.5"]])
        self.assertFalse(bad["ids"])
