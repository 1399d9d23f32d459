from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AFTER, ClosingCase


@tagged("post_install", "-at_install")
class TestTakingBack(ClosingCase):
    """A carry-over comes back while nothing of it is used, and only then."""

    def setUp(self):
        super().setUp()
        self.old = self.fund(10_000_000)
        self.commitment = self.bind(self.old, 4_000_000)
        self.inspect(self.commitment, 1_500_000)

    def take_back(self, carryover, user=None):
        carryover.with_user(user or self.budget)._do_transition("take_back", "이월액 착오")

    def test_everything_is_as_before(self):
        carryover = self.carry()
        cell, successor = carryover.line_ids.next_cell_id, self.commitment.successor_ids
        self.take_back(carryover)
        self.assertRecordValues(carryover, [{"state": "cancelled", "date": AFTER}])
        self.assertFigures(self.old, committed=4_000_000, carried_over=0, requested=0)
        self.assertRecordValues(cell, [{
            "carried_in": 0, "allotted": 0, "committed": 0, "requested": 0, "appropriated": 0,
        }])
        self.assertRecordValues(self.commitment.line_ids, [{
            "inspected": 1_500_000, "reduced": 0,
        }])
        self.assertEqual(self.commitment.state, "committed")
        self.assertEqual(successor.mapped("state"), ["cancelled"])
        self.assertEqual(successor.origin_id, self.commitment)
        self.assertEqual(successor.request_id.state, "cancelled")
        self.assertFalse(cell.origin_cell_ids)
        self.assertEqual(
            (carryover.event_ids[:1].transition, carryover.event_ids[:1].reason),
            ("take_back", "이월액 착오"),
        )
        self.assertFalse(self.env["gotgan.ledger.verifier"]._verify()["findings"])

    def test_it_can_go_over_again(self):
        self.take_back(self.carry())
        again = self.draft()
        self.assertEqual(again.amount, 4_000_000)
        again.action_submit()
        again.action_confirm()
        again.action_carry()
        self.assertEqual(
            self.commitment.successor_ids.sorted("id").mapped("state"), ["cancelled", "committed"],
        )
        self.today = AFTER
        successor = self.commitment.successor_ids.sorted("id")[-1]
        self.inspect(successor)
        self.pay(self.order(self.resolve(successor)))
        self.assertFigures(again.line_ids.next_cell_id, paid=4_000_000)
        self.assertFalse(self.env["gotgan.ledger.verifier"]._verify()["findings"])

    def test_what_was_used_is_named(self):
        carryover = self.carry()
        successor = self.commitment.successor_ids
        self.today = AFTER
        self.inspect(successor, 1_000_000)
        with self.assertRefused("cannot be taken back", successor.number, "1 inspections"):
            self.take_back(carryover)
        self.assertEqual((carryover.state, successor.state), ("carried", "committed"))

    def test_a_lowered_successor_is_used(self):
        carryover = self.carry()
        self.commitment.successor_ids.with_user(self.officer)._do_transition("reduce", "감액")
        with self.assertRefused("cannot be taken back", "2,500,000 won lowered"):
            self.take_back(carryover)

    def test_free_money_that_was_requested(self):
        voted = self.fund(6_000_000, "202-01")
        self.vote(voted, 6_000_000)
        carryover = self.carry(voted)
        cell = carryover.filtered(lambda one: one.kind == "authorized").line_ids.next_cell_id
        self.today = AFTER
        request = self.approve_request(2_000_000, line=cell.line_id)
        with self.assertRefused("only 4,000,000 won of the budget line"):
            self.take_back(carryover.filtered(lambda one: one.kind == "authorized"))
        request.with_user(self.author)._do_transition("cancel", "불필요")
        self.take_back(carryover.filtered(lambda one: one.kind == "authorized"))
        self.assertEqual((cell.carried_in, voted.carried_over), (0, 0))

    def test_a_request_comes_back(self):
        request = self.approve_request(3_000_000, line=self.old.line_id)
        self.look().candidate_ids.filtered(lambda one: one.clause == "tender").action_add()
        carryover = self.env["gotgan.carryover"].with_user(self.budget).search(
            [("state", "=", "draft")],
        )
        carryover.line_ids.write({
            "cause": "협상에 의한 계약", "notice_date": "2026-12-01", "notice_number": "2026-15호",
        })
        carryover.action_submit()
        carryover.action_confirm()
        self.end_year()
        carryover.action_carry()
        self.take_back(carryover)
        self.assertRecordValues(request, [{"state": "approved", "rest": 3_000_000}])
        self.assertEqual(request.successor_ids.state, "cancelled")

    def test_nobody_else(self):
        carryover = self.carry()
        for user in (self.author, self.officer, self.world.auditor, self.manager):
            with self.assertRaises(AccessError):
                self.take_back(carryover, user)
        for document, step in (
            (self.commitment.successor_ids, "revoke"), (self.commitment, "resume"),
            (self.commitment.request_id.successor_ids, "revoke"),
        ):
            wizard = self.env["gotgan.transition.wizard"].with_user(self.budget).create({
                "res_model": document._name, "res_ids": str(document.id), "transition": step,
                "reason": "x",
            })
            with self.assertRaises(AccessError), self.cr.savepoint():
                wizard.action_confirm()
        self.assertFigures(self.old, carried_over=4_000_000)

    def test_not_once_the_books_are_closed(self):
        carryover = self.carry()
        self.travel(date(2027, 3, 20))
        with self.assertRefused("2026"):
            self.take_back(carryover)


@tagged("post_install", "-at_install")
class TestAgain(ClosingCase):
    """Free money that came over as incidental costs does not go over again."""

    def carry_extra(self):
        works, extra = self.fund(10_000_000, "201-01"), self.fund(2_000_000, "401-03")
        self.bind(works, 8_000_000)
        carryover = self.draft(works)
        self.look().candidate_ids.filtered(lambda one: one.cell_id == extra).action_add()
        line = carryover.line_ids.filtered(lambda one: one.clause == "incidental")
        line.write({"cause": "본 공사와 함께 이월", "main_line_id": (carryover.line_ids - line).id})
        carryover.action_submit()
        carryover.action_confirm()
        self.end_year()
        carryover.action_carry()
        return line.next_cell_id

    def look_next(self, cell):
        self.env["gotgan.fiscal.year"].create({"year": 2028})
        plan = self.plans.create({"fiscal_year_id": self.next_year.id})
        plan.action_look()
        rows = plan.candidate_ids.filtered(lambda one: one.cell_id == cell)
        return sorted((one.outcome, one.amount) for one in rows)

    def test_told_apart_from_the_cells_own_money(self):
        """2,000,000 came over, 3,000,000 are the new year's own, 500,000 are spent."""
        cell = self.carry_extra()
        self.world.post("appropriate", cell, 3_000_000)
        self.world.post("allot", cell, 3_000_000)
        self.today = AFTER
        self.commit(self.approve_request(500_000, line=cell.line_id))
        self.assertEqual(self.look_next(cell), [
            ("unavoidable", 500_000), ("undecided", 3_000_000), ("unused", 1_500_000),
        ])

    def test_refused_when_a_person_enters_it(self):
        cell = self.carry_extra()
        self.env["gotgan.fiscal.year"].create({"year": 2028})
        again = self.env["gotgan.carryover"].with_user(self.budget).create({
            "fiscal_year_id": self.next_year.id, "department_id": cell.department_id.id,
            "kind": "unavoidable",
        })
        self.env["gotgan.carryover.line"].with_user(self.budget).create({
            "carryover_id": again.id, "cell_id": cell.id, "amount": 2_000_000,
            "clause": "incidental", "cause": "또 지연", "adjustment": "직접 입력",
        })
        with self.assertRefused("2,000,000 of the 2,000,000 won left came over"):
            again.action_submit()
