from contextlib import contextmanager

from psycopg2.errors import ExclusionViolation, SerializationFailure

from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.gotgan_base.meeting import meet_on

from .common import RuleCase


@tagged("post_install", "-at_install")
class TestOverlap(RuleCase):
    """Two editions of one kind never hold on the same day; the database sees to it."""

    def test_the_database_refuses_an_overlap(self):
        edition, draft = self.settle(100), self.draft(200, "2031-06-01")
        self.env.flush_all()
        with (
            self.assertRaises(ExclusionViolation), mute_logger("odoo.sql_db"), self.cr.savepoint(),
        ):
            self.env.execute_query(SQL(
                "UPDATE gotgan_rule_edition SET state = 'in_force' WHERE id = %s RETURNING id",
                draft.id,
            ))
        self.assertEqual(edition.state, "in_force")

    def test_other_kinds_do_not_overlap(self):
        for values in (
            {"origin": "law"}, {"origin": "agency"}, {"tier": "upper"},
            {"tenant_kind": "agency"}, {"tenant_kind": "agency", "tier": "basic"},
        ):
            self.settle(100, **values)
        self.env.flush_all()

    def test_two_keepers_meet_on_the_rule(self):
        """Under REPEATABLE READ the second one fails to serialize, and Odoo runs it again."""
        with self.open_worker() as first, self.open_worker() as second:
            for rule in (first, second):
                rule.env.cr.execute("SELECT 1 FROM gotgan_rule")  # each takes its snapshot
            meet_on(first)
            first.env.cr.commit()
            with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
                meet_on(second)

    @contextmanager
    def open_worker(self):
        """Open a rule on a connection of its own, as another worker would."""
        with db_connect(self.cr.dbname).cursor() as cr:
            yield self.env(cr=cr)["gotgan.rule"].search([], limit=1)
            cr.rollback()
