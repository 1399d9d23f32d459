import threading

import odoo.sql_db
from odoo.api import SUPERUSER_ID, Environment
from odoo.tests import tagged

from .common import SignInCase

GUESSERS = 24


@tagged("post_install", "-at_install")
class TestParallelAttack(SignInCase):
    """Real transactions side by side: of two dozen guesses at once, five are checked."""

    login = "sig.parallel.attack"

    def tearDown(self):
        key = self.env["gotgan.account.lock"]._get_key(self.login)
        with odoo.sql_db.db_connect(self.env.cr.dbname).cursor() as cursor:
            cursor.execute("DELETE FROM gotgan_account_lock WHERE login_key = %s", (key,))
        super().tearDown()

    def test_parallel_guesses_count_each(self):
        allowed, start = [], threading.Barrier(GUESSERS)
        database = odoo.sql_db.db_connect(self.env.cr.dbname)

        # Odoo holds the registry's lock while it tests: environments are made here.
        cursors = [database.cursor() for _number in range(GUESSERS)]
        locks = [Environment(one, SUPERUSER_ID, {})["gotgan.account.lock"] for one in cursors]

        def guess(lock):
            start.wait(30)
            allowed.append(lock._take(self.login, lock.env["res.users"]))

        threads = [threading.Thread(target=guess, args=(one,)) for one in locks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        for cursor in cursors:
            cursor.close()
        self.assertEqual(allowed.count(True), 5)
        self.assertEqual(self.env["gotgan.account.lock"]._get_failures(self.login), GUESSERS)
