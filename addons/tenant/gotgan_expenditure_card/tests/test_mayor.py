import os
import unittest
from pathlib import Path

from odoo.tests import tagged

from .common import CardCase

HERE = Path(__file__).resolve()
FILE = "data/expense/용인시장_업무추진비_2025-10.csv"
ROWS, WON = 47, 12_074_200


def find_file():
    """The published figures lie beside the checkout; without them the test skips."""
    places = [Path(os.environ["GOTGAN_SHARED"])] if "GOTGAN_SHARED" in os.environ else []
    places += [parent / "shared" for parent in HERE.parents]
    return next((place / FILE for place in places if (place / FILE).exists()), None)


@tagged("post_install", "-at_install")
class TestMayor(CardCase):
    """용인시장 업무추진비 2025-10, as the city published it, with the faults of its PDF."""

    def setUp(self):
        super().setUp()
        found = find_file()
        if not found:
            raise unittest.SkipTest("the published figures are not beside the checkout")
        self.statement = self.load(found.read_bytes())

    def test_every_row_and_won(self):
        self.assertRecordValues(self.statement, [{
            "use_count": ROWS, "amount": WON, "error_count": 0, "state": "taken",
        }])

    def test_faults_of_the_paper_are_named(self):
        codes = self.statement.fault_ids.grouped("code")
        rows = {code: sorted(some.mapped("row")) for code, some in codes.items()}
        self.assertEqual(rows["shifted_cell"], [37, 39])
        self.assertEqual(rows["out_of_order"], [44, 46, 47])
        self.assertEqual(len(rows["other_date_form"]), 8)
        self.assertEqual(rows["no_merchant"], [2, 15, 25])
        self.assertTrue(all(one.message and one.advice for one in self.statement.fault_ids))
        places = set(self.statement.use_ids.mapped("merchant"))
        self.assertIn("신세계 사우스시티(키미김밥)", places)

    def test_uses_that_need_a_proof(self):
        found = {use.row for use in self.statement.use_ids if use.findings["items"]}
        self.assertIn(22, found)  # 22:07 on a Saturday, a wine bar, 42,464 won a head
        self.assertIn(36, found)  # 46,857 won a head
        self.assertNotIn(3, found)
