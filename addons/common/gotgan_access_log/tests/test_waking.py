from odoo.tests import tagged

from ..waking import wake_sealer
from .common import AccessCase


@tagged("post_install", "-at_install")
class TestWaking(AccessCase):
    """New rows have themselves sealed within a minute; who is at rest is left alone."""

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()
        self.forget()
        self.addCleanup(self.forget)

    def forget(self):
        vars(self.env.registry).pop("gotgan_seal_due", None)

    def triggers(self):
        action = self.env.ref("gotgan_access_log.cron_seal")
        return self.env["ir.cron.trigger"].search_count([("cron_id", "=", action.id)])

    def test_a_row_asks_once_a_minute(self):
        before = self.triggers()
        for _row in range(3):
            wake_sealer(self.env.registry)
        self.assertEqual(self.triggers(), before + 1)

    def test_a_row_asks_after_its_commit(self):
        self.env.cr.postcommit.clear()
        self.record()
        self.assertTrue(self.env.cr.postcommit._funcs)
        self.env.cr.postcommit.clear()

    def test_the_sealer_seals(self):
        row = self.record()
        self.env["gotgan.access.seal"]._cron_seal()
        seal = self.env["gotgan.access.seal"].search([], limit=1)
        self.assertEqual(seal.last_number, row)
