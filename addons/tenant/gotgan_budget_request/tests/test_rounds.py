from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import RequestCase

STEPS = ("submit", "withdraw", "bureau_review", "office_review", "settle", "return")


@tagged("post_install", "-at_install")
class TestRounds(RequestCase):
    """부서 → 실국 → 예산부서 → 단체장: who may do what, and what is left of it."""

    def setUp(self):
        super().setUp()
        self.line = self.write_line("5,000원*300부*2회")
        self.second = self.write_line("100,000원*12월", subitem="201-02")

    def review(self, user, amounts, reason="집행률 저조"):
        self.line.with_user(user).browse([one.id for one in amounts])._review(
            {one.id: won for one, won in amounts.items()}, reason,
        )

    def test_the_whole_path(self):
        self.go("submitted")
        self.review(self.bureau_head, {self.line: 2_800_000})
        self.go("bureau_reviewed")
        self.review(self.officer, {self.line: 2_500_000, self.second: 1_300_000})
        self.go("office_reviewed")
        self.review(self.head, {self.line: 2_600_000}, "시민 요구 반영")
        self.go("settled")
        self.assertRecordValues(self.line, [{
            "requested": 3_000_000, "first": 2_800_000, "second": 2_500_000, "settled": 2_600_000,
            "amount": 2_600_000, "cut": -400_000,
        }])
        self.assertRecordValues(self.request, [{
            "requested": 4_200_000, "first": 4_000_000, "second": 3_800_000, "settled": 3_900_000,
        }])
        self.assertRecordValues(self.line.review_ids.sorted("id", reverse=True), [
            {"round": "settled", "difference": 100_000, "reason": "시민 요구 반영"},
            {"round": "second", "difference": -300_000, "reason": "집행률 저조"},
            {"round": "first", "difference": -200_000, "reason": "집행률 저조"},
        ])
        self.assertEqual(sum(self.parts(self.line).values()), 2_600_000)
        self.assertEqual(len(self.request.event_ids), 4)

    def test_who_may_do_what(self):
        world = self.world
        people = {
            "staff": world.staff, "colleague": world.colleague, "stranger": world.stranger,
            "bureau_head": world.bureau_head, "other_head": world.other_head,
            "officer": world.officer, "head": world.head, "auditor": world.auditor,
        }
        expected = {
            "draft": {"staff": {"submit"}, "colleague": {"submit"}},
            "submitted": {
                "staff": {"withdraw"}, "colleague": {"withdraw"},
                "bureau_head": {"bureau_review", "return"}, "officer": {"return"},
            },
            "bureau_reviewed": {"officer": {"office_review", "return"}},
            "office_reviewed": {"head": {"settle", "return"}},
            "settled": {"officer": {"return"}},
        }
        for state, allowed in expected.items():
            self.go(state)
            for role, user in people.items():
                with self.subTest(state=state, role=role):
                    self._check_role(user, allowed.get(role, set()))

    def _check_role(self, user, allowed):
        request = self.request.with_user(user)
        if request._filtered_access("read"):
            found = {one for one in request.allowed_transitions.split(",") if one}
            self.assertEqual(found, allowed)
        for step in set(STEPS) - allowed:
            with self.assertRefused():
                request._do_transition(step, "사유")

    def test_others_do_not_see_it(self):
        self.assertFalse(self.request.with_user(self.world.stranger)._filtered_access("read"))
        for user in (self.bureau_head, self.officer, self.head, self.world.auditor):
            self.assertTrue(self.request.with_user(user)._filtered_access("read"))

    def test_an_auditor_changes_nothing(self):
        with self.assertRefused(error=AccessError):
            self.line.with_user(self.world.auditor).reason = "감사"

    def test_what_was_handed_in_stays(self):
        self.go("submitted")
        for record, name, value in (
            (self.line, "reason", "다시"), (self.line.estimate_ids, "formula", "1원"),
            (self.line.funding_ids, "share", 3), (self.request, "note", "다시"),
        ):
            with self.subTest(record._name), self.assertRefused():
                record.with_user(self.staff).write({name: value})

    def test_papers_of_a_request_stay(self):
        papers = self.env["ir.attachment"].with_user(self.staff)
        paper = papers.create({"name": "사업계획서.txt", "raw": b"plan"})
        self.request.attachment_ids = paper
        self.assertEqual(paper.res_id, self.request.id)
        self.go("submitted")
        with self.assertRefused("사업계획서.txt"):
            paper.raw = b"another plan"
        with self.assertRefused("사업계획서.txt"):
            paper.unlink()
        self.assertEqual(paper.with_user(self.officer).raw, b"plan")

    def test_reviewed_figures_are_never_typed(self):
        with self.assertRefused(error=AccessError):
            self.line.first = 5
        with self.assertRefused(error=AccessError):
            self.write_line(subitem="202-01", settled=5_000_000)

    def test_a_cut_needs_a_reason_and_its_round(self):
        self.go("submitted")
        with self.assertRefused():
            self.review(self.bureau_head, {self.line: 1_000}, " ")
        for user in (self.staff, self.officer, self.head, self.world.other_head):
            with self.subTest(user.name), self.assertRefused(error=UserError):
                self.review(user, {self.line: 1_000})
        with self.assertRefused(self.line.display_name):
            self.review(self.bureau_head, {self.line: -1_000})
        self.assertFalse(self.line.review_ids)

    def test_reviews_stay(self):
        self.go("submitted")
        self.review(self.bureau_head, {self.line: 1_000})
        with self.assertRefused():
            self.line.review_ids.sudo().write({"reason": "다른 까닭"})
        with self.assertRefused():
            self.line.review_ids.sudo().unlink()
        self.request.with_user(self.bureau_head)._do_transition("return", "다시 쓸 것")
        with self.assertRefused(self.line.display_name):
            self.line.with_user(self.staff).unlink()

    def test_a_return_needs_a_reason_and_begins_anew(self):
        self.go("submitted")
        self.review(self.bureau_head, {self.line: 1_000_000})
        action = self.request.with_user(self.bureau_head).action_return()
        self.assertEqual(action["res_model"], "gotgan.transition.wizard")
        self.request.with_user(self.bureau_head)._do_transition("return", "산출근거 보완")
        self.assertEqual((self.request.state, self.line.amount), ("returned", 3_000_000))
        self.line.estimate_ids.formula = "5,000원*200부*2회"
        self.go("submitted")
        self.assertEqual(self.line.first, 2_000_000)
        self.assertEqual(self.request.event_ids[1].reason, "산출근거 보완")

    def test_a_department_does_not_undo_a_cut(self):
        """Take Back and Submit would begin again with what was asked for."""
        self.go("submitted")
        self.request.with_user(self.staff).action_withdraw()
        self.assertEqual((self.request.state, self.request.first), ("draft", 0))
        self.go("submitted")
        self.review(self.bureau_head, {self.line: 1_000_000})
        with self.assertRefused(self.request.display_name, "reviewed"):
            self.request.with_user(self.staff).action_withdraw()
        self.assertEqual((self.request.state, self.line.first), ("submitted", 1_000_000))

    def test_a_review_of_an_earlier_run_does_not_hold_the_request(self):
        self.go("submitted")
        self.review(self.bureau_head, {self.line: 1_000_000})
        self.request.with_user(self.bureau_head)._do_transition("return", "산출근거 보완")
        self.go("submitted")
        self.assertEqual((self.request.run, self.request.review_ids.run), (2, 1))
        self.request.with_user(self.staff).action_withdraw()
        self.assertEqual(self.request.state, "draft")

    def test_a_return_leaves_nothing_of_the_run_but_its_reviews(self):
        revenue = self.expect("주차요금", "1,000원*30대*365일", "214-07")
        self.go("office_reviewed")
        self.review(self.head, {self.line: 2_000_000})
        self.env["gotgan.budget.review"].with_user(self.head)._record_revenue(
            revenue.with_user(self.head), {revenue.id: 9_000_000}, "최근 3년 실적",
        )
        self.request.with_user(self.head)._do_transition("return", "다시 쓸 것")
        none = {"first": 0, "second": 0, "settled": 0}
        self.assertRecordValues(self.line | self.second, [none, none])
        self.assertRecordValues(self.request, [{**none, "amount": 4_200_000}])
        self.assertEqual((self.request.revenue, revenue.is_reviewed), (10_950_000, False))
        self.assertEqual(sum(self.parts(self.line).values()), 3_000_000)
        self.assertEqual(self.line.review_ids.difference, -1_000_000)
        self.go("submitted")
        self.assertRecordValues(
            self.request, [{"first": 4_200_000, "second": 0, "settled": 0}],
        )

    def test_a_department_under_no_bureau(self):
        self.go("submitted")
        self.department.sudo().parent_id = False
        self.request.with_user(self.officer).action_bureau_review()
        self.assertEqual(self.request.state, "bureau_reviewed")

    def test_many_lines_by_a_percentage(self):
        self.go("bureau_reviewed")
        action = self.request.with_user(self.officer).action_review()
        dialog = Form(
            self.env["gotgan.budget.review.dialog"].with_user(self.officer).with_context(
                **action["context"],
            )
        )
        dialog.rate = -10
        self.assertEqual((dialog.before_amount, dialog.after_amount), (4_200_000, 3_780_000))
        with dialog.line_ids.edit(1) as row:
            row.is_chosen = False
        self.assertEqual(dialog.difference, -300_000)
        dialog.reason = "경상경비 10% 절감"
        dialog.save().action_apply()
        self.assertEqual((self.line.second, self.second.second), (2_700_000, 1_200_000))
        self.assertEqual(self.line.review_ids.reason, "경상경비 10% 절감")
        self.assertFalse(self.second.review_ids)

    def test_a_preview_that_is_overtaken(self):
        self.go("bureau_reviewed")
        context = self.request.with_user(self.officer).action_review()["context"]
        dialog = Form(
            self.env["gotgan.budget.review.dialog"].with_user(self.officer).with_context(**context)
        )
        dialog.rate, dialog.reason = -10, "절감"
        dialog = dialog.save()
        self.review(self.officer, {self.line: 1_000_000})
        with self.assertRefused(self.line.display_name):
            dialog.action_apply()

    def test_revenue_is_reviewed_too(self):
        revenue = self.expect("주차요금", "1,000원*30대*365일", "214-07")
        self.assertEqual(revenue.amount, 10_950_000)
        self.go("bureau_reviewed")
        self.env["gotgan.budget.review"].with_user(self.officer)._record_revenue(
            revenue.with_user(self.officer), {revenue.id: 9_000_000}, "최근 3년 실적",
        )
        self.assertEqual((revenue.amount, revenue.requested), (9_000_000, 10_950_000))
        self.assertEqual(self.request.revenue, 9_000_000)

    def test_late_requests_are_told(self):
        self.assertEqual(self.request.due_text, "D-9")
        self.cycle.date_due = self.world.today - timedelta(days=2)
        self.request.invalidate_recordset()
        self.assertTrue(self.request.is_late)
        self.assertEqual(self.request.due_text, "D+2")
        self.assertGreaterEqual(self.cycle.late_count, 1)

    def test_an_empty_request_is_not_handed_in(self):
        empty = self.cycle.request_ids.filtered(
            lambda one: one.department_id == self.world.neighbour
        )
        with self.assertRefused(empty.display_name):
            empty.with_user(self.officer).action_submit()
