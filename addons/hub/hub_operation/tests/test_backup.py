import tempfile
from pathlib import Path

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..engine import backup
from .common import OperationCase

RESULT = {"folder": "/var/backups/op-hall/export-1", "sha256": "ab" * 32, "bytes": str(5 * 1024**2)}


@tagged("post_install", "-at_install")
class TestBackup(OperationCase):
    def test_every_tenant_with_data_is_backed_up_at_night(self):
        self.other._write_locked({"state": "archived"})
        before = self.env["hub.job"].search_count([("kind", "=", "backup")])
        self.env["hub.backup"]._cron_back_up()
        jobs = self.env["hub.job"].search([("kind", "=", "backup")])
        self.assertIn(self.tenant, jobs.tenant_id)
        self.assertNotIn(self.other, jobs.tenant_id)
        self.assertGreater(len(jobs), before)

    def test_a_backup_is_kept_once_and_for_good(self):
        self.tenant.with_user(self.operator).action_back_up()
        job = self.finish("backup", RESULT, self.tenant)
        job._absorb(RESULT)
        kept = self.tenant.backup_ids
        self.assertRecordValues(kept, [{"size": 5, "checksum": "ab" * 32}])
        self.assertEqual(self.tenant.last_backup, kept.time)
        with self.assertRaises(UserError):
            kept.write({"checksum": "00"})

    def test_the_newest_stay(self):
        parent = Path(tempfile.mkdtemp())
        for number in range(1, 5):
            folder = parent / f"export-{number:06d}"
            folder.mkdir()
            (folder / backup.export.MANIFEST).write_text("{}")
        (parent / ".making-export-000009").mkdir()
        backup._forget_old(parent, 2)
        self.assertEqual(
            sorted(one.name for one in parent.iterdir()),
            [".making-export-000009", "export-000003", "export-000004"],
        )
