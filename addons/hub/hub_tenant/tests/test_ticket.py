from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from odoo.tests import tagged

from odoo.addons.gotgan_exchange import signing

from .common import HubCase


@tagged("post_install", "-at_install")
class TestTicket(HubCase):
    def claims(self, url, public=None):
        parameters = self.env["ir.config_parameter"]
        ticket = parse_qs(urlsplit(url).query)["ticket"][0]
        return signing.open_sealed(public or parameters.get_param("hub.public_key"), ticket)

    def test_signed_for_one_tenant_one_minute_and_once(self):
        tenant = self.open()
        first, second = (
            tenant._get_ticket_url("enter", "kim@yongin.kr", name="김담당") for _turn in range(2))
        self.assertTrue(first.startswith("https://hubtest.gotgan.kr/gotgan/enter?ticket="))
        claims = self.claims(first)
        self.assertEqual(
            (claims["purpose"], claims["login"], claims["aud"], claims["name"]),
            ("enter", "kim@yongin.kr", "uuid-hubtest", "김담당"))
        self.assertEqual(claims["exp"] - claims["iat"], 60)
        self.assertNotEqual(claims["jti"], self.claims(second)["jti"])

    def test_not_with_another_key(self):
        url = self.open()._get_ticket_url("enter", "kim@yongin.kr")
        with self.assertRaises(signing.BadSeal):
            self.claims(url, signing.new_key()[1])

    def test_a_cloned_hub_gets_a_key_of_its_own_before_it_has_tenants(self):
        parameters = self.env["ir.config_parameter"]
        settle = self.env["hub.tenant"]._settle_identity
        settle()
        key, uuid = (parameters.get_param(one) for one in ("hub.private_key", "database.uuid"))
        self.assertFalse(settle(), "its key was made here")
        parameters.set_param("hub.database", "gotgan__hub_template")
        self.open()
        settle()
        self.assertEqual(parameters.get_param("hub.private_key"), key, "tenants know it already")
        parameters.set_param("hub.database", "gotgan__hub_template")
        with patch.object(type(self.env["hub.tenant"]), "search_count", return_value=0):
            settle()
        self.assertNotEqual(parameters.get_param("hub.private_key"), key)
        self.assertNotEqual(parameters.get_param("database.uuid"), uuid)

    def test_claims_of_the_caller_never_replace_ours(self):
        url = self.open()._get_ticket_url("support", "op", aud="someone else", exp=1)
        self.assertEqual(self.claims(url)["aud"], "uuid-hubtest")

    def test_only_into_an_open_tenant(self):
        with self.assertRefused("용인문화재단"):
            self.ask("hubother")._get_ticket_url("enter", "kim@yongin.kr")
        tenant = self.open()
        tenant._do_transition("suspend", reason="시험")
        with self.assertRefused("용인문화재단"):
            tenant._get_ticket_url("enter", "kim@yongin.kr")
