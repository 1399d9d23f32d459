from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lines_case import LinesCase


@tagged("post_install", "-at_install")
class TestAbsentOfficers(LinesCase):
    """The work of an accounting officer who is away (지방회계법 46: 대리)."""

    def test_an_officer_on_leave_is_acted_for(self):
        """By who was designated for the office, never by whom he names himself."""
        self.delegate()
        friend = self.world.hire("friend", "벗주무", self.world.finance)
        commitment = self.sign(self.submit_bound(), self.head)
        approval = commitment.sudo().approval_id
        self.env["gotgan.absence"].create({
            "user_id": self.officer.id, "substitute_id": friend.id, "date_from": self.today,
        })
        for person in (self.officer, friend):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                approval.with_user(person).action_sign()
        office = self.env["gotgan.office"]._find(
            "commitment_officer", self.world.department, self.today,
        )
        self.assertIn("김재무 is away", office.situation)
        self.assertEqual(self.env["gotgan.approval"]._find_orphans(), approval)
        deputy = self.world.hire("acting", "대재무", self.world.finance)
        self.designate(office, deputy)
        self.assertIn("대재무", office.situation)
        self.assertFalse(self.env["gotgan.approval"]._find_orphans())
        self.assertIn(("sign", commitment.id), self.read_work(deputy))
        self.sign(commitment, deputy)
        self.assertEqual((commitment.state, commitment.signer_id), ("committed", deputy))
