"""Rows are sealed after they were written, and the verifier names the first that is wrong."""

import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, config, mute_logger

from .. import roots
from .common import AccessCase


@tagged("post_install", "-at_install")
class TestSeal(AccessCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.startClassPatcher(patch.dict(config.options, {"data_dir": folder.name}))

    def setUp(self):
        super().setUp()
        self.addCleanup(roots.get_path(self.env.cr.dbname).unlink, missing_ok=True)
        self.rows = [self.record(subject_name=f"사람{place}") for place in range(4)]
        self.seal_now()
        self.rows += [self.record(subject_name=f"사람{place}") for place in range(4, 6)]
        self.seal_now()

    def verify(self):
        return self.env["gotgan.access.verifier"]._verify()

    def assert_named(self, what, row):
        """Expect the verifier to name this row first."""
        result = self.verify()
        self.assertFalse(result["ok"])
        first = result["findings"][0]
        self.assertEqual((first["what"], first["row"]), (what, row))
        self.assertIn(str(row), self.env["gotgan.access.verifier"]._get_summary(result))

    def as_owner(self, query, *values, table="gotgan_access_log"):
        """Do what who owns the tables can do: put the triggers to sleep first."""
        name = SQL.identifier(table)
        self.env.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER ALL", name))
        self.env.cr.execute(SQL(query, *values))
        self.env.cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER ALL", name))

    def test_what_was_written_verifies(self):
        result = self.verify()
        self.assertTrue(result["ok"], result["findings"])
        self.assertGreaterEqual(result["seals"], 2)
        self.assertEqual(result["unsealed"], 0)

    def test_the_orm_and_the_database_refuse(self):
        row = self.env["gotgan.access.log"].browse(self.rows[0])
        for act in (lambda: row.write({"detail": "better"}), row.unlink):
            with self.assertRefused("cannot be changed or deleted", UserError):
                act()

    def test_a_changed_row_is_named(self):
        self.as_owner("UPDATE gotgan_access_log SET subject_name = 'x' WHERE id = %s", self.rows[1])
        self.assert_named("changed", self.rows[1])

    def test_a_changed_row_with_a_new_hash_is_named(self):
        row = self.rows[1]
        self.as_owner("UPDATE gotgan_access_log SET subject_name = 'x' WHERE id = %s", row)
        texts = self.env["gotgan.access.verifier"]._get_batch(row - 1)[0]
        from ..content import row_hash

        forged = row_hash([str(row), *texts[2:]])
        self.as_owner("UPDATE gotgan_access_log SET hash = %s WHERE id = %s", forged, row)
        self.assert_named("changed", row)

    def test_a_missing_row_is_named(self):
        self.as_owner("DELETE FROM gotgan_access_log WHERE id = %s", self.rows[2])
        self.assert_named("missing", self.rows[2])

    def test_a_row_put_in_is_named(self):
        """Backdated, with the number of a transaction long over and a hash that fits."""
        self.as_owner(
            """
            INSERT INTO gotgan_access_log (id, time, login, kind, result, xid)
            VALUES (%s, '2020-01-01', 'x', 'view', 'done', 3)
            """, self.rows[-1] + 1000,
        )
        self.assert_named("changed", self.rows[-1] + 1000)
        texts = self.env["gotgan.access.verifier"]._get_batch(self.rows[-1])[0]
        from ..content import row_hash

        forged = row_hash([str(texts[0]), *texts[2:]])
        self.as_owner("UPDATE gotgan_access_log SET hash = %s WHERE id = %s", forged, texts[0])
        self.assert_named("inserted", self.rows[-1] + 1000)

    def test_a_forged_seal_is_named(self):
        """Whoever rewrites row and seal alike breaks the seal after it."""
        seals = self.env["gotgan.access.seal"].search([], order="id desc", limit=2)
        self.as_owner("UPDATE gotgan_access_seal SET root = 'ff' WHERE id = %s", seals[1].id,
                      table="gotgan_access_seal")
        result = self.verify()
        self.assertEqual(result["findings"][0]["what"], "seal")
        self.assertEqual(result["findings"][0]["seal"], seals[1].id)

    def test_the_root_outside_is_compared(self):
        seal = self.env["gotgan.access.seal"].search([], limit=1)
        roots.append(self.env.cr.dbname, {"day": "2026-11-21", "seal": seal.id, "root": seal.root})
        self.assertTrue(self.verify()["ok"])
        roots.append(self.env.cr.dbname, {"day": "2026-11-22", "seal": seal.id, "root": "0" * 64})
        self.assertEqual(self.verify()["findings"][0]["what"], "root")

    def test_a_torn_line_outside_is_told(self):
        path = Path(roots.get_path(self.env.cr.dbname))
        roots.append(self.env.cr.dbname, {"root": "1"})
        path.write_text('{"root": ')
        self.assertEqual(self.verify()["findings"][0]["what"], "root")

    def test_the_root_of_yesterday_is_written_once(self):
        seal = self.env["gotgan.access.seal"].search([], limit=1)
        self.as_owner("UPDATE gotgan_access_seal SET time = time - interval '2 days' WHERE id = %s",
                      seal.id, table="gotgan_access_seal")
        self.env.invalidate_all()
        for _run in range(2):
            self.env["gotgan.access.seal"]._write_root()
            self.env.cr.postcommit.run()
        lines = roots.read(self.env.cr.dbname)
        self.assertEqual([line["root"] for line in lines], [seal.root])

    def test_nothing_new_makes_no_seal(self):
        before = self.env["gotgan.access.seal"].search_count([])
        self.assertEqual(self.seal_now(), 0)
        self.assertEqual(self.env["gotgan.access.seal"].search_count([]), before)

    def test_what_is_written_between_seals_waits(self):
        self.record()
        result = self.verify()
        self.assertTrue(result["ok"], result["findings"])
        self.assertEqual(result["unsealed"], 1)
        self.assertEqual(self.seal_now(), 1)

    def test_many_rows_make_several_seals(self):
        for _row in range(5):
            self.record()
        before = self.env["gotgan.access.seal"].search_count([])
        with patch("odoo.addons.gotgan_access_log.models.access_seal.BATCH", 2):
            self.assertEqual(self.seal_now(), 5)
        self.assertEqual(self.env["gotgan.access.seal"].search_count([]), before + 3)
        self.assertTrue(self.verify()["ok"])

    @mute_logger("odoo.sql_db")
    def test_another_cluster_counts_anew(self):
        """After a restore the numbers of transactions begin again; nothing is sealed twice."""
        seal = self.env["gotgan.access.seal"].search([], limit=1)
        self.as_owner("UPDATE gotgan_access_seal SET cluster = 'other' WHERE id = %s", seal.id,
                      table="gotgan_access_seal")
        self.env.invalidate_all()
        row = self.record()
        self.assertEqual(self.env["gotgan.access.seal"]._seal(), 1)
        self.assertEqual(self.env["gotgan.access.seal"].search([], limit=1).first_number, row)
        self.assertTrue(self.verify()["ok"])
