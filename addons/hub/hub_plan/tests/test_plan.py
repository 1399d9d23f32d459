import json

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestPlan(PlanCase):
    def test_offers_are_what_can_be_chosen_cheapest_first(self):
        offers = self.env["hub.plan"]._get_offers("agency")
        self.assertEqual([offer["code"] for offer in offers], ["basic", "standard", "extended"])
        first = offers[0]
        self.assertEqual(first["monthly"], {"supply": 190_000, "tax": 19_000, "total": 209_000})
        self.assertEqual((first["users"], first["storage_gib"]), (10, 10))
        self.assertEqual([one["name"] for one in first["features"]], ["예산", "지출", "집행현황"])

    def test_public_site_reads_offers_without_rights(self):
        public = self.env["hub.plan"].with_user(self.env.ref("base.public_user"))
        self.assertEqual(len(public._get_offers("municipality")), 3)
        self.assertEqual(public._calculate("basic", "agency", 10, 10, 1)["total"], 209_000)

    def test_calculation_has_lines_sums_and_a_month(self):
        found = self.env["hub.plan"]._calculate("standard", "agency", 55, 60, 12)
        self.assertEqual(
            [(line["code"], line["quantity"], line["amount"]) for line in found["lines"]],
            [("base", 1, 5_880_000), ("users", 20, 2_640_000), ("users", 5, 600_000),
             ("storage", 10, 180_000), ("term_discount", 5, -465_000)],
        )
        self.assertEqual(found["supply"], 8_835_000)
        self.assertEqual(found["total"], found["supply"] + found["tax"])
        self.assertEqual(found["monthly"]["total"] * 12, found["total"])

    def test_agencies_together_pay_less_each(self):
        plan = self.env["hub.plan"]
        alone = plan._calculate("basic", "agency", 10, 10, 1)
        together = plan._calculate("basic", "agency", 10, 10, 1, agencies=13)
        self.assertEqual(together["supply"], alone["supply"] * 90 // 100)

    def test_discontinued_plan_cannot_be_chosen(self):
        self.basic.discontinue_date = "2026-11-22"
        self.assertNotIn("basic", [one["code"] for one in self.basic._get_offers("agency")])
        self.assertRefused("basic", self.basic._calculate, "basic", "agency", 1, 1, 1)

    def test_nonsense_is_refused(self):
        for code, numbers in (("none", (1, 1, 1)), ("basic", (0, 1, 1)), ("basic", (1, 1, 0))):
            self.assertRefused(".", self.env["hub.plan"]._calculate, code, "agency", *numbers)

    def test_tenant_is_told_its_plan(self):
        self.assertNotIn("gotgan.plan", self.tenant._get_parameters())
        self.apply("basic", users=12)
        self.assertEqual(json.loads(self.tenant._get_parameters()["gotgan.plan"]), {
            "code": "basic", "name": "기본", "users": 12, "storage_bytes": 10 * 2 ** 30,
            "support": "standard",
            "modules": ["gotgan_budget", "gotgan_expenditure", "gotgan_report_execution"],
        })
        self.assertEqual(self.tenant.plan_id, self.basic)
        self.assertIn(self.tenant, self.env["hub.tenant"].search([("plan_id", "=", self.basic.id)]))

    def test_only_managers_change_plans(self):
        for user in (self.staff, self.auditor):
            self.assertTrue(self.basic.with_user(user).name)
            with self.assertRaises(AccessError):
                self.basic.with_user(user).user_count = 20
        self.basic.with_user(self.manager).user_count = 20
        self.assertEqual(self.basic._get_offers("agency")[0]["users"], 20)
