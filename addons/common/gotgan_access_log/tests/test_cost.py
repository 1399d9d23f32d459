"""What a row costs, and that writers do not wait for each other."""

import logging
import time

from odoo import sql_db
from odoo.tests import tagged

from .common import AccessCase

_logger = logging.getLogger(__name__)
ROWS = 200


@tagged("post_install", "-at_install")
class TestCost(AccessCase):
    def test_a_row_costs_little(self):
        with self.assertQueryCount(1):
            self.record_one()
        start = time.perf_counter()
        for _row in range(ROWS):
            self.record_one()
        each = (time.perf_counter() - start) / ROWS * 1000
        _logger.info("one row of the access log: %.2f ms", each)
        self.assertLess(each, 5)

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
