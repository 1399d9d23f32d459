import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.gotgan_treasury.bank.records import BadFile, read_file, write_file

from .common import TreasuryCase

CODES = {"done": "00", "rejected": "20", "void": "90"}


@tagged("post_install", "-at_install")
class TestFiles(TreasuryCase):
    """The way of files: orders go out whole, answers come back whole."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        patcher = patch(
            "odoo.addons.gotgan_treasury.models.bank_adapter_file.BankAdapterFile._get_folder",
            lambda _self, name: self.get_folder(name),
        )
        patcher.start()
        self.addCleanup(patcher.stop)
        self.treasury.way = "file"

    def get_folder(self, name):
        (self.folder / name).mkdir(exist_ok=True)
        return self.folder / name

    def answer(self, name, status):
        read = read_file((self.folder / "in" / name).read_bytes())
        data = write_file({**read.head, "service": "RS"}, [
            {**line, "status": CODES[status], "reference": "F1"} for line in read.lines
        ])
        (self.get_folder("out") / name).write_bytes(data)

    def names(self):
        return sorted(one.name for one in self.get_folder("in").iterdir())

    def test_paid_by_file(self):
        orders = self.issue(1_000_000, count=2)
        self.sign(orders)
        self.run_sender()
        name, = self.names()
        read = read_file((self.folder / "in" / name).read_bytes())
        self.assertEqual([one["amount"] for one in read.lines], [1_000_000] * 2)
        self.assertEqual(set(orders.instruction_ids.mapped("state")), {"sent"})
        self.answer(name, "done")
        self.hurry(orders.instruction_ids)
        self.run_sender()
        self.assertEqual(set(orders.mapped("state")), {"paid"})
        self.assertEqual(self.names(), [name])

    def test_asked_by_file_and_never_ordered_again(self):
        order = self.issue()
        self.sign(order)
        self.run_sender()
        self.hurry(order.instruction_ids)
        self.run_sender()
        kinds = [name[:2] for name in self.names()]
        self.assertEqual(kinds, ["IQ", "PO"])
        self.answer(self.names()[0], "void")
        self.hurry(order.instruction_ids)
        self.run_sender()
        self.assertEqual((order.state, order.instruction_ids.state), ("issued", "rejected"))

    def test_a_file_that_does_not_agree_is_refused_whole(self):
        data = write_file({"service": "RS", "day": 20261122}, [
            {"key": "가", "amount": 5, "valid_until": 0},
            {"key": "나", "amount": 6, "valid_until": 0},
        ])
        for wrong in (data[:-1], data.replace(b"5", b"6", 1), data[202:], b"", data + data):
            with self.assertRaises(BadFile):
                read_file(wrong)

    def test_a_bad_answer_is_put_aside(self):
        order = self.issue()
        self.sign(order)
        self.run_sender()
        (self.get_folder("out") / "x.dat").write_bytes(b"nonsense")
        self.hurry(order.instruction_ids)
        self.run_sender()
        self.assertEqual(order.state, "issued")
        self.assertTrue((self.get_folder("bad") / "x.dat").exists())
