import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import HubCase


@tagged("post_install", "-at_install")
class TestTenantAttack(HubCase):
    """Who may look may not act, and nobody writes what only a job knows."""

    def test_only_operators_who_act_move_a_tenant(self):
        tenant = self.open()
        for role in ("staff", "auditor"):
            seen = tenant.with_user(self.users[role])
            with self.subTest(role):
                self.assertEqual(seen.agency_name, "용인문화재단")
                for step in ("suspend", "archive", "restrict"):
                    with self.assertRefused("", AccessError):
                        seen._do_transition(step, reason="시험")
                for call in ("action_export", "action_to_silo", "action_push_parameters",
                             "action_withdraw_notice"):
                    with self.assertRefused("", AccessError):
                        getattr(seen, call)()
                with self.assertRefused("", AccessError):
                    seen.agency_name = "남의 기관"

    def test_what_jobs_know_is_written_by_nobody(self):
        tenant = self.open()
        for values in ({"state": "suspended"}, {"database": "gotgan_hub"}, {"uuid": "x"},
                       {"public_key": "x"}, {"origin": "http://evil"}, {"isolation": "silo"},
                       {"release": "x"}):
            with self.subTest(values), self.assertRefused("", AccessError):
                tenant.write(values)

    def test_what_jobs_know_is_not_asked_for(self):
        with self.assertRefused("", AccessError):
            self.ask("hubevil", database="gotgan_hub")

    def test_nobody_is_the_provisioner_over_the_network(self):
        tenant = self.ask()
        tenant._provision()
        with self.assertRefused("", AccessError):
            tenant._do_transition("activate")
        with self.assertRefused("", AccessError):
            tenant._do_transition("fail", reason="시험")

    def test_jobs_are_only_read(self):
        job = self.open().job_ids[:1]
        for role in self.users:
            mine = job.with_user(self.users[role])
            self.assertEqual(mine.kind, "provision")
            with self.assertRefused("", AccessError):
                mine.write({"state": "done"})
            with self.assertRefused("", AccessError):
                mine.create({"kind": "delete", "tenant_id": job.tenant_id.id})

    def test_a_failed_job_is_tried_again_by_a_manager_only(self):
        tenant = self.open()
        job = tenant._push_parameters()
        job.sudo()._fail("안 됨")
        with self.assertRefused("", AccessError):
            job.with_user(self.users["staff"]).action_retry()
        job.action_retry()
        self.assertEqual(job.state, "waiting")

    def test_no_route_of_another_tenant_is_taken(self):
        self.open("hubvictim")
        thief = self.open("hubthief")
        hosts = self.env["hub.host"].with_user(self.users["manager"])
        refusals = (UserError, psycopg2.IntegrityError)
        for name in ("hubvictim.gotgan.kr", "hub.gotgan.kr", "gotgan.kr", "x.gotgan.kr"):
            for kind in ("own", "given"):
                with self.subTest(name, kind=kind), mute_logger("odoo.sql_db"), \
                        self.assertRefused("", refusals):
                    hosts.create({"tenant_id": thief.id, "name": name, "kind": kind})
