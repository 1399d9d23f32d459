from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .lines_case import CLAUSE, LinesCase


@tagged("post_install", "-at_install")
class TestLines(LinesCase):
    """원인행위 and 지출결의 by the regulation: who reviews, and who alone signs last."""

    # ---- who decides --------------------------------------------------------

    def test_without_a_row_the_office_decides_and_nothing_is_submitted(self):
        commitment = self.draft_bound()
        self.assertNotIn("submit", commitment.allowed_transitions)
        with self.assertRaisesRegex(AccessError, "김재무"):
            commitment.action_submit()
        self.assertEqual(self.commit(self.approve_request()).state, "committed")

    def test_reviewed_by_the_head_and_signed_by_the_office(self):
        self.delegate()
        commitment = self.submit_bound()
        approval = commitment.sudo().approval_id
        self.assertEqual(
            [(one.role, one.signer_id.name) for one in approval.step_ids.sorted("sequence")],
            [("draft", "박품의"), ("review", "오과장"), ("decide", "김재무")],
        )
        decision = approval.step_ids.filtered(lambda one: one.role == "decide")
        for word in ("지방회계법 제29조", decision.office_id.name, CLAUSE):
            self.assertIn(word, decision.why)
        self.assertFigures(requested=1_000_000, committed=0)
        self.sign(commitment, self.head)
        self.assertEqual(commitment.state, "submitted")
        self.sign(commitment, self.officer)
        self.assertRecordValues(commitment, [{
            "state": "committed", "signer_id": self.officer.id, "requester_id": self.author.id,
        }])
        self.assertFigures(requested=0, committed=1_000_000)
        last = approval.act_ids.sorted("sequence")[-1]
        self.assertEqual((last.post, last.capacity), (decision.office_id.name, "decision"))
        self.assertIn("김재무", commitment.event_ids.sorted("id")[-1].capacity)

    def test_the_office_button_is_refused_with_words(self):
        self.delegate()
        draft = self.draft_bound()
        with self.assertRaisesRegex(AccessError, "박품의"):
            draft.with_user(self.officer).action_commit()
        running = self.submit_bound()
        with self.assertRaisesRegex(AccessError, "오과장"):
            running.with_user(self.officer).action_commit()
        voucher = self.claim(self.bind())
        for state in ("draft", "submitted"):
            self.assertEqual(voucher.state, state)
            with self.assertRaises(AccessError):
                voucher.with_user(self.disburser).action_resolve()
            if state == "draft":
                voucher.action_submit()

    def test_voucher_is_signed_by_the_disbursing_officer(self):
        self.delegate()
        voucher = self.claim(self.bind())
        voucher.action_submit()
        self.sign(voucher, self.head, self.disburser)
        self.assertRecordValues(voucher, [{
            "state": "resolved", "signer_id": self.disburser.id, "papers_date": self.today,
            "committer_id": self.officer.id, "is_one_office": False,
        }])
        self.assertEqual(self.pay(self.order(voucher)).state, "paid")

    def test_the_acting_officer_signs_while_the_office_is_vacant(self):
        self.delegate(review=False)
        deputy = self.world.hire("acting", "윤대리", self.world.finance)
        acting = self.appoint_acting("commitment_officer", deputy)
        commitment = self.draft_bound_by_acting(deputy)
        step = commitment.sudo().approval_id.step_ids.filtered(lambda one: one.role == "decide")
        self.assertIn("윤대리", step.why)
        self.sign(commitment, deputy)
        act = commitment.sudo().approval_id.act_ids.sorted("sequence")[-1]
        self.assertEqual((commitment.state, act.post), ("committed", acting.name))

    def draft_bound_by_acting(self, deputy):
        request = self.draft_request()
        request.action_submit()
        request.with_user(deputy).action_approve()
        commitment = self.env["gotgan.commitment"].with_user(self.author).create({
            "request_id": request.id, "basis": "물품구매 승낙서",
        })
        commitment.action_submit()
        return commitment

    def test_a_vacant_office_is_named_before_anything_waits(self):
        self.delegate()
        commitment = self.draft_bound()
        office = self.env["gotgan.office"]._find(
            "commitment_officer", self.world.department, self.today,
        )
        office.term_ids.date_to = self.today - timedelta(days=1)
        with self.assertRefused(office.name):
            commitment.action_submit()
        self.assertEqual(commitment.state, "draft")

    # ---- duties that stay apart ---------------------------------------------------

    def test_who_writes_it_does_not_sign_it(self):
        self.delegate()
        commitment = self.draft_commitment(self.approve_request())
        with self.assertRefused("which you hold"):
            commitment.action_submit()

    def test_who_asked_does_not_sign_what_follows(self):
        """지방회계법 36, in Python and in SQL."""
        self.delegate()
        request = self.draft_request()
        request.action_submit()
        request.with_user(self.officer).action_approve()
        commitment = self.env["gotgan.commitment"].with_user(self.world.colleague).create({
            "request_id": request.id, "basis": "승낙서",
        })
        office = self.env["gotgan.office"]._find(
            "commitment_officer", self.world.department, self.today,
        )
        office.term_ids.date_to = self.today - timedelta(days=1)
        self.env["gotgan.office.term"].create({
            "office_id": office.id, "user_id": self.author.id, "date_from": self.today,
        })
        with self.assertRefused("박품의"):
            commitment.action_submit()
        for person in (self.author, self.world.colleague):
            with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), \
                    self.env.cr.savepoint():
                commitment._write_locked({"signer_id": person.id})
                self.env.flush_all()

    def test_who_bound_the_money_does_not_pay_it(self):
        self.delegate(review=False)
        voucher = self.claim(self.sign(self.submit_bound(), self.officer))
        offices = self.env["gotgan.office"]
        bound, paid = (
            offices._find(kind, self.world.department, self.today)
            for kind in ("commitment_officer", "disbursing_officer")
        )
        (bound | paid).term_ids.date_to = self.today - timedelta(days=1)
        self.env["gotgan.office.term"].create({
            "office_id": paid.id, "user_id": self.officer.id, "date_from": self.today,
        })
        with self.assertRefused("김재무"):
            voucher.action_submit()
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), \
                self.env.cr.savepoint():
            voucher._write_locked({"signer_id": self.officer.id})
            self.env.flush_all()

    # ---- while it runs, and given back ----------------------------------------------

    def test_nothing_changes_while_the_line_runs(self):
        self.delegate()
        commitment = self.submit_bound()
        voucher = self.claim(self.bind())
        voucher.action_submit()
        for document, vals in (
            (commitment, {"basis": "다른 승낙서"}), (commitment, {"partner_id": False}),
            (commitment.line_ids, {"amount": 1}), (voucher, {"bank_account_id": False}),
            (voucher, {"evidence_ids": False}), (voucher.line_ids, {"amount": 1}),
        ):
            for person in (self.author, self.officer, self.disburser):
                with self.assertRaises(UserError):
                    document.with_user(person).write(vals)
        for step in ("discard", "cancel"):
            with self.assertRaises(UserError):
                commitment._do_transition(step, "그만둠")
        with self.assertRaises(UserError):
            voucher._do_transition("cancel", "그만둠")

    def test_given_back_mended_and_sent_again(self):
        self.delegate()
        commitment = self.submit_bound()
        approval = commitment.sudo().approval_id
        approval.with_user(self.head)._do_transition("send_back", "승낙서 번호 누락")
        commitment.invalidate_recordset()
        self.assertEqual(commitment.state, "draft")
        for word in ("오과장", "승낙서 번호 누락"):
            self.assertIn(word, commitment.return_note)
        commitment.basis = "물품구매 승낙서 제12호"
        commitment.action_submit()
        self.assertFalse(commitment.return_note)
        self.sign(commitment, self.head, self.officer)
        self.assertEqual(commitment.state, "committed")

    def test_taken_back_and_dropped(self):
        self.delegate()
        voucher = self.claim(self.bind())
        voucher.action_submit()
        voucher.approval_id.action_withdraw()
        voucher.invalidate_recordset()
        self.assertEqual(voucher.state, "draft")
        voucher._do_transition("cancel", "청구 취소")
        self.assertEqual(voucher.state, "cancelled")

    def test_a_budget_that_ran_short_refuses_the_signature(self):
        """Two commitments on one request: the second one's last signature is refused."""
        self.delegate(review=False)
        request = self.approve_request()
        first, second = commitments = self.env["gotgan.commitment"].with_user(self.author).create([
            {"request_id": request.id, "basis": f"승낙서 {place}", "is_final": False}
            for place in range(2)
        ])
        commitments.line_ids.amount = 600_000
        commitments.action_submit()
        self.sign(first, self.officer)
        acts = len(second.sudo().approval_id.act_ids)
        with self.assertRefused("600,000", "400,000"):
            self.sign(second, self.officer)
        self.assertEqual((second.state, len(second.sudo().approval_id.act_ids)),
                         ("submitted", acts))
        self.assertFigures(requested=400_000, committed=600_000)

    # ---- many at once ------------------------------------------------------------------

    def test_many_vouchers_are_signed_at_once(self):
        """Each adds what is its own (act, step, number, paper) and nothing is asked again."""
        self.delegate("voucher", review=False)
        few, many = (self.count_statements(count) for count in (2, 10))
        self.assertLess((many - few) / 8, 8)

    def count_statements(self, count):
        """Return how many statements it takes to sign ``count`` vouchers at once."""
        commitments = self.commit(self.approve_request(100_000, count=count))
        vouchers = self.claim(commitments)
        vouchers.action_submit()
        approvals = self.env["gotgan.approval"].with_user(self.disburser).search([
            ("waits_for_me", "=", True),
        ])
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        approvals.action_sign()
        self.env.flush_all()
        self.assertEqual(set(vouchers.mapped("state")), {"resolved"})
        return self.env.cr.sql_log_count - before

    def test_one_that_is_refused_does_not_stop_the_others(self):
        self.delegate("commitment", review=False)
        request = self.approve_request()
        pair = self.env["gotgan.commitment"].with_user(self.author).create([
            {"request_id": request.id, "basis": f"승낙서 {place}", "is_final": False}
            for place in range(2)
        ])
        pair.line_ids.amount = 600_000
        other = self.draft_bound()
        (pair | other).action_submit()
        answer = self.env["gotgan.approval"].with_user(self.officer).search([
            ("waits_for_me", "=", True),
        ]).action_sign()
        self.assertIn("600,000", answer["params"]["message"])
        (pair | other).invalidate_recordset()
        self.assertEqual(sorted((pair | other).mapped("state")),
                         ["committed", "committed", "submitted"])

    # ---- the workbench -----------------------------------------------------------------

    def test_a_routine_case_goes_through_the_lines_by_its_workbench(self):
        """The requester writes and hands in, the officers only sign; each by one button."""
        self.delegate(review=False)
        earlier = self.sign(self.submit_bound(), self.officer).request_id
        request = self.env["gotgan.spending.request"].browse(
            earlier.with_user(self.author).action_repeat()["res_id"])
        request.name = "복사기 임차료 11월"
        request.with_user(self.author).action_advance()
        request.with_user(self.officer).action_advance()
        self.assertEqual((request.state, len(request.commitment_ids)), ("approved", 0))
        self.assertIn("박품의", request.next_step, "the requester writes what the line decides")
        request.with_user(self.author).action_advance()
        commitment = request.commitment_ids
        self.assertEqual((commitment.state, commitment.create_uid), ("submitted", self.author))
        case = request.with_user(self.author).case
        [line] = [one["line"] for one in case["stages"][1]["documents"]]
        self.assertIn("김재무", line["text"])
        self.assertTrue(any("김재무" in text for text in case["next"]))
        request.with_user(self.disburser).action_advance()
        self.assertEqual(commitment.state, "submitted")
        request.with_user(self.officer).action_advance()
        self.assertEqual(commitment.state, "committed")
        action = request.with_user(self.author).action_advance()  # no pattern of papers: a form
        self.assertEqual(action["res_model"], "gotgan.voucher")
        self.env["gotgan.voucher"].with_user(self.author).create({
            "commitment_id": commitment.id, "evidence_ids": self.invoice.ids,
        })
        request.with_user(self.author).action_advance()
        request.with_user(self.disburser).action_advance()
        self.assertEqual(commitment.voucher_ids.payment_order_id.state, "issued")

    def test_work_waits_for_who_signs(self):
        self.delegate()
        request = self.approve_request()
        mine = self.read_work
        self.assertIn(("write_commitment", request.id), mine(self.author))
        self.assertNotIn(("commit", request.id), mine(self.officer))
        commitment = self.env["gotgan.commitment"].with_user(self.author).create({
            "request_id": request.id, "basis": "승낙서",
        })
        self.assertIn(("submit", commitment.id), mine(self.author))
        commitment.action_submit()
        self.assertIn(("sign", commitment.id), mine(self.head))
        self.assertNotIn(("sign", commitment.id), mine(self.officer))
        self.sign(commitment, self.head)
        self.assertIn(("sign", commitment.id), mine(self.officer))

    # ---- what a caller forgets ------------------------------------------------------------

    def test_what_is_missing_is_said(self):
        """Never a failure of the server: the caller reads what to name."""
        for model, name in (
            ("gotgan.commitment", "request_id"), ("gotgan.voucher", "commitment_id"),
        ):
            for given in ({}, {name: False}, {name: "7"}, {name: [7]}, {name: True}):
                with self.assertRefused(name):
                    self.env[model].with_user(self.author).create(given)
            with self.assertRaises(MissingError):
                self.env[model].with_user(self.author).create({name: 2**30})

    def test_only_who_hands_it_in_prepares_the_line(self):
        self.delegate()
        commitment = self.draft_bound()
        self.assertTrue(commitment.has_line)
        self.assertFalse(commitment.with_user(self.officer).has_line)
