from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ClosingCase


@tagged("post_install", "-at_install")
class TestRights(ClosingCase):
    """Each sees and does what the office or right allows."""

    def setUp(self):
        super().setUp()
        self.cell = self.fund(10_000_000)
        self.bind(self.cell, 4_000_000)

    def test_department_submits_its_own(self):
        carryover = self.draft()
        own = carryover.with_user(self.author)
        own.line_ids.cause = "납품 지연"
        own.action_submit()
        self.assertEqual(own.state, "submitted")
        self.assertIn(self.author.name, own.event_ids[:1].capacity)

    def test_others_see_nothing(self):
        self.draft()
        for model in ("gotgan.carryover", "gotgan.carryover.line", "gotgan.carryover.candidate"):
            self.assertFalse(self.env[model].with_user(self.world.stranger).search([]), model)
            self.assertTrue(self.env[model].with_user(self.world.auditor).search([]), model)

    def test_the_auditor_changes_nothing(self):
        carryover = self.draft()
        with self.assertRaises(AccessError):
            carryover.with_user(self.world.auditor).write({"note": "x"})
        for model in ("gotgan.year.closing", "gotgan.carryover.plan", "gotgan.year.mapping"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.world.auditor).create({})

    def test_staff_does_not_look(self):
        plan = self.look()
        with self.assertRaises(AccessError):
            plan.with_user(self.author).action_look()

    def test_only_managers_move_the_year(self):
        closing = self.env["gotgan.year.closing"].with_user(self.budget).create(
            {"fiscal_year_id": self.year.id},
        )
        self.assertFalse(closing.is_manager)
        self.env["gotgan.spending.request"].search([])  # nothing is open but what was committed
        with self.assertRaises(AccessError):
            closing.fiscal_year_id.with_user(self.budget).action_start_closing()
