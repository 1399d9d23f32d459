from odoo.tests import Form, tagged

from .common import HubCase

ACTIONS = (
    "hub_tenant_action", "hub_job_action", "hub_host_action", "hub_standby_action",
    "hub_template_action", "hub_certificate_action", "hub_local_government_action",
)


@tagged("post_install", "-at_install")
class TestScreens(HubCase):
    def test_every_role_opens_every_list(self):
        for role, user in self.users.items():
            for name in ACTIONS:
                action = self.env.ref(f"hub_tenant.{name}")
                model = self.env[action.res_model].with_user(user)
                with self.subTest(role=role, action=name):
                    for kind in ("list", "search"):
                        model.get_view(view_type=kind)
                    model.search([], limit=2).read()

    def test_an_operator_asks_for_a_tenant_in_the_form(self):
        with Form(self.tenants, view="hub_tenant.hub_tenant_view_form") as form:
            form.agency_name = "용인도시공사"
            form.name = "hubform"
            form.kind = "agency"
            form.officer_email = "lee@umc.kr"
        form.record.action_provision()
        self.assertEqual(form.record.state, "provisioning")
        self.assertTrue(form.record.working)

    def test_an_own_domain_is_added_in_the_form(self):
        tenant = self.open()
        with Form(tenant, view="hub_tenant.hub_tenant_view_form") as form:  # noqa: SIM117
            with form.host_ids.new() as host:
                host.name = "finance.yongin.go.kr"
        self.assertEqual(tenant.host_ids.sorted("id")[-1:].state, "waiting")

    def test_buttons_are_shown_to_who_may(self):
        tenant = self.open()
        self.assertIn(",suspend,", tenant.allowed_transitions)
        seen = tenant.with_user(self.users["staff"])
        self.assertFalse(seen.allowed_transitions)
