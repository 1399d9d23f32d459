import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AFTER, ClosingCase


@tagged("post_install", "-at_install")
class TestAttack(ClosingCase):
    """Carrying twice, more than is left, too early, or without the right."""

    def setUp(self):
        super().setUp()
        self.cell = self.fund(10_000_000)
        self.commitment = self.bind(self.cell, 4_000_000)

    def test_carrying_twice(self):
        carryover = self.carry()
        with self.assertRefused("not possible now"):
            carryover.action_carry()
        copy = carryover.copy()
        self.assertEqual((copy.state, copy.line_ids.next_cell_id.ids), ("draft", []))
        with self.assertRefused("only 0 won are left"):
            copy.action_submit()

    def test_the_same_money_in_two_carry_overs(self):
        first = self.confirm()
        second = first.copy()
        with self.assertRefused("4,000,000 won of them stand in other lines"):
            second.action_submit()

    def test_more_than_is_left(self):
        carryover = self.draft()
        carryover.line_ids.write({"amount": 4_000_001, "adjustment": "더"})
        with self.assertRefused("only 4,000,000 won are left", "제50조"):
            carryover.action_submit()

    def test_paid_in_the_meantime(self):
        carryover = self.confirm()
        self.inspect(self.commitment)
        self.pay(self.order(self.resolve(self.commitment)))
        self.end_year()
        with self.assertRefused("only 0 won are left"):
            carryover.action_carry()

    def test_too_early(self):
        carryover = self.confirm()
        self.open_next()
        with self.assertRefused("not in closing"):
            carryover.action_carry()
        self.year.with_user(self.manager).action_start_closing()
        with self.assertRefused("has ended"):
            carryover.action_carry()

    def test_next_year_not_ready(self):
        carryover = self.confirm()
        self.year.with_user(self.manager).action_start_closing()
        self.travel(AFTER)
        with self.assertRefused("no place in the next year"):
            carryover.action_carry()

    def test_beyond_what_was_voted(self):
        other = self.fund(5_000_000, "202-01")
        voted = self.vote(other, 2_000_000)
        carryover = self.draft(other)
        line = carryover.line_ids.filtered(lambda one: one.authorized_id == voted)[:1]
        line.write({"amount": 3_000_000, "adjustment": "더"})
        with self.assertRefused("2,000,000 won may go over", "제50조제1항"):
            line.carryover_id.action_submit()

    def test_carried_money_cannot_be_spent_in_the_old_year(self):
        self.carry()
        self.year.with_user(self.manager)._do_transition("reopen", "정정")
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE gotgan_budget_cell SET requested = allotted - committed WHERE id = %s",
                [self.cell.id],
            )

    def test_without_the_right(self):
        carryover = self.draft()
        for user in (self.world.stranger, self.world.auditor, self.manager):
            with self.assertRaises(UserError):
                carryover.with_user(user).action_submit()
        carryover.action_submit()
        for user in (self.author, self.world.auditor, self.officer):
            with self.assertRaises(AccessError):
                carryover.with_user(user).action_confirm()

    def test_what_only_carrying_writes(self):
        carryover = self.draft()
        line = carryover.line_ids[:1]
        for values in ({"next_cell_id": self.cell.id}, {"proposed": 1}, {"delivered": 1}):
            with self.assertRaises(AccessError):
                line.write(values)
        for values in ({"state": "carried"}, {"number": "2026-000001"}, {"date": "2026-01-01"}):
            with self.assertRaises(UserError):
                carryover.write(values)
        with self.assertRaises(AccessError):
            self.commitment.with_user(self.officer).write({"origin_id": self.commitment.id})

    def test_nobody_makes_a_successor_by_hand(self):
        """The reason dialog can name any step; the document must still be of a carry-over."""
        request = self.draft_request(1_000_000, line=self.cell.line_id)
        wizard = self.env["gotgan.transition.wizard"].with_user(self.author).create({
            "res_model": request._name, "res_ids": str(request.id), "transition": "continue",
            "reason": "x",
        })
        with self.assertRaises(AccessError):
            wizard.action_confirm()
        self.assertEqual(request.state, "draft")

    def test_a_confirmed_one_stays_as_it_is(self):
        carryover = self.confirm()
        with self.assertRefused("can no longer be changed"):
            carryover.line_ids.write({"amount": 1})
        with self.assertRefused("can no longer be changed"):
            carryover.line_ids[:1].copy({"carryover_id": carryover.id, "clause": "incidental"})
