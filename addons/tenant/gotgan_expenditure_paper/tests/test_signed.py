from odoo.tests import tagged

from .common import PaperCase


@tagged("post_install", "-at_install")
class TestSigned(PaperCase):
    """결재란: who signed in which post, as it was then; 전결 and 대결 are named."""

    def box_of(self, document, name):
        boxes = document._get_paper().approvals
        return next((box for box in boxes if box.name == name), None)

    def test_officers_as_they_signed(self):
        request = self.approve_request()
        self.assertEqual(self.box_of(request, "김재무").title, "재무관")
        self.officer.name = "김개명"
        self.assertTrue(self.box_of(request, "김재무"), "the name as it was at signing")

    def test_nobody_stands_there_who_has_not_signed(self):
        request = self.draft_request()
        request.action_submit()
        self.assertEqual([one.name for one in request._get_paper().approvals], ["박품의", ""])
        request.with_user(self.officer).action_approve()
        self.assertTrue(self.box_of(request, "김재무"))

    def test_a_signature_ends_when_it_is_given_back(self):
        request = self.draft_request()
        request.action_submit()
        request.with_user(self.officer)._do_transition("reject", "산출내역 보완")
        self.assertEqual([one.name for one in request._get_paper().approvals], ["박품의", ""])

    def test_the_line_that_decided(self):
        self.delegate()
        request = self.draft_request()
        request.action_submit()
        request.with_user(self.head).approval_id.action_sign()
        box = self.box_of(request, "오과장")
        self.assertEqual(box.title, "시민소통관")
        self.assertIn("전결", box.date)
        self.head.employee_id.job_title = "공원과장"
        self.assertEqual(self.box_of(request, "오과장").title, "시민소통관")
        self.assertSays(request, "오과장", "전결", "시민소통관")

    def test_the_lines_of_commitment_and_voucher(self):
        """지출결의서 shows its own line, and who bound the money by his."""
        self.delegate()
        request = self.draft_request()
        request.action_submit()
        request.with_user(self.head).approval_id.action_sign()
        commitment = self.env["gotgan.commitment"].with_user(self.author).create({
            "request_id": request.id, "basis": "승낙서",
        })
        commitment.action_submit()
        for person in (self.head, self.officer):
            commitment.sudo().approval_id.with_user(person).action_sign()
        commitment.invalidate_recordset()
        self.inspect(commitment)
        voucher = self.env["gotgan.voucher"].with_user(self.author).create({
            "commitment_id": commitment.id, "evidence_ids": self.invoice.ids,
        })
        voucher.action_submit()
        self.assertEqual([one.name for one in voucher._get_paper().approvals], ["박품의", ""])
        voucher.sudo().approval_id.with_user(self.disburser).action_sign()
        voucher.invalidate_recordset()
        title = self.env["gotgan.office"]._find(
            "disbursing_officer", self.world.department, self.today,
        ).name.partition("(")[0]
        self.assertEqual(self.box_of(voucher, "이지출").title, title)
        self.assertSays(voucher, "박품의", "이지출", "원인행위 결재", "김재무")
