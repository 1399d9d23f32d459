from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OperationCase


@tagged("post_install", "-at_install")
class TestDrift(OperationCase):
    def audit(self, *findings):
        self.env["hub.drift"]._cron_audit()
        self.finish("reconcile", {"findings": [list(one) for one in findings]})

    def present(self):
        found = self.env["hub.drift"].search([("gone", "=", False)])
        return {(one.kind, one.fault, one.name) for one in found}

    def test_a_finding_stays_until_it_is_gone(self):
        missing = ("database", "missing", self.tenant.database)
        self.audit(missing)
        self.audit(missing, ("role", "orphan", "gotgan_t00000000000000ff"))
        self.assertEqual(len(self.env["hub.drift"].search([("name", "=", missing[2])])), 1)
        self.assertIn(missing, self.present())
        self.audit()
        self.assertFalse(self.present())

    def test_what_comes_back_is_a_new_finding(self):
        missing = ("files", "missing", self.tenant.database)
        for findings in ([missing], [], [missing]):
            self.audit(*findings)
        self.assertEqual(
            len(self.env["hub.drift"].search([("name", "=", missing[2])])), 2,
        )

    def test_a_finding_names_its_tenant(self):
        self.audit(("database", "missing", self.tenant.database))
        drift = self.env["hub.drift"].search([("name", "=", self.tenant.database)])
        self.assertEqual(drift.tenant_id, self.tenant)

    def test_only_who_may_act_orders_an_audit(self):
        with self.assertRaises(AccessError):
            self.env["hub.drift"].with_user(self.watcher).action_audit()
        self.env["hub.drift"].with_user(self.operator).action_audit()
