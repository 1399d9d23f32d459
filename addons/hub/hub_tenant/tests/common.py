"""The vocabulary of the hub's tests: operators, tenants in any state, jobs run without a server."""

from contextlib import contextmanager

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user

ROLES = {
    "manager": "gotgan_base.group_manager",
    "staff": "gotgan_base.group_staff",
    "auditor": "gotgan_base.group_auditor",
}


class HubCase(TransactionCase):
    """One user per role, a template, and a tenant asked for by the operator."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: new_test_user(cls.env, f"hub_{role}", groups=group)
            for role, group in ROLES.items()
        }
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("hub.domain", "gotgan.kr")
        parameters.set_param("hub.address", "https://{host}")
        cls.env["hub.template"].search([]).write({"active": False})
        cls.template = cls.env["hub.template"]._adopt("agency", "gotgan__agency_test")
        cls.tenants = cls.env["hub.tenant"].with_user(cls.users["manager"])

    def ask(self, name="hubtest", **values):
        """A tenant that has been asked for, as the operator sees it."""
        return self.tenants._request({
            "name": name, "agency_name": "용인문화재단", "kind": "agency",
            "officer_name": "김담당", "officer_email": "kim@yongin.kr", **values,
        })

    def open(self, name="hubtest", **values):
        """A tenant whose opening has come to its end."""
        tenant = self.ask(name, **values)
        job = tenant._provision().sudo()
        job._begin()
        job.tenant_id._reserve()
        job._absorb({"uuid": f"uuid-{name}", "public_key": f"key-{name}"})
        job.tenant_id._do_transition("activate")
        job._succeed()
        tenant.invalidate_recordset()
        return tenant

    def kinds(self, tenant):
        """The kinds of the tenant's jobs, the newest first."""
        return tenant.job_ids.sorted("id", reverse=True).mapped("kind")

    def transitions(self, record):
        return record.event_ids.sorted("id").mapped("transition")

    @contextmanager
    def assertRefused(self, pattern, error=UserError):
        """Expect a refusal in these words, and go on as if nothing had been tried."""
        with self.assertRaisesRegex(error, pattern), self.cr.savepoint():
            yield
