from unittest.mock import patch

from odoo.tests import tagged

from ..models import bulk_payment_check_mixin, payment_order
from .common import BulkCase

COUNT, BATCH = 2_000, 300


@tagged("post_install", "-at_install")
class TestSize(BulkCase):
    """A list of many batches arrives whole; the time and memory of 100,000: ``bench bulk``."""

    def setUp(self):
        super().setUp()
        for module in (bulk_payment_check_mixin, payment_order):
            self.startPatcher(patch.object(module, "BATCH", BATCH))

    def test_a_list_of_many_batches(self):
        rows = (
            f"수급자{n},E-{n},004,{10_000_000_000 + n},100,3,,11월" for n in range(COUNT)
        )
        bulk = self.load(self.make_csv(*rows))
        self.assertFalse(bulk.error_count)
        self.assertEqual((bulk.row_count, bulk.amount), (COUNT, COUNT * 100))
        transfers = list(self.pay_list(bulk)._iter_transfers())
        self.assertEqual(
            [(one.account_number, one.amount) for one in transfers],
            [(str(10_000_000_000 + n), 97) for n in range(COUNT)],
        )
