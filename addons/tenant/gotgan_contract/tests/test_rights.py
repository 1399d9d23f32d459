from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestRights(ContractCase):
    """Who announces does not sign, who signs does not inspect, strangers see nothing."""

    def test_each_step_has_its_person(self):
        case = self.draft_case()
        with self.assertRaises(AccessError):
            case.with_user(self.author).action_announce()
        self.announce(case)
        self.offer(case, 14 * MILLION)
        case.action_open()
        with self.assertRaises(AccessError):
            case.with_user(self.clerk).action_award()
        case.with_user(self.officer).action_award()
        contract = self.draft_contract(case)
        self.guarantee(contract, form="pledge")
        for user in (self.clerk, self.author, self.disburser):
            with self.assertRaises(AccessError):
                contract.with_user(user).action_sign()

    def test_nobody_inspects_what_they_signed(self):
        contract = self.sign(self.draft_contract(self.award()))
        with self.assertRefused("제17조", self.officer.name):
            self.accept(contract, inspector=self.officer)
        inspection = self.env["gotgan.inspection"].with_user(self.inspector).create({
            "commitment_id": contract.commitment_ids.id, "committee_ids": self.officer.ids,
        })
        with self.assertRefused("제17조"):
            inspection.action_accept()
        inspection.committee_ids = self.author
        inspection.with_user(self.author).action_confirm_findings()
        inspection.action_accept()
        self.assertEqual(contract.state, "completed")

    def test_nobody_inspects_what_they_supervise(self):
        contract = self.sign(self.draft_contract(
            self.works(400 * MILLION), defect_years=2, supervisor_id=self.inspector.id,
        ))
        with self.assertRefused("제66조", self.inspector.name):
            self.accept(contract)
        self.accept(contract, amount=MILLION, inspector=self.author)
        small = self.sign(self.draft_contract(
            self.works(), defect_years=2, supervisor_id=self.inspector.id,
        ))
        self.assertEqual(self.accept(small).state, "passed")

    def test_only_inspectors_look_for_defects(self):
        contract = self.sign(self.draft_contract(self.works(), defect_years=2))
        self.accept(contract)
        first, second = contract.defect_check_ids[:2]
        for user in (self.author, self.clerk, self.disburser):
            with self.assertRaises(AccessError):
                first.with_user(user).action_pass()
            if user != self.clerk:
                with self.assertRaises(AccessError):
                    first.with_user(user).assignee_id = user
        first.with_user(self.inspector).action_pass()
        second.with_user(self.clerk).assignee_id = self.author
        with self.assertRaises(AccessError):
            second.with_user(self.inspector).action_pass()
        second.with_user(self.author).action_pass()

    def test_a_contract_without_its_case(self):
        with self.assertRefused("contract case"):
            self.env["gotgan.contract"].with_user(self.clerk).create({"name": "x"})

    def test_the_server_sets_what_it_sets(self):
        case = self.announce(self.draft_case())
        for values in ({"state": "awarded"}, {"floor_amount": 1}, {"seal": "x"}):
            with self.assertRaises(AccessError):
                case.with_user(self.clerk).write(values)
        contract = self.sign(self.draft_contract(self.award(name="책상")))
        for values in ({"amount": 1}, {"delay_damages": 0}, {"state": "completed"}):
            with self.assertRaises(AccessError):
                contract.with_user(self.clerk).write(values)
        with self.assertRaises(UserError):
            contract.commitment_ids.with_user(self.officer).write({"contract_id": False})
        offer = case.offer_ids or self.offer(case, MILLION)
        with self.assertRaises(AccessError):
            offer.with_user(self.clerk).write({"rank": 1})

    def test_other_departments_see_nothing(self):
        contract = self.sign(self.draft_contract(self.award()))
        for record in (contract, contract.case_id, contract.guarantee_ids, contract.party_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.world.stranger).read(["display_name"])
        self.assertTrue(contract.with_user(self.world.auditor).read(["name"]))
        with self.assertRaises(AccessError):
            contract.with_user(self.world.auditor).write({"note": "x"})
