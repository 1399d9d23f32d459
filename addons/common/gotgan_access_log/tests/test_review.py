"""The month is counted by person, looked through and signed."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.gotgan_base.clock import today

from .common import AccessCase

FINDING = "야간 접속 1건을 담당자에게 확인함: 결산 업무"


@tagged("post_install", "-at_install")
class TestReview(AccessCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.cr.execute("DELETE FROM gotgan_access_review")
        cls.env.invalidate_all()
        cls.reviews = cls.env["gotgan.access.review"].with_user(cls.auditor)
        cls.this_month = today(cls.env).replace(day=1)

    def make_review(self):
        self.record(kind="view", person_count=120)
        self.record(kind="download", person_count=3, purpose="duty", reason="월말 정산 자료 확인")
        self.record(kind="print")
        self.record(kind="view", result="refused")
        return self.reviews.create({"month": self.this_month})

    def test_counts_by_person(self):
        review = self.make_review()
        line = review.line_ids.filtered(lambda one: one.login == "access.staff")
        self.assertEqual(
            (line.view_count, line.download_count, line.print_count, line.mass_count,
             line.refused_count), (1, 1, 1, 1, 1),
        )
        self.assertGreaterEqual(review.row_count, 4)
        self.assertTrue(review.intact, review.verification)

    def test_signing_needs_findings_and_closes(self):
        review = self.make_review()
        with self.assertRefused("write what you found"):
            review.action_sign()
        review.finding = FINDING
        review.action_sign()
        self.assertEqual((review.state, review.signer_id), ("signed", self.auditor))
        with self.assertRefused("can no longer be changed"):
            review.finding = "다른 말"
        with self.assertRefused("can no longer be changed"):
            review.action_gather()
        again = review.action_reopen()
        self.assertEqual(again["res_model"], "gotgan.transition.wizard")
        self.assertEqual(review.event_ids.mapped("target"), ["signed"])

    def test_only_readers_review(self):
        for user in (self.staff, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["gotgan.access.review"].with_user(user).create({"month": "2026-01-01"})

    def test_counts_are_not_written_by_hand(self):
        review = self.make_review()
        for values in ({"refused_count": 0}, {"signer_id": self.staff.id}, {"state": "signed"}):
            with self.assertRefused("only by the steps", AccessError):
                review.write(values)
        with self.assertRaises(AccessError):
            review.line_ids.with_user(self.auditor).write({"refused_count": 0})

    def test_a_month_is_reviewed_once_and_has_begun(self):
        with self.assertRefused("cannot be reviewed", UserError):
            self.reviews.create({"month": date(2999, 1, 1)})
        with Form(self.reviews) as form:
            self.assertEqual(form.month.day, 1)

    def test_the_buttons_open_what_they_count(self):
        review = self.make_review()
        rows = [["kind", "in", ["download", "print"]]]
        action = review.with_context(rows=rows).action_open_rows()
        found = self.env["gotgan.access.log"].search(action["domain"])
        self.assertEqual(set(found.mapped("kind")), {"download", "print"})
        line = review.line_ids.filtered(lambda one: one.login == "access.staff")
        found = self.env["gotgan.access.log"].search(line.action_open_rows()["domain"])
        self.assertEqual(set(found.mapped("login")), {"access.staff"})

    def test_the_month_that_is_over_opens_and_reminds(self):
        self.env["gotgan.access.review"]._cron_review()
        self.env["gotgan.access.review"]._cron_review()
        review = self.env["gotgan.access.review"].search([])
        self.assertEqual(len(review), 1)
        mine = self.activities_of(review)
        self.assertEqual(len(mine), 1)

    def test_an_overdue_review_reminds_once(self):
        review = self.env["gotgan.access.review"].create({"month": "2026-01-01"})
        self.assertTrue(review.overdue)
        for _day in range(2):
            self.env["gotgan.access.review"]._cron_review()
        self.assertEqual(len(self.activities_of(review)), 1)
        review.with_user(self.auditor).finding = FINDING
        review.with_user(self.auditor).action_sign()
        self.assertFalse(self.activities_of(review))

    def activities_of(self, review):
        return review.activity_ids.filtered(lambda one: one.user_id == self.auditor)
