"""A hub with two open tenants; operators who look and operators who act."""

from odoo.tests import TransactionCase, new_test_user

PASSWORD = "Operator-2026!"


class OperationCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.watcher = new_test_user(
            cls.env, "op_watcher", groups="gotgan_base.group_staff", password=PASSWORD,
        )
        cls.operator = new_test_user(
            cls.env, "op_operator", groups="gotgan_base.group_manager", password=PASSWORD,
        )
        cls.tenant = cls.make_tenant("op-hall", "가온문화재단", 1)
        cls.other = cls.make_tenant("op-park", "가온청소년재단", 2)

    @classmethod
    def make_tenant(cls, name, agency, number):
        tenant = cls.env["hub.tenant"]._request({"name": name, "agency_name": agency})
        tenant._write_locked({
            "state": "active", "database": f"gotgan_t{number:016x}", "release": "gotgan__agency_1",
        })
        return tenant

    def finish(self, kind, result, tenant=None):
        """Do what the provisioner does at the end of the newest job of ``kind``."""
        domain = [("kind", "=", kind)]
        job = self.env["hub.job"].search(
            [*domain, ("tenant_id", "=", tenant.id)] if tenant else domain, limit=1,
        )
        self.assertTrue(job, f"no job of the kind {kind} was ordered")
        job.step_ids._finish(result, 0.1, found=False)
        return job
