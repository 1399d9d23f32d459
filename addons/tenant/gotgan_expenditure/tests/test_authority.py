from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestAuthority(ExpenditureCase):
    """Authority belongs to offices; who lacks it is refused, whatever the screen shows."""

    def test_only_the_office_decides(self):
        request, commitment, _inspection, voucher, order = self.pay_through()
        submitted = self.draft_request()
        submitted.action_submit()
        waiting = self.draft_commitment(self.approve_request())
        claimed = self.commit(self.approve_request())
        self.inspect(claimed)
        resolving, resolved = self.draft_voucher(claimed, 10), self.resolve(claimed, 20)
        issued = self.order(resolved)
        cases = [
            (submitted, "approve", self.officer), (submitted, "reject", self.officer),
            (waiting, "commit", self.officer), (claimed, "cancel", self.officer),
            (resolving, "resolve", self.disburser), (issued, "cancel", self.disburser),
            (issued, "pay", self.cashier), (order, "return", self.cashier),
        ]
        people = (
            self.author, self.officer, self.disburser, self.cashier, self.world.auditor,
            self.world.manager, self.world.stranger,
        )
        for document, step, rightful in cases:
            for person in people:
                if person == rightful:
                    continue
                with (
                    self.subTest(step=step, of=document._name, by=person.login),
                    self.assertRaises(AccessError),
                    self.env.cr.savepoint(),
                ):
                    document.with_user(person)._do_transition(step, "이유")
        self.assertTrue(request and commitment and voucher)

    def test_the_database_keeps_them_apart(self):
        """Even a statement of the server cannot name the author as the one who approved."""
        request = self.approve_request()
        self.assertEqual(request.approver_id, self.officer)
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE gotgan_spending_request SET approver_id = create_uid WHERE id = %s",
                [request.id],
            )

    def test_author_does_not_approve(self):
        """The officer who asks for money does not grant it (지방회계법 36)."""
        finance_cell = self.world.fund_cell(1_000_000)
        finance_cell.line_id.sudo().department_id = self.officer.employee_id.department_id
        request = self.env["gotgan.spending.request"].with_user(self.officer).create({
            "name": "회계과 소모품",
            "line_ids": [Command.create({
                "budget_line_id": finance_cell.line_id.id, "amount": 1000,
            })],
        })
        request.action_submit()
        with self.assertRaises(AccessError):
            request.action_approve()

    def hold(self, kind, person):
        """Let the person hold the office from today on, and nobody else."""
        office = self.env["gotgan.office"]._find(kind, self.world.department, self.today)
        office.term_ids.date_to = self.today - timedelta(days=1)
        office.term_ids.create({
            "office_id": office.id, "user_id": person.id, "date_from": self.today,
        })

    def test_who_asked_does_not_bind(self):
        """By the office's button as by a line (지방회계법 36)."""
        request = self.approve_request()
        self.hold("commitment_officer", self.author)
        commitment = self.env["gotgan.commitment"].with_user(self.author).create({
            "request_id": request.id, "basis": "물품구매 승낙서",
        })
        with self.assertRefused("36"):
            commitment.action_commit()

    def test_who_asked_does_not_resolve(self):
        bound = self.commit(self.approve_request())
        self.inspect(bound)
        self.hold("disbursing_officer", self.author)
        voucher = self.env["gotgan.voucher"].with_user(self.author).create({
            "commitment_id": bound.id, "evidence_ids": [Command.link(self.invoice.id)],
        })
        with self.assertRefused("36"):
            voucher.action_resolve()

    def test_the_office_that_decides_for_another_is_kept(self):
        request = self.approve_request()
        commitment = self.env["gotgan.commitment"].with_user(self.author).create({
            "request_id": request.id, "basis": "물품구매 승낙서",
        })
        commitment.with_user(self.officer).action_commit()
        self.assertEqual(commitment.signer_id, self.officer)
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE gotgan_commitment SET signer_id = requester_id WHERE id = %s",
                [commitment.id],
            )

    def test_state_and_number_are_not_written(self):
        request = self.draft_request()
        for values in ({"state": "approved"}, {"number": "2026-999999"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                request.write(values)

    def test_running_totals_are_not_written(self):
        commitment = self.draft_commitment(self.approve_request())
        for name in ("paid", "vouchered", "inspected", "reduced", "hold_id"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                commitment.line_ids.write({name: 1})

    def test_totals_are_not_slipped_in_by_context(self):
        request = self.approve_request()
        line = self.env["gotgan.commitment.line"].with_user(self.officer)
        commitment = self.draft_commitment(request)
        sneaked = line.with_context(default_paid=5, default_inspected=9).create({
            "commitment_id": commitment.id, "split_id": request.line_ids.split_ids.id, "amount": 1,
        })
        self.assertRecordValues(sneaked, [{"paid": 0, "inspected": 0}])

    def test_fixed_document_is_not_changed(self):
        request = self.draft_request()
        request.action_submit()
        with self.assertRefused():
            request.name = "다른 제목"
        with self.assertRefused():
            request.line_ids.amount = 1
        with self.assertRefused():
            request.line_ids.split_ids.amount = 1
        with self.assertRefused():
            request.unlink()

    def test_papers_of_a_fixed_document_stay(self):
        paper = self.env["ir.attachment"].with_user(self.author).create({
            "name": "견적서.pdf", "raw": b"1",
        })
        request = self.draft_request(attachment_ids=[Command.set(paper.ids)])
        self.assertEqual((paper.res_model, paper.res_id), (request._name, request.id))
        self.assertTrue(paper.with_user(self.officer).name)
        request.action_submit()
        with self.assertRefused("견적서.pdf"):
            paper.unlink()
        with self.assertRefused("견적서.pdf"):
            paper.raw = b"2"

    def test_departments_see_their_own(self):
        request = self.draft_request()
        self.env.flush_all()
        requests = self.env["gotgan.spending.request"]
        self.assertNotIn(request, requests.with_user(self.world.stranger).search([]))
        for person in (self.world.colleague, self.world.auditor, self.officer, self.cashier):
            with self.subTest(person=person.login):
                self.assertIn(request, requests.with_user(person).search([]))

    def test_money_of_another_department(self):
        with self.assertRefused(self.line.department_id.name):
            self.env["gotgan.spending.request"].with_user(self.world.stranger).create({
                "name": "남의 예산", "line_ids": [Command.create({
                    "budget_line_id": self.line.id, "amount": 1000,
                })],
            })

    def test_auditor_writes_nothing(self):
        request = self.draft_request()
        with self.assertRaises(AccessError):
            request.with_user(self.world.auditor).name = "고침"
        with self.assertRaises(AccessError):
            self.env["gotgan.spending.request"].with_user(self.world.auditor).create({
                "name": "감사", "department_id": self.world.finance.id,
            })

    def test_business_number_is_checked(self):
        with self.assertRefused("124-81-00999"):
            self.payee.business_number = "1248100999"
