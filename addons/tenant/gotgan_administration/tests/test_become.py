import json
from importlib.util import find_spec

import psycopg2

from odoo.exceptions import AccessDenied
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ADMINISTRATOR, AGENCY, AdministrationCase

# Without the library Odoo keeps numbers as they were typed.
PHONE = ("phone_sanitized",) if find_spec("phonenumbers") else ()
COMPUTED = {
    "res.partner": (
        "complete_name", "commercial_company_name", "commercial_partner_id", "email_normalized",
        *PHONE, "partner_share", "display_name",
    ),
    "res.users": ("signature", "share"),
    "hr.employee": ("name", "legal_name", "work_email", "work_phone", "active"),
    "res.company": ("name", "email", "phone"),
}


@tagged("post_install", "-at_install")
class TestBecome(AdministrationCase):
    def setUp(self):
        super().setUp()
        self.agency = self.env.ref("base.main_company")
        self.agency.country_id = self.env.ref("base.kr")
        self.become()
        self.first = self.env.ref("gotgan_administration.user_first_administrator")

    def test_the_agency_has_its_name_and_number(self):
        self.assertEqual(self.agency.name, "용인문화재단")
        self.assertEqual(self.agency.partner_id.display_name, "용인문화재단")
        self.assertEqual(self.agency.company_registry, "135-82-12347")
        self.assertEqual(self.agency.vat, "135-82-12347")

    def test_the_administrator_is_ready(self):
        self.assertTrue(self.first.active and self.first.partner_id.active)
        self.assertEqual(self.first.login, "munhwa.kim@yongin-culture.example")
        self.assertEqual(self.first.name, "김문화")
        self.assertEqual(self.first.employee_id.name, "김문화")
        self.assertTrue(self.first.has_group(ADMINISTRATOR))
        self.assertTrue(self.first.has_group("base.group_user"))
        self.assertFalse(self.first.has_group("base.group_erp_manager"))
        self.assertFalse(self.first.partner_id.image_1920)
        self.assertFalse(self.first.employee_id.image_1920)

    def test_what_is_stored_is_what_would_be_computed(self):
        partners = self.agency.partner_id | self.first.partner_id
        records = {
            "res.partner": partners, "res.users": self.first, "res.company": self.agency,
            "hr.employee": self.first.employee_id,
        }
        for model, names in COMPUTED.items():
            for record in records[model]:
                stored = {name: record[name] for name in names}
                for name in names:
                    if record._fields[name].compute and record._fields[name].store:
                        self.env.add_to_compute(record._fields[name], record)
                record.flush_recordset()
                self.assertEqual({name: record[name] for name in names}, stored)

    def test_parameters_are_added_and_changed(self):
        self.become(parameters={"gotgan.hub.url": "https://other.example"})
        value = self.env["ir.config_parameter"].get_param
        self.assertEqual(value("gotgan.tenant.name"), "yongin-culture")
        self.assertEqual(value("gotgan.hub.url"), "https://other.example")
        self.assertEqual(value("gotgan.agency.name"), "용인문화재단")
        self.assertEqual(value("gotgan.kind"), "agency")

    def test_it_can_be_repeated(self):
        before = self.env["res.users"].with_context(active_test=False).search_count([])
        self.become(agency_name="용인문화예술재단")
        self.assertEqual(self.agency.name, "용인문화예술재단")
        self.assertEqual(
            self.env["res.users"].with_context(active_test=False).search_count([]), before,
        )

    def test_names_with_quotes_and_brackets(self):
        person = {**AGENCY["administrator"], "name": "O'Neil <b>&\"", "phone": None}
        self.become(administrator=person, business_number=None, agency_name="가'나<다>")
        self.assertEqual(self.first.name, person["name"])
        self.assertNotIn("<b>", str(self.first.signature))
        self.assertFalse(self.first.phone)
        self.assertFalse(self.agency.vat)

    def test_incomplete_orders_are_refused(self):
        for changes in ({"agency_name": " "}, {"administrator": {}}, {"business_number": "12"}):
            refused = self.assertRaises(psycopg2.errors.RaiseException)
            with refused, mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.cr.execute("SELECT gotgan_become(%s)", [json.dumps({**AGENCY, **changes})])

    def test_technical_accounts_lose_their_password(self):
        self.env["res.users"].browse(2).password = "Technical-2026!"
        self.become()
        self.assertFalse(self.env["res.users"].browse(2)._owns_password())

    def test_technical_accounts_never_sign_in(self):
        account = self.env["res.users"].browse(2)
        account.password = "Technical-2026!"
        credential = {"type": "password", "login": account.login, "password": "Technical-2026!"}
        with self.assertRaises(AccessDenied), mute_logger("odoo.addons.base.models.res_users"):
            self.env["res.users"].authenticate(credential, {"interactive": True})
