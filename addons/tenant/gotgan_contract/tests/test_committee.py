from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ContractCase


@tagged("post_install", "-at_install")
class TestCommittee(ContractCase):
    """Each member of an inspection committee confirms by an own log-in what is accepted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members = cls.world.hire("member1", "한위원", cls.world.other) + cls.world.hire(
            "member2", "두위원", cls.world.other,
        )
        cls.members[0].sudo().employee_id.job_title = "시설팀장"

    def setUp(self):
        super().setUp()
        contract = self.sign(self.draft_contract(self.award()))
        self.inspection = self.env["gotgan.inspection"].with_user(self.inspector).create({
            "commitment_id": contract.commitment_ids.id, "committee_ids": self.members.ids,
            "finding": "규격과 같음",
        })

    def confirm(self, *people):
        for person in people:
            self.inspection.with_user(person).action_confirm_findings()

    def test_accepted_only_when_all_have_confirmed(self):
        with self.assertRefused("한위원", "두위원"):
            self.inspection.action_accept()
        self.confirm(self.members[0])
        with self.assertRefused("두위원"):
            self.inspection.action_accept()
        self.confirm(self.members[1])
        self.inspection.action_accept()
        self.assertEqual(self.inspection.state, "passed")
        self.assertEqual(
            self.inspection._get_confirmed().mapped("name"), ["서검사", "한위원", "두위원"],
        )

    def test_what_changes_is_confirmed_again(self):
        self.confirm(*self.members)
        self.inspection.finding = "두 대 부족"
        with self.assertRefused("한위원"):
            self.inspection.action_accept()
        self.confirm(*self.members)
        self.inspection.action_accept()
        self.assertEqual(len(self.inspection.confirmation_ids), 5)

    def test_nobody_confirms_for_another(self):
        for person in (self.inspector, self.clerk):
            with self.assertRaises(AccessError):
                self.confirm(person)
        with self.assertRaises(AccessError):
            self.env["gotgan.inspection.confirmation"].with_user(self.inspector).create({
                "inspection_id": self.inspection.id, "user_id": self.members[0].id,
                "role": "member", "name": "한위원", "digest": "x", "date": "2026-01-01",
            })
        self.confirm(self.members[0])
        with self.assertRaises(UserError):
            self.inspection.confirmation_ids.sudo().write({"name": "다른 사람"})

    def test_names_and_posts_stay_as_they_were(self):
        self.confirm(*self.members)
        self.inspection.action_accept()
        self.members[0].sudo().employee_id.job_title = "과장"
        self.members[0].sudo().name = "한개명"
        first = self.inspection._get_confirmed()[1]
        self.assertEqual((first.name, first.post), ("한위원", "시설팀장"))
