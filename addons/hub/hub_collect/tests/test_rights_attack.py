from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CollectCase

PARTS = (
    "hub.execution", "hub.report", "hub.report.line", "hub.report.case", "hub.report.cash",
    "hub.report.exception", "hub.report.item",
)  # fmt: skip


@tagged("post_install", "-at_install")
class TestRightsAttack(CollectCase):
    """A city sees its own agencies and nothing of another city; an operator sees no figures."""

    def setUp(self):
        super().setUp()
        self.link(self.agency)
        self.link(self.foreign, person=self.stranger)
        for agency in (self.agency, self.foreign):
            self.send(agency, agency.report())

    def ids(self, model, user):
        return self.env[model].with_user(user).search([]).ids

    def test_each_city_its_own(self):
        for model in PARTS:
            mine, theirs = self.ids(model, self.person), self.ids(model, self.stranger)
            self.assertTrue(mine and theirs, model)
            self.assertFalse(set(mine) & set(theirs), model)
            self.assertFalse(self.ids(model, self.homeless), model)

    def test_by_id(self):
        for model in PARTS:
            record = self.env[model].browse(self.ids(model, self.stranger)[0])
            with self.assertRaises(AccessError, msg=model):
                record.with_user(self.person).read(["display_name"])

    def test_through_groups_and_relations(self):
        lines = self.env["hub.report.line"].with_user(self.person)
        total = lines._read_group([], [], ["appropriated:sum"])[0][0]
        self.assertEqual(total, self.execution(self.agency).appropriated)
        self.assertFalse(
            lines.search([("execution_id.tenant_id", "=", self.foreign.tenant.id)])
        )

    def test_moving_to_another_city_takes_effect_at_once(self):
        self.assertTrue(self.ids("hub.execution", self.person))
        self.person.city_tenant_id = self.other_city
        self.assertEqual(
            self.ids("hub.execution", self.person), self.ids("hub.execution", self.stranger)
        )
        self.person.city_tenant_id = False
        self.assertFalse(self.ids("hub.execution", self.person))

    def test_nobody_moves_himself(self):
        with self.assertRaises(AccessError):
            self.person.with_user(self.person).write({"city_tenant_id": self.other_city.id})

    def test_an_ended_link_shows_nothing(self):
        link = self.env["hub.link"]._find(self.agency.tenant)
        link.with_user(self.person)._do_transition("end", "종료")
        for model in PARTS:
            self.assertFalse(self.ids(model, self.person), model)

    def test_nobody_writes_figures(self):
        for model in PARTS:
            record = self.env[model].browse(self.ids(model, self.person)[0])
            for user in (self.person, self.operator, self.auditor):
                with self.assertRaises(UserError):
                    record.with_user(user).write({"link_id": 1})
                with self.assertRaises(UserError):
                    record.with_user(user).unlink()

    def test_the_raw_report_is_for_nobody(self):
        report = self.env["hub.report"].browse(self.ids("hub.report", self.person)[0])
        for user in (self.person, self.operator, self.auditor):
            with self.assertRaises(AccessError):
                report.with_user(user).read(["document"])

    def test_operators_see_that_reports_came_and_not_what_they_say(self):
        for user in (self.operator, self.auditor):
            self.assertEqual(len(self.ids("hub.report", user)), 2)
            for model in ("hub.execution", "hub.report.line", "hub.report.case"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_the_register_of_tenants_is_closed_to_cities(self):
        with self.assertRaises(AccessError):
            self.env["hub.tenant"].with_user(self.person).search([])
