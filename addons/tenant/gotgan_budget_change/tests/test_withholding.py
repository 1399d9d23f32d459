from psycopg2.errors import CheckViolation

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.gotgan_ledger.exceptions import LedgerShortage

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestWithholding(ChangeCase):
    """배정유보: what is withheld can be neither allotted nor moved until it is released."""

    def setUp(self):
        super().setUp()
        self.here = self.cell(10 * MILLION)

    def withhold(self, won, cell=None):
        document = self.env["gotgan.allotment.withholding"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "reason": "국고보조금 교부 전",
            "line_ids": [Command.create({"cell_id": (cell or self.here).id, "amount": won})],
        })
        document.action_withhold()
        self.env.invalidate_all()
        return document

    def allot(self, won):
        self.env["gotgan.allotment"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id,
            "line_ids": [Command.create({"cell_id": self.here.id, "amount": won})],
        }).action_issue()
        self.env.invalidate_all()

    def test_it_is_not_allotted(self):
        document = self.withhold(4 * MILLION)
        self.assertTrue(document.number)
        self.assertCell(self.here, withheld=4 * MILLION)
        self.assertRefused("4,000,000 won of it are withheld, so 6,000,000", self.allot,
                           7 * MILLION)
        self.allot(6 * MILLION)
        document._do_transition("release", "교부 결정")
        self.env.invalidate_all()
        self.assertCell(self.here, withheld=0, allotted=6 * MILLION)
        self.allot(4 * MILLION)

    def test_it_is_not_moved(self):
        self.withhold(4 * MILLION)
        target = self.cell(subitem="202-01")
        change = self.change({self.here: 7 * MILLION}, {target: 7 * MILLION})
        self.assertRefused("withheld 4,000,000", change.action_submit, error=LedgerShortage)
        change.line_ids.amount = 6 * MILLION
        change.action_submit()
        self.execute(change)
        self.assertCell(self.here, appropriated=4 * MILLION, withheld=4 * MILLION)

    def test_only_what_is_not_allotted_can_be_withheld(self):
        self.allot(8 * MILLION)
        self.assertRefused("only 2,000,000 won", self.withhold, 3 * MILLION)

    def test_it_adds_up_over_documents(self):
        self.withhold(4 * MILLION)
        self.withhold(5 * MILLION)
        self.assertCell(self.here, withheld=9 * MILLION)
        self.assertRefused("only 1,000,000 won", self.withhold, 2 * MILLION)

    def test_the_database_itself_refuses(self):
        self.withhold(4 * MILLION)
        for values in ("withheld = -1", "withheld = 10000001", "allotted = 6000001"):
            with (
                mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(SQL(
                    "UPDATE gotgan_budget_cell SET %s WHERE id = %s", SQL(values), self.here.id,
                ))
