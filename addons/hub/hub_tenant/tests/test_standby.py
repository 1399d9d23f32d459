from odoo.tests import tagged

from .common import HubCase


@tagged("post_install", "-at_install")
class TestStandby(HubCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hub.standby"].search([]).write({"state": "removed"})
        cls.env["ir.config_parameter"].set_param("hub.standby.agency", "2")

    def make(self):
        standby = self.env["hub.standby"]._begin(self.template)
        job = standby.job_ids
        job._begin()
        job._absorb({"uuid": f"u-{standby.id}", "public_key": "k"})
        job._succeed()
        return standby

    def test_filled_up_to_its_size(self):
        self.assertEqual(self.env["hub.standby"]._get_missing(), {self.template: 2})
        self.make()
        self.assertEqual(self.env["hub.standby"]._get_missing(), {self.template: 1})
        self.make()
        self.assertEqual(self.env["hub.standby"]._get_missing(), {})

    def test_the_oldest_is_taken_once(self):
        first, second = self.make(), self.make()
        a, b, c = (self.ask(name) for name in ("huba1", "hubb1", "hubc1"))
        for tenant, standby in ((a, first), (b, second)):
            chosen = tenant.sudo()._reserve()
            self.assertEqual(chosen, {"database": standby.database, "waiting": True})
            self.assertEqual(tenant.uuid, standby.uuid)
            self.assertRecordValues(standby, [{"state": "taken", "tenant_id": tenant.id}])
        self.assertFalse(c.sudo()._reserve()["waiting"])

    def test_of_the_right_kind_and_release_only(self):
        self.make()
        self.env["hub.template"]._adopt("municipality", "gotgan__city_test")
        self.assertFalse(self.ask("hubcity", kind="municipality").sudo()._reserve()["waiting"])
        self.env["hub.template"]._adopt("agency", "gotgan__agency_newer")
        self.assertFalse(self.ask("hubnew").sudo()._reserve()["waiting"])

    def test_a_new_release_sends_the_old_ones_away_once(self):
        old = self.make()
        self.env["hub.template"]._adopt("agency", "gotgan__agency_newer")
        stale = self.env["hub.standby"]._get_stale()
        self.assertEqual(stale, old)
        stale._discard()
        self.assertFalse(self.env["hub.standby"]._get_stale())
        self.assertEqual(old.job_ids.sorted("id").mapped("kind"), ["standby", "discard"])

    def test_a_failed_one_is_broken_and_removed(self):
        standby = self.env["hub.standby"]._begin(self.template)
        standby.job_ids._fail("안 됨")
        self.assertEqual(standby.state, "broken")
        self.assertEqual(self.env["hub.standby"]._get_stale(), standby)

    def test_one_template_in_use_per_kind(self):
        newer = self.env["hub.template"]._adopt("agency", "gotgan__agency_newer")
        self.assertEqual(self.env["hub.template"]._get_current("agency"), newer)
        self.assertFalse(self.template.active)
        self.env["hub.template"]._adopt("agency", "gotgan__agency_test")
        self.assertEqual(self.env["hub.template"]._get_current("agency"), self.template)
