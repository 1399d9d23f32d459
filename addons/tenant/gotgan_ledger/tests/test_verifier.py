from odoo.tests import tagged
from odoo.tools import SQL

from .common import LedgerCase

TABLE = "gotgan_ledger_move"


@tagged("post_install", "-at_install")
class TestVerifier(LedgerCase):
    """The verifier names what was changed by somebody who got past the triggers."""

    def setUp(self):
        super().setUp()
        self.cell = self.fund_cell(1_000)
        self.request = self.post("request", self.cell, 600)
        self.commitment = self.post("commit", self.request, 600)
        self.post("pay", self.commitment, 250)
        self.moves = self.env["gotgan.ledger.move"].search(
            [("cell_id", "=", self.cell.id)], order="cell_seq",
        )

    def tamper(self, statement, *args):
        self.env.flush_all()
        self.env.cr.execute(SQL("ALTER TABLE gotgan_ledger_move DISABLE TRIGGER USER"))
        self.env.cr.execute(SQL(statement, *args))
        self.env.invalidate_all(flush=False)
        return [(one.kind, one.move_id) for one in self.findings()]

    def test_a_whole_ledger(self):
        result = self.env["gotgan.ledger.verifier"]._verify()
        self.assertFalse(result["findings"])
        self.assertGreaterEqual(result["moves"], 5)

    def test_a_changed_amount(self):
        row = self.moves[2]
        found = self.tamper(
            "UPDATE gotgan_ledger_move SET amount = 599 WHERE id = %s", row.id,
        )
        self.assertEqual(found[0], ("hash", row.id))

    def test_a_changed_reason_or_author(self):
        for column, value in (("reason", "'x'"), ("author_id", "2"), ("date", "'2020-01-01'")):
            with self.env.cr.savepoint() as savepoint:
                found = self.tamper(
                    "UPDATE gotgan_ledger_move SET %s = %s WHERE id = %s",
                    SQL.identifier(column), SQL(value), self.moves[1].id,
                )
                self.assertEqual(found, [("hash", self.moves[1].id)], column)
                savepoint.rollback()

    def test_a_row_cut_out(self):
        found = self.tamper("DELETE FROM gotgan_ledger_move WHERE id = %s", self.moves[3].id)
        self.assertEqual(found[0], ("sequence", self.moves[4].id))

    def test_a_chain_cut_short_with_its_cell_adjusted(self):
        self.env["gotgan.ledger.seal"]._seal(self.year)
        last, before = self.moves[4], self.moves[3]
        self.env.cr.execute(SQL(
            "UPDATE gotgan_budget_cell SET paid = 0, move_count = 4, head_hash = %s WHERE id = %s",
            before.hash, self.cell.id,
        ))
        self.env.cr.execute(SQL(
            "UPDATE gotgan_ledger_hold SET used = 0 WHERE id = %s", self.commitment.id,
        ))
        found = self.tamper("DELETE FROM gotgan_ledger_move WHERE id = %s", last.id)
        self.assertEqual([kind for kind, _id in found], ["sealed_move"])

    def test_a_total_changed(self):
        found = self.tamper(
            "UPDATE gotgan_budget_cell SET paid = 251 WHERE id = %s", self.cell.id,
        )
        self.assertEqual(found, [("total", None)])

    def test_a_hold_changed(self):
        found = self.tamper(
            "UPDATE gotgan_ledger_hold SET used = 300 WHERE id = %s", self.commitment.id,
        )
        self.assertEqual(found, [("hold_total", None)])

    def test_a_seal_holds_only_what_moved_since_the_last(self):
        seals = self.env["gotgan.ledger.seal"]
        first = seals._seal(self.year)
        self.assertTrue(first.cell_count)
        self.assertFalse(seals._seal(self.year))
        self.post("pay", self.commitment, 1)
        second = seals._seal(self.year)
        self.assertEqual((second.cell_count, second.prev_hash), (1, first.hash))
        self.assertFalse(self.findings())
