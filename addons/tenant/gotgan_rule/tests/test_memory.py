from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.rule_edition_memory_mixin import WRITTEN
from .common import RuleCase

DAY = date(2031, 6, 1)


@tagged("post_install", "-at_install")
class TestMemory(RuleCase):
    """What a process remembers of the law costs no statement, and is never older than the law."""

    def begin_transaction(self):
        """Go on as a transaction that has written no edition yet, with nothing in memory."""
        self.env.flush_all()
        self.env.cr.postcommit.data.pop(WRITTEN, None)
        self.env.registry.clear_cache()
        self.env.invalidate_all()

    def ask(self):
        ceiling, steps = (self.rules._find(code, DAY) for code in ("fake.ceiling", "fake.steps"))
        return ceiling._get_won(), steps._get_rows()

    def test_asked_again_it_costs_nothing(self):
        table = self.make_rule("fake.steps", "table", columns="to:number:까지; rate:rate:율")
        self.settle([{"to": 1, "rate": "1/10"}], rule=table)
        self.settle(100)
        self.begin_transaction()
        known = self.ask()
        self.env.invalidate_all()
        with self.assertQueryCount(0):
            again = self.ask()
        self.assertEqual(again, known)

    def test_nobody_can_change_what_is_remembered(self):
        table = self.make_rule("fake.steps", "table", columns="to:number:까지")
        edition = self.settle([{"to": 1}], rule=table)
        self.begin_transaction()
        edition._get_value("table")[0]["to"] = 9
        self.assertEqual(edition._get_value("table"), [{"to": 1}])

    def test_another_kind_is_refused_as_ever(self):
        self.settle(100)
        self.begin_transaction()
        self.find(str(DAY))._get_won()
        with self.assertRaisesRegex(UserError, "another kind of value"):
            self.find(str(DAY))._get_days()

    def test_a_new_edition_is_seen_at_once(self):
        self.settle(100)
        self.begin_transaction()
        self.assertEqual(self.find(str(DAY))._get_won(), 100)
        self.settle(200, "2031-05-01", origin="agency")
        self.assertEqual(self.find(str(DAY))._get_won(), 200)

    def test_what_is_rolled_back_is_not_remembered(self):
        self.settle(100)
        self.begin_transaction()
        with self.env.cr.savepoint() as savepoint:
            self.settle(200, "2031-05-01", origin="agency")
            self.assertEqual(self.find(str(DAY))._get_won(), 200)
            savepoint.rollback()
        self.assertEqual(self.find(str(DAY))._get_won(), 100)

    def test_a_savepoint_does_not_hide_what_was_written_before_it(self):
        self.begin_transaction()
        self.settle(100)
        with self.env.cr.savepoint() as savepoint:
            savepoint.rollback()
        self.assertEqual(self.find(str(DAY))._get_won(), 100)
        self.assertTrue(self.env["gotgan.rule.edition"]._is_being_written())
