from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import HubCase


@tagged("post_install", "-at_install")
class TestTenant(HubCase):
    """A tenant's life as the register sees it."""

    def test_asked_for(self):
        tenant = self.ask("hubtest", business_number="124-81-00998")
        self.assertRecordValues(tenant, [{
            "state": "requested", "database": False, "business_number": "1248100998",
            "url": "https://hubtest.gotgan.kr",
        }])
        self.assertRecordValues(tenant.host_ids, [{
            "name": "hubtest.gotgan.kr", "kind": "given", "state": "verified", "main": True,
        }])

    def test_names_that_are_refused(self):
        for name in ("A", "Yongin", "-a", "a-", "9a", "hub", "www", "a" * 32, "xn--a"):
            with self.subTest(name), self.assertRefused(name, ValidationError):
                self.ask(name)

    def test_a_name_is_taken_until_the_tenant_is_gone(self):
        tenant = self.ask()
        with self.assertRefused("hubtest", ValidationError):
            self.ask()
        tenant._do_transition("withdraw", reason="잘못 신청")
        self.assertEqual(tenant.state, "deleted")
        self.assertEqual(self.ask().state, "requested")

    def test_a_business_number_with_a_wrong_digit(self):
        with self.assertRefused("1248100999", ValidationError):
            self.ask(business_number="124-81-00999")

    def test_an_agency_belongs_to_a_city(self):
        agency = self.ask("hubagency")
        with self.assertRefused("용인문화재단", ValidationError):
            self.ask("hubchild", parent_id=agency.id)
        city = self.ask("hubcity", kind="municipality")
        self.assertEqual(self.ask("hubchild", parent_id=city.id).parent_id, city)

    def test_opened(self):
        tenant = self.open()
        self.assertEqual(tenant.state, "active")
        self.assertRegex(tenant.database, r"^gotgan_t[0-9a-f]{16}$")
        self.assertEqual(tenant.release, "gotgan__agency_test")
        self.assertEqual(self.transitions(tenant), ["provision", "activate"])
        self.assertEqual(tenant.event_ids.sorted("id")[0].user_id, self.users["manager"])

    def test_without_a_template(self):
        tenant = self.ask(kind="corporation")
        tenant._provision()
        with self.assertRefused("odoo tenant template add"):
            tenant.sudo()._reserve()

    def test_failed_then_tried_again(self):
        tenant = self.ask()
        job = tenant._provision().sudo()
        job._begin()
        job._fail("디스크가 가득 찼습니다.")
        tenant.invalidate_recordset()
        self.assertEqual((tenant.state, tenant.trouble), ("failed", "디스크가 가득 찼습니다."))
        tenant.action_retry()
        self.assertEqual((tenant.state, job.state), ("provisioning", "waiting"))

    def test_failed_then_given_up(self):
        tenant = self.ask()
        job = tenant._provision().sudo()
        job._fail("안 됨")
        tenant._do_transition("give_up", reason="신청 취하")
        self.assertEqual((tenant.state, job.state), ("deleted", "undoing"))
        self.assertEqual(tenant.host_ids.mapped("state"), ["removed"])

    def test_suspended_restricted_resumed(self):
        tenant = self.open()
        action = tenant.action_suspend()
        self.assertEqual(action["res_model"], "gotgan.transition.wizard")
        tenant._do_transition("suspend", reason="미납")
        self.assertEqual((tenant.state, tenant.suspension_reason), ("suspended", "미납"))
        tenant._do_transition("restrict", reason="자료 확인")
        self.assertEqual(tenant.state, "read_only")
        tenant.action_resume()
        self.assertEqual((tenant.state, tenant.suspension_reason), ("active", False))
        self.assertEqual(self.kinds(tenant), ["resume", "restrict", "suspend", "provision"])

    def test_archived_and_deleted(self):
        tenant = self.open()
        with self.assertRefused("용인문화재단"):
            tenant._do_transition("order_deletion", reason="해지")
        tenant._do_transition("archive", reason="해지")
        tenant._do_transition("order_deletion", reason="해지")
        self.assertEqual(tenant.state, "archived", "deleted only when the job says it is gone")
        with self.assertRefused("hub_manager"):
            tenant.action_restore()
        job = tenant._get_last_job("delete").sudo()
        job.step_ids.filtered(lambda step: step.name == "remove")._finish(
            {"bytes": "123", "files": 4}, 1.0, False)
        certificate = job.tenant_id._certify(job.id)
        self.assertEqual(tenant.state, "deleted")
        self.assertRecordValues(certificate, [{
            "agency_name": "용인문화재단", "name": "hubtest", "bytes": "123", "files": 4,
            "reason": "해지", "ordered_by_id": self.users["manager"].id,
        }])
        with self.assertRefused(""):
            certificate.sudo().write({"reason": "다른 사유"})

    def test_renamed(self):
        tenant = self.open()
        database = tenant.database
        tenant._rename("hubother")
        self.assertEqual((tenant.url, tenant.database), ("https://hubother.gotgan.kr", database))
        self.assertEqual(list(tenant._get_routes()), ["hubother.gotgan.kr"])
        self.assertEqual(self.kinds(tenant)[0], "rename")
        self.assertIn("rename", self.transitions(tenant))
        with self.assertRefused("hub", ValidationError):
            tenant._rename("hub")
        tenant._rename("hubtest")
        self.assertEqual(list(tenant._get_routes()), ["hubtest.gotgan.kr"])

    def test_a_requested_one_is_not_renamed_by_a_job(self):
        with self.assertRefused("용인문화재단"):
            self.ask()._rename("hubother")

    def test_what_the_database_is_told(self):
        tenant = self.open()
        told = tenant.sudo()._get_parameters()
        self.assertEqual(told["web.base.url"], "https://hubtest.gotgan.kr")
        self.assertEqual(told["gotgan.agency.name"], "용인문화재단")
        self.assertEqual(told["gotgan.hub.url"], "https://hub.gotgan.kr")
        self.assertTrue(told["gotgan.hub.public_key"])
        self.assertFalse([value for value in told.values() if not isinstance(value, str)])
        agency = tenant.sudo()._get_agency()
        self.assertEqual(agency["administrator"], {
            "name": "김담당", "email": "kim@yongin.kr", "phone": ""})

    def test_the_database_is_told_its_tier(self):
        """Deadlines of the law differ between a province and a city (지방자치법 142)."""
        governments = self.env["hub.local.government"].sudo()
        upper = governments.create({"code": "T1", "name": "시험도", "level": "upper"})
        basic = governments.create({
            "code": "T11", "name": "시험시", "level": "basic", "parent_id": upper.id,
        })
        for name, values, tier in (
            ("hubupper", {"kind": "municipality", "local_government_id": upper.id}, "upper"),
            ("hubbasic", {"kind": "municipality", "local_government_id": basic.id}, "basic"),
            ("hubnamed", {"kind": "municipality", "agency_name": "시험도"}, "upper"),
            ("hubfull", {"kind": "municipality", "agency_name": "시험도 시험시청"}, "basic"),
            ("hubagency", {"local_government_id": upper.id}, "upper"),
        ):
            with self.subTest(name):
                told = self.ask(name, **values).sudo()._get_parameters()
                self.assertEqual(told["gotgan.hub.tier"], tier)
        unknown = self.ask("hubunknown", kind="municipality", agency_name="모르는 곳").sudo()
        self.assertNotIn("gotgan.hub.tier", unknown._get_parameters())

    def test_a_government_named_later_is_sent(self):
        tenant = self.open()
        tenant.local_government_id = self.env["hub.local.government"].sudo().create({
            "code": "T1", "name": "시험도", "level": "upper",
        })
        self.assertEqual(self.kinds(tenant)[0], "parameters")

    def test_a_new_name_of_the_agency_is_sent(self):
        tenant = self.open()
        tenant.agency_name = "용인문화관광재단"
        self.assertEqual(self.kinds(tenant)[0], "parameters")

    def test_the_map_holds_what_is_open(self):
        tenant, waiting = self.open("hubtest"), self.ask("hubwait")
        hosts = self.env["hub.tenant"]._get_map()
        hub = {"database": self.env.cr.dbname, "state": "active", "origin": ""}
        for host in ("gotgan.kr", "www.gotgan.kr", "hub.gotgan.kr"):
            self.assertEqual(hosts[host], hub)
        self.assertEqual(hosts["hubtest.gotgan.kr"], {
            "database": tenant.database, "state": "active", "origin": ""})
        self.assertNotIn("hubwait.gotgan.kr", hosts)
        waiting._provision().sudo().tenant_id._reserve()
        self.assertNotIn("hubwait.gotgan.kr", self.env["hub.tenant"]._get_map())

    def test_moved_to_a_process_of_its_own(self):
        tenant = self.open()
        tenant.action_to_silo()
        tenant.sudo()._write_locked({"origin": "http://127.0.0.1:9999"})
        self.assertEqual(tenant._get_routes()["hubtest.gotgan.kr"]["origin"],
                         "http://127.0.0.1:9999")
        tenant.action_to_pool()
        self.assertEqual(tenant._get_routes()["hubtest.gotgan.kr"]["origin"], "")
        self.assertEqual(self.kinds(tenant)[:2], ["to_pool", "to_silo"])
        self.assertFalse(tenant._change_isolation("pool"), "nothing to do")

    def test_a_tenant_with_a_history_is_never_deleted_by_hand(self):
        tenant = self.open()
        with self.assertRefused("", UserError):
            tenant.sudo().unlink()
