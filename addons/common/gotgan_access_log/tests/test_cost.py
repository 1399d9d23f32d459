"""What a row costs, and that writers do not wait for each other."""

from odoo import sql_db
from odoo.tests import tagged

from .common import AccessCase


@tagged("post_install", "-at_install")
class TestCost(AccessCase):
    def test_a_row_costs_little(self):
        with self.assertQueryCount(1):
            self.record_one()

    def record_one(self):
        self.env["gotgan.access.log"]._record(
            login="x", person="x", kind="view", result="done", model="res.partner",
            ids=list(range(80)), subject_name="홍길동", detail="이름",
        )

    def test_two_users_never_conflict(self):
        """Both see the same snapshot, both write, both may commit."""
        connection = sql_db.db_connect(self.env.cr.dbname)
        with connection.cursor() as one, connection.cursor() as two:
            for cursor in (one, two):
                cursor.execute("SELECT count(*) FROM gotgan_access_seal")
            for cursor in (one, two):
                cursor.execute(
                    "INSERT INTO gotgan_access_log (login, kind) VALUES ('x', 'view')"
                )
            two.execute("SELECT 1")
            one.execute("SELECT 1")
            one.rollback()
            two.rollback()
