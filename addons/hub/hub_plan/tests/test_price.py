from datetime import date

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestPrice(PlanCase):
    def price(self, base=200_000, valid_from="2026-12-01", user=None, **more):
        return self.env["hub.price"].with_user(user or self.manager).create({
            "plan_id": self.basic.id, "kind": "agency", "valid_from": valid_from,
            "base_price": base, **more,
        })

    def test_a_new_price_ends_the_one_before(self):
        old = self.env.ref("hub_plan.price_basic_agency")
        self.price().action_publish()
        self.assertEqual(old.valid_to, date(2026, 11, 30))
        find = self.env["hub.price"]._find
        self.assertEqual(find(self.basic, "agency", date(2026, 11, 30)), old)
        self.assertEqual(find(self.basic, "agency", date(2026, 12, 1)).base_price, 200_000)

    def test_withdrawing_gives_the_earlier_one_back(self):
        old = self.env.ref("hub_plan.price_basic_agency")
        price = self.price()
        price.action_publish()
        price._do_transition("withdraw", "잘못 정함")
        self.assertFalse(old.valid_to)
        self.assertEqual(
            self.env["hub.price"]._find(self.basic, "agency", date(2027, 1, 1)), old,
        )

    def test_a_price_never_reaches_into_the_past(self):
        self.assertRefused("2026-11-21", self.price(valid_from="2026-11-21").action_publish)

    def test_a_price_before_a_later_one_is_refused(self):
        self.price(valid_from="2027-03-01").action_publish()
        self.assertRefused("2027-03-01", self.price(valid_from="2027-01-01").action_publish)

    def test_a_published_price_is_as_it_is(self):
        price = self.price(tier_ids=[Command.create({"up_to": 0, "unit_price": 1000})])
        price.action_publish()
        self.assertRefused(".", price.write, {"base_price": 1})
        self.assertRefused(".", price.tier_ids.write, {"unit_price": 1})
        self.assertRefused(".", price.write, {"tier_ids": [Command.clear()]})

    def test_steps_must_have_an_end(self):
        price = self.price(tier_ids=[Command.create({"up_to": 10, "unit_price": 1000})])
        self.assertRefused("0", price.action_publish)

    def test_a_new_price_reaches_no_contract(self):
        contract = self.run_contract(plan="basic", users=10)
        before = contract.monthly_total
        with self.on(2026, 12, 1):
            self.price(base=999_000).action_publish()
            contract.invalidate_recordset()
            self.env.add_to_compute(contract._fields["monthly_total"], contract)
            self.assertEqual(contract.monthly_total, before)
            fresh = self.apply("basic", users=10, tenant=self.make_tenant("nanum", "나눔재단"))
            self.assertGreater(fresh.monthly_total, before)

    def test_operator_prices_by_form(self):
        with Form(self.env["hub.price"].with_user(self.manager)) as form:
            form.plan_id, form.kind, form.base_price = self.standard, "agency", 555_000
            form.valid_from = "2027-01-01"
            with form.tier_ids.new() as tier:
                tier.up_to, tier.unit_price = 0, 7_000
        form.record.action_publish()
        with self.on(2027, 1, 5):
            found = self.env["hub.plan"]._calculate("standard", "agency", 31, 50, 1)
        self.assertEqual(found["supply"], 562_000)

    def test_only_managers_publish(self):
        price = self.price()
        for user in (self.staff, self.auditor):
            with self.assertRaises(AccessError):
                price.with_user(user).action_publish()
            with self.assertRaises(AccessError):
                self.price(user=user)
