from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestAdjusting(RequestCase):
    """조정된 산출기초: what was asked stays readable, what was decided adds up."""

    def settle(self, after, *formulas):
        """A line of these formulas that the budget officer cut to ``after`` won."""
        line = self.write_line(*(formulas or ("5,000원*300부*2회", "1,000천원")))
        self.go("bureau_reviewed")
        line.with_user(self.officer)._review({line.id: after}, "예산 사정")
        self.go("settled")
        return line.with_user(self.staff)

    def texts(self, rows):
        return [(one.name, one.formula, one.amount) for one in rows]

    def test_a_cut_leaves_a_finding_until_the_estimates_add_up(self):
        line = self.settle(3_200_000)
        self.assertRecordValues(line, [{
            "decided": 3_200_000, "estimated": 4_000_000, "estimate_gap": -800_000,
        }])
        self.assertIn("-800,000", line.estimate_fault)
        self.assertEqual(self.request.gap_count, 1)
        lines = self.env["gotgan.budget.request.line"].with_user(self.staff)
        self.assertIn(line, lines.search([("estimate_gap", "!=", 0)]))
        asked = self.texts(line.estimate_ids)
        self.request.with_user(self.staff).action_adjust_estimates()
        self.assertEqual(self.texts(line.settled_estimate_ids), [
            ("산출 1", "5,000원*300부*2회*80%", 2_400_000), ("산출 2", "1,000천원*80%", 800_000),
        ])
        self.assertEqual(self.texts(line.estimate_ids), asked)
        self.assertRecordValues(line, [{"estimate_gap": 0, "estimate_fault": False}])
        self.assertEqual(self.request.gap_count, 0)
        self.assertNotIn(line, lines.search([("estimate_gap", "!=", 0)]))

    def test_nothing_to_do_where_nothing_was_changed(self):
        line = self.write_line("1,000천원")
        self.go("settled")
        self.assertRecordValues(line, [{"estimate_gap": 0, "estimate_fault": False}])
        self.assertFalse(line.settled_estimate_ids)

    def test_edited_by_hand_in_the_form(self):
        line = self.settle(3_000_000)
        line.write({"revision": line.revision, "settled_estimate_ids": [
            Command.create({"name": "홍보물", "formula": "5,000원*300부*2회"}),
        ]})
        self.assertEqual(line.estimate_gap, 0)
        row = line.settled_estimate_ids
        line.with_user(self.officer).write({"settled_estimate_ids": [
            Command.update(row.id, {"formula": "5,000원*200부*3회"}),
        ]})
        self.assertEqual((row.amount, line.estimate_gap), (3_000_000, 0))
        with self.assertRefused("can no longer be changed"):
            line.write({"reason": "x", "settled_estimate_ids": []})

    def test_a_line_without_estimates_and_won_that_are_no_thousands(self):
        line = self.settle(2_500_500, "3,000,000원")
        line.action_adjust_estimates()
        self.assertEqual(line.estimate_gap, 500)

    def test_only_once_settled(self):
        line = self.write_line("1,000천원")
        rows = self.env["gotgan.budget.settled.estimate"].with_user(self.staff)
        with self.assertRefused(self.department.name):
            rows.create({"line_id": line.id, "name": "x", "formula": "1,000원"})
        with self.assertRefused(self.department.name):
            line.action_adjust_estimates()

    def test_whose_it_is(self):
        line = self.settle(3_200_000)
        world = self.world
        values = {"line_id": line.id, "name": "x", "formula": "1,000원"}
        for user in (world.stranger, world.auditor, world.other_head):
            rows = self.env["gotgan.budget.settled.estimate"].with_user(user)
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                call_kw(rows, "create", [values], {})
            with self.subTest(user.name), self.assertRefused(error=AccessError):
                call_kw(
                    self.env["gotgan.budget.request.line"].with_user(user), "write",
                    [line.ids, {"settled_estimate_ids": [Command.create(values)]}], {},
                )
        self.assertFalse(line.settled_estimate_ids)

    def test_returned_it_begins_anew(self):
        line = self.settle(3_200_000)
        line.action_adjust_estimates()
        self.request.with_user(self.officer)._do_transition("return", "다시")
        self.assertFalse(line.settled_estimate_ids)

    def test_what_the_council_changed_counts_and_in_force_it_stays(self):
        line = self.settle(3_200_000)
        line.action_adjust_estimates()
        cycle = self.cycle
        cycle.action_make_version()
        version = cycle.version_id
        version._write_locked({"state": "submitted"})
        part = version.line_ids
        part._write_locked({"submitted_amount": 3_200_000, "amount": 2_800_000})
        self.env.invalidate_all()
        self.assertRecordValues(line, [{"decided": 2_800_000, "estimate_gap": -400_000}])
        line.action_adjust_estimates()
        self.assertEqual(line.settled_estimate_ids[0].formula, "5,000원*300부*2회*70%")
        version._write_locked({"state": "in_force"})
        for deed in (line.action_adjust_estimates, line.settled_estimate_ids.unlink):
            with self.assertRefused("in force", error=UserError):
                deed()
