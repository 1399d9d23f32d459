import hashlib
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..making import make_file
from ..models import budget_issue, budget_issue_queue_mixin
from .common import PaperCase

LOG = budget_issue_queue_mixin._logger.name


@tagged("post_install", "-at_install")
class TestIssue(PaperCase):
    """The officer chooses and gets files; what was issued stays as it was."""

    def setUp(self):
        super().setUp()
        self.enter()

    def test_the_officer_chooses_and_gets_files(self):
        with Form(self.issues) as form:
            form.in_xlsx = True
            form.with_ehojo_csv = True
        issue = form.record
        self.assertEqual(issue.version_id, self.head())
        self.assertEqual(issue.wanted_count, 3)
        issue.action_issue()
        self.assertEqual(issue.state, "issued")
        self.assertEqual(
            [(one.part, one.kind) for one in issue.file_ids.sorted("id")],
            [("book", "pdf"), ("book", "xlsx"), ("export", "ehojo_csv")],
        )
        for one in issue.file_ids:
            self.assertEqual(one.sha256, hashlib.sha256(one._get_bytes()).hexdigest())
            self.assertEqual(one.version_id, issue.version_id)
            self.assertEqual(one.user_id, self.officer)
        pdf, xlsx, _csv = issue.file_ids.sorted("id")
        self.assertEqual(pdf.fingerprint, xlsx.fingerprint)
        self.assertGreater(pdf.pages, 5)
        self.assertIn("예산", pdf.file_name)
        self.assertIn("/web/content/", pdf.with_user(self.officer).action_download()["url"])

    def test_each_paper_a_file_of_its_own(self):
        issue = self.issue(as_book=False, has_statement=False, has_revenue=False)
        self.assertEqual(issue.file_ids.sorted("id").mapped("part"), [
            "provisions", "overview", "function", "nature", "organization", "source",
        ])

    def test_every_kind_of_file(self):
        issue = self.issue(in_xlsx=True, in_hwpx=True, with_ehojo_csv=True, with_ehojo_xlsx=True,
                           with_fiscal_package=True)
        self.assertEqual(len(issue.file_ids), 6)
        self.assertEqual(issue.progress, 100)
        word = self.file(issue, kind="hwpx")
        self.assertOpens(word)
        self.assertIn(["도로과", "8,000"], [row[:2] for row in self.hwpx_rows(word)])

    def test_what_was_issued_cannot_be_changed(self):
        issue = self.issue()
        with self.assertRaises(UserError):
            issue.file_ids.sudo().write({"file_name": "다른 이름.pdf"})
        with self.assertRaises(UserError):
            issue.file_ids.sudo().unlink()
        self.assertRefused("can no longer be changed", issue.write, {"unit": "1"})

    def test_a_copy_that_differs_is_not_handed_out(self):
        [file] = self.issue().file_ids
        attachment = self.env["ir.attachment"].sudo().search([
            ("res_model", "=", file._name), ("res_id", "=", file.id), ("res_field", "=", "file"),
        ])
        attachment.raw = b"%PDF-1.4 forged"
        file.invalidate_recordset()
        self.assertRefused("differs from what was issued", file.action_download)

    def test_nothing_chosen_is_refused(self):
        issue = self.issues.create({"version_id": self.head().id, "in_pdf": False})
        self.assertRefused("nothing is chosen", issue.action_issue)
        self.assertEqual(issue.state, "draft")

    # ---- made by the clock -----------------------------------------------

    def queue(self, **more):
        with patch.object(budget_issue, "AT_ONCE", 2):
            return self.issue(**more)

    def run_clock(self, left=60.0, make=make_file):
        """Let the clock make what is queued; ``left``: seconds it has after each file."""
        commits = "odoo.addons.base.models.ir_cron.IrCron._commit_progress"
        with (
            patch(commits, return_value=left),
            patch.object(budget_issue, "make_file", side_effect=make),
        ):
            self.env["gotgan.budget.issue"]._cron_issue()

    def test_a_big_book_is_made_by_the_clock(self):
        issue = self.queue(in_xlsx=True)
        self.assertEqual((issue.state, issue.file_count), ("queued", 0))
        self.run_clock()
        self.assertEqual((issue.state, issue.file_count, issue.progress), ("issued", 2, 100))
        self.assertTrue(issue.date_issued)
        self.assertEqual(issue.file_ids.user_id, self.officer)

    def test_the_clock_stops_in_time_and_goes_on(self):
        issue = self.queue(in_xlsx=True)
        self.run_clock(left=0)
        self.assertEqual((issue.state, issue.file_count, issue.progress), ("queued", 1, 50))
        self.run_clock()
        self.assertEqual((issue.state, issue.file_count), ("issued", 2))

    def test_what_cannot_be_made_says_why(self):
        issue = self.queue()
        self.run_clock(make=UserError("the library is not installed"))
        self.assertEqual(issue.state, "failed")
        self.assertIn("not installed", issue.failure)
        issue.action_reopen()
        self.assertEqual(issue.state, "draft")

    def test_an_error_fails_its_own_issue_and_the_next_one_is_made(self):
        self.officer.lang = "ko_KR"
        first, second = self.queue(), self.queue(unit="1")

        def make(issue, *args):
            if issue == first:
                self.env.cr.execute("SELECT 1 / (SELECT 0)")
            return make_file(issue, *args)

        with mute_logger("odoo.sql_db"), self.assertLogs(LOG, "ERROR") as log:
            self.run_clock(make=make)
        self.assertEqual((first.state, first.file_count), ("failed", 0))
        self.assertEqual((second.state, second.file_count), ("issued", 1))
        self.assertIn("DivisionByZero", log.output[0])
        for said in (first.failure, first.event_ids[0].reason):
            self.assertRegex(said, rf"프로그램.*예산서 발간 {first.id}번")

    def test_what_somebody_changed_meanwhile_is_no_failure(self):
        issue = self.queue()
        self.run_clock(make=SerializationFailure())
        self.assertEqual((issue.state, issue.failure), ("queued", False))
        self.run_clock()
        self.assertEqual(issue.state, "issued")

    def test_all_files_are_of_the_same_figures(self):
        """A draft goes on being written while the clock makes files of it."""
        issue = self.queue(in_xlsx=True)
        self.run_clock(left=0)
        self.assertEqual((issue.state, issue.file_count), ("queued", 1))
        line = issue.version_id.line_ids[0]
        line._write_locked({"amount": line.amount + 1_000})
        self.run_clock()
        self.assertEqual((issue.state, issue.file_count), ("failed", 1))
        self.assertIn("예산이 바뀌었습니다", issue.failure)

    def test_what_ends_the_program_does_not_hold_up_the_others(self):
        """Such as a book that is too big for the memory of a worker: it is killed each time."""
        class Killed(BaseException):
            pass

        first, second = self.queue(), self.queue(unit="1")

        def make(issue, *args):
            if issue == first:
                raise Killed
            return make_file(issue, *args)

        def run_killed():
            # What was committed before stays: no savepoint around it.
            try:
                self.run_clock(make=make)
            except Killed:
                return
            self.fail("it went on")

        run_killed()
        self.assertEqual((first.tries, first.state, second.state), (1, "queued", "queued"))
        run_killed()
        self.assertEqual(second.state, "issued")
        run_killed()
        self.run_clock(make=make)
        self.assertEqual(first.state, "failed")
        self.assertIn("3번 중단", first.failure)

    def test_what_has_files_is_not_chosen_anew(self):
        issue = self.queue(in_xlsx=True)
        self.run_clock(left=0)
        self.assertRefused("1 of its files are made", issue.action_reopen)
        self.run_clock(make=UserError("the library is not installed"))
        self.assertEqual((issue.state, issue.file_count), ("failed", 1))
        self.assertRefused("1 of its files are made", issue.action_reopen)
        issue.action_cancel()
        again = issue.copy()
        self.assertEqual((again.state, again.in_xlsx, again.file_count), ("draft", True, 0))
        self.assertEqual(issue.file_count, 1)

    def test_a_draft_with_files_of_another_choice_is_not_issued(self):
        """Such as was chosen anew before that was refused."""
        issue = self.queue(in_xlsx=True)
        self.run_clock(left=0)
        issue._write_locked({"state": "draft"})
        issue.unit = "1"
        self.assertRefused("1 of its files are made", issue.action_issue)

    def test_what_is_being_made_can_be_dropped(self):
        issue = self.queue(in_xlsx=True)
        self.run_clock(left=0)
        issue.action_cancel()
        self.run_clock()
        self.assertEqual((issue.state, issue.file_count), ("cancelled", 1))

    def test_only_the_budget_officer_issues(self):
        with self.assertRaises(AccessError):
            self.issues.with_user(self.staff).create({"version_id": self.head().id})
        issue = self.issue()
        files = issue.file_ids.with_user(self.staff)
        self.assertTrue(files.read(["file_name"]))
        draft = self.issues.create({"version_id": self.head().id})
        with self.assertRaises(AccessError):
            draft.with_user(self.staff).action_issue()

    def test_an_original_budget_is_compared_with_last_year(self):
        issue = self.issues.create({"version_id": self.head().id})
        self.assertFalse(issue.compare_id.fiscal_year_id == issue.fiscal_year_id)
        self.bring_in(self.line(2500, 2000, 예산구분="추경1회", 산출근거명="Ο갈등관리교육"))
        later = self.issues.create({"version_id": self.head().id})
        self.assertEqual(later.compare_id, self.head().base_id)
        self.assertTrue(later.has_changes)
