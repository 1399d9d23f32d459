from datetime import timedelta

from odoo.tests import tagged

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestWorkItems(ContractCase):
    """What of contracts waits for a person stands among his work."""

    def list_mine(self, user):
        self.env.invalidate_all()
        items = self.env["gotgan.work.item"].with_user(user).search([("is_mine", "=", True)])
        return [(one.step, one.name) for one in items if one.kind.startswith("gotgan.contract")]

    def test_from_the_award_to_the_last_look_for_defects(self):
        case = self.announce(self.draft_case(
            300 * MILLION, kind="works_special", method="open", planned_price=300 * MILLION,
            base_price=0,
        ))
        self.offer(case, 270 * MILLION)
        late = self.env["gotgan.contract.offer"].with_user(self.clerk).create({
            "case_id": case.id, "partner_id": self.firms[2].id, "amount": 260 * MILLION,
            "received_on": case.deadline + timedelta(minutes=1),
        })
        self.assertEqual(self.list_mine(self.officer), [("admit", case.name)])
        late.with_user(self.clerk)._do_transition("withdraw", "지각 제출")
        self.assertFalse(self.list_mine(self.officer))
        case.action_open()
        self.assertEqual(self.list_mine(self.officer), [("award", case.name)])
        case.with_user(self.officer).action_award()
        contract = self.draft_contract(case, defect_years=1)
        self.assertEqual(self.list_mine(self.officer), [("sign_contract", contract.name)])
        self.sign(contract)
        self.env["gotgan.contract.change"].with_user(self.clerk).create({
            "contract_id": contract.id, "reason": "암반 증가",
        })
        advance = self.env["gotgan.contract.advance"].with_user(self.clerk).create({
            "contract_id": contract.id, "partner_id": contract.partner_id.id, "amount": MILLION,
        })
        self.assertEqual(
            sorted(self.list_mine(self.officer)),
            [("agree", "암반 증가"), ("grant", contract.name)],
        )
        self.assertFalse(self.list_mine(self.clerk))
        advance.with_user(self.clerk)._do_transition("cancel", "청구 철회")
        self.accept(contract)
        self.assertNotIn("look", [step for step, _name in self.list_mine(self.inspector)])
        contract.defect_check_ids[:1]._write_locked({"due_date": self.today})
        self.assertEqual(self.list_mine(self.inspector), [("look", contract.name)])
