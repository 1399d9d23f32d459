from datetime import timedelta
from importlib.util import module_from_spec, spec_from_file_location
from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.modules import get_module_path
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.gotgan_ledger.core import PARTS, TOTALS, Posting
from odoo.addons.gotgan_ledger.exceptions import LedgerShortage

from .common import LedgerCase


@tagged("post_install", "-at_install")
class TestParts(LedgerCase):
    """What an appropriation consists of (지방재정법 43, 47의2, 49, 50), and how it moves."""

    def move(self, kind, *amounts, source_id=1, date=None):
        """Post (cell, won) pairs as one document."""
        call = getattr(self.ledger, f"_{kind}")
        return call(
            [Posting(cell.id, won, source_id) for cell, won in amounts],
            source_model="hr.department", date=date or self.today, reason="시험",
        )

    def test_every_part_is_kept_apart(self):
        reserve = self.fund_cell(10_000, allotted=0)
        cell = self.fund_cell(3_000, allotted=0, source=self.national)
        self.move("draw", (reserve, -4_000), (cell, 4_000))
        self.move("transfer", (cell, -500), (reserve, 500))
        self.move("carry_in", (cell, 70))
        self.assertTotals(
            cell, appropriated=6_570, voted=3_000, reserve_used=4_000, transferred=-500,
            carried_in=70,
        )
        self.assertTotals(
            reserve, appropriated=6_500, voted=10_000, reserve_used=-4_000, transferred=500,
        )
        self.assertEqual(cell.line_id.transferred + cell.line_id.reserve_used, 0)
        self.assertFalse(self.findings())

    def test_both_sides_of_a_document_are_equal(self):
        one = self.fund_cell(1_000, allotted=0)
        other = self.fund_cell(1_000, allotted=0, source=self.national)
        for kind in ("transfer", "draw"):
            with self.assertRaisesRegex(UserError, "1 won"):
                self.move(kind, (one, -100), (other, 101))
            with self.assertRaises(UserError):
                self.ledger._post(
                    kind, [Posting(one.id, -100, 1), Posting(other.id, 100, 2)],
                    "hr.department", self.today, None,
                )
        self.assertTotals(one | other, appropriated=1_000)

    def assertTotals(self, cells, **totals):
        self.assertRecordValues(cells, [totals] * len(cells))

    def test_only_what_is_not_allotted_can_leave(self):
        one = self.fund_cell(1_000, allotted=700)
        other = self.fund_cell(1_000, source=self.national)
        with self.assertRaises(LedgerShortage) as caught:
            self.move("transfer", (one, -301), (other, 301))
        [shortage] = caught.exception.shortages
        self.assertEqual((shortage.have, shortage.want), (300, 301))
        self.assertIn(one.display_name, str(caught.exception))
        self.move("transfer", (one, -300), (other, 300))
        self.assertTotals(one, appropriated=700, allotted=700)
        self.assertTotals(other, appropriated=1_300, allotted=1_000)

    def test_what_was_moved_on_cannot_be_taken_back_by_a_version(self):
        """``voted`` never falls below zero though transfers keep the appropriation above it."""
        one = self.fund_cell(1_000, allotted=0)
        other = self.fund_cell(100, allotted=0, source=self.national)
        self.move("transfer", (one, -900), (other, 900))
        with self.assertRaises(LedgerShortage):
            self.post("appropriate", other, -101)
        self.post("appropriate", other, -100)
        self.assertTotals(other, appropriated=900, voted=0)

    def test_the_database_itself_asks_that_the_parts_add_up(self):
        cell = self.fund_cell(1_000)
        for values in ("voted = 999", "carried_in = 1", "transferred = -1", "appropriated = 1001"):
            with (
                mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(SQL(
                    "UPDATE gotgan_budget_cell SET %s WHERE id = %s", SQL(values), cell.id,
                ))

    def test_money_moves_inside_a_budget_only_while_it_is_spent(self):
        one = self.fund_cell(1_000, allotted=0)
        other = self.fund_cell(1_000, allotted=0, source=self.national)
        for state in ("preparing", "closing"):
            self.year._write_locked({"state": state})
            for kind in ("transfer", "draw"):
                with self.assertRaises(UserError):
                    self.move(kind, (one, -1), (other, 1))
        self.year._write_locked({"state": "preparing"})
        self.move("carry_in", (one, 5))
        self.assertTotals(one, carried_in=5)

    def test_the_verifier_sees_a_document_that_made_money(self):
        one = self.fund_cell(1_000, allotted=0)
        self.patch(type(self.ledger), "_check_amounts", lambda *args: None)
        self.move("transfer", (one, 5))
        self.assertEqual([one.kind for one in self.findings()], ["balance"])

    def test_the_budget_as_of_any_day(self):
        early = max(self.today - timedelta(days=9), self.year.date_from)
        one = self.open_cell()
        other = self.open_cell(source=self.national)
        self.ledger._appropriate(
            [Posting(one.id, 1_000, 1), Posting(other.id, 50, 1)],
            source_model="hr.department", date=early,
        )
        self.move("transfer", (one, -200), (other, 200))
        self.post("allot", other, 250)
        now = self.ledger._read_as_of(self.year, self.today)
        for cell in (one, other):
            self.assertEqual(now[cell.id], {name: cell[name] for name in TOTALS})
        self.assertEqual(
            self.ledger._read_as_of(self.year, early - timedelta(days=1)).get(one.id), None,
        )
        if early < self.today:
            before = self.ledger._read_as_of(self.year, early)
            self.assertEqual((before[one.id]["appropriated"], before[other.id]["voted"]),
                             (1_000, 50))
        with self.assertQueryCount(1):
            self.ledger._read_as_of(self.year, self.today)

    def test_a_cell_as_it_stood_when_a_document_had_posted(self):
        cell = self.fund_cell(1_000, allotted=0)
        other = self.fund_cell(500, allotted=0, source=self.national)
        first, second = self.department.browse([900_001, 900_002])
        for document, won in ((first, 300), (second, 200), (first, 100), (second, 50)):
            self.ledger._allot(
                [Posting(cell.id, won, document.id)], source_model=document._name,
                date=self.today,
            )
        for documents, allotted in ((first, 600), (second, 650), (first | second, 650)):
            found = self.ledger._read_after(documents)
            self.assertEqual([*found], [cell.id])
            self.assertEqual(found[cell.id]["allotted"], allotted)
        self.assertEqual(found[cell.id], {name: cell[name] for name in TOTALS})
        self.assertNotIn(other.id, found)

    def test_a_cell_as_it_stood_at_a_moment(self):
        cell = self.fund_cell(1_000, allotted=0)
        other = self.fund_cell(500, allotted=0, source=self.national)
        self.post("allot", cell, 300)
        moment = self.env.cr.now()
        with patch.object(self.env.cr, "_now", moment + timedelta(microseconds=1)):
            self.post("allot", cell, 200)
        self.assertEqual(self.ledger._read_at(cell, moment)[cell.id]["allotted"], 300)
        self.assertNotIn(other.id, self.ledger._read_at(cell, moment))
        self.assertFalse(self.ledger._read_at(cell, moment - timedelta(days=1)))

    def open_cell(self, **where):
        return self.world.open_cell(**where)

    def test_a_database_from_before_gains_its_parts(self):
        cell = self.fund_cell(1_000)
        cell.flush_recordset()
        self.env.cr.execute(SQL(
            "ALTER TABLE gotgan_budget_cell %s",
            SQL(", ").join(SQL("DROP COLUMN %s CASCADE", SQL.identifier(one)) for one in PARTS),
        ))
        path = f"{get_module_path('gotgan_ledger')}/migrations/19.0.1.1.0/pre-10-parts.py"
        spec = spec_from_file_location("pre_10_parts", path)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        for _time in range(2):
            migration.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all(flush=False)
        self.assertTotals(cell, appropriated=1_000, voted=1_000, transferred=0, carried_in=0)
        self.assertFalse([one for one in self.findings() if one.cell_id == cell.id])
