import psycopg2

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import HubCase


@tagged("post_install", "-at_install")
class TestHost(HubCase):
    """Domains of the agencies' own."""

    def setUp(self):
        super().setUp()
        self.tenant = self.open()
        self.host = self.add("finance.yongin.go.kr")

    def add(self, name, tenant=None):
        return self.env["hub.host"].with_user(self.users["manager"]).create(
            {"tenant_id": (tenant or self.tenant).id, "name": name})

    def test_routed_only_once_verified(self):
        self.assertNotIn(self.host.name, self.tenant._get_routes())
        self.host._do_transition("verify", reason="공문 2026-12")
        self.assertIn(self.host.name, self.tenant._get_routes())
        self.assertEqual(self.kinds(self.tenant)[0], "route")
        self.assertEqual(self.tenant.url, "https://hubtest.gotgan.kr", "the main one stays")

    def test_main_and_removed(self):
        with self.assertRefused("finance.yongin.go.kr"):
            self.host.action_make_main()
        self.host._do_transition("verify", reason="공문")
        self.host.action_make_main()
        self.assertEqual(self.tenant.url, "https://finance.yongin.go.kr")
        self.assertEqual(self.kinds(self.tenant)[0], "rename")
        self.host._do_transition("remove", reason="도메인 만료")
        self.assertEqual(self.tenant.url, "https://hubtest.gotgan.kr")
        self.assertNotIn("finance.yongin.go.kr", self.tenant._get_routes())

    def test_a_host_belongs_to_one_tenant(self):
        other = self.open("hubother")
        with mute_logger("odoo.sql_db"), self.assertRefused("", psycopg2.IntegrityError):
            self.add("finance.yongin.go.kr", other)
        self.host._do_transition("remove", reason="이관")
        self.assertTrue(self.add("finance.yongin.go.kr", other))

    def test_the_given_one_stays(self):
        given = self.tenant.host_ids.filtered(lambda host: host.kind == "given")
        with self.assertRefused("hubtest.gotgan.kr"):
            given.with_user(self.users["manager"])._do_transition("remove", reason="시험")

    def test_what_is_no_host(self):
        for name in ("http://a.go.kr", "a.go.kr:80", "A.go.kr", "1.2.3.4", "localhost", "a..kr"):
            with self.subTest(name), self.assertRefused("", ValidationError):
                self.add(name)

    def test_staff_verify_nothing(self):
        with self.assertRefused("", AccessError):
            self.host.with_user(self.users["staff"])._do_transition("verify", reason="시험")
