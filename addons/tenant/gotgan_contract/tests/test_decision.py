from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import MILLION, ContractCase

CLAUSE = "위임전결규정 별표 1 제5호"


@tagged("post_install", "-at_install")
class TestDecision(ContractCase):
    """계약, 변경계약, 발주 by a line: what binds the money is signed last by the 재무관."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.head = world.hire("head", "오과장", world.department)
        world.department.write({"level": "division", "manager_id": cls.head.employee_id.id})
        cls.env["gotgan.approval"]._forget_posts()

    def delegate(self):
        row = self.env["gotgan.approval.delegation"].create({
            "kind": "commitment", "level": "office", "review_level": "division", "clause": CLAUSE,
            "department_ids": self.world.department.ids,
        })
        row._write_locked({"state": "in_force"})

    def decide(self, document, *people):
        for person in people or (self.head, self.officer):
            document.sudo().approval_id.with_user(person).action_sign()
        document.invalidate_recordset()
        return document

    def test_signing_is_decided_by_the_line_and_binds_the_money(self):
        contract = self.draft_contract(self.award(MILLION))
        self.guarantee(contract, form="pledge")
        self.delegate()
        with self.assertRaises(AccessError):
            contract.with_user(self.officer).action_sign()
        contract = contract.with_user(self.clerk)
        contract.action_submit()
        step = contract.sudo().approval_id.step_ids.filtered(lambda one: one.role == "decide")
        self.assertIn("지방회계법 제29조", step.why)
        with self.assertRaises(AccessError):
            contract.with_user(self.officer).action_sign()
        self.decide(contract, self.head)
        self.assertFalse(contract.commitment_ids)
        self.decide(contract, self.officer)
        self.assertRecordValues(contract, [{"state": "signed", "signer_id": self.officer.id}])
        self.assertEqual(contract.commitment_ids.mapped("state"), ["committed"])
        self.assertBarred(contract)

    def test_given_back_it_can_be_mended(self):
        contract = self.draft_contract(self.award(MILLION))
        self.guarantee(contract, form="pledge")
        self.delegate()
        contract = contract.with_user(self.clerk)
        contract.action_submit()
        contract.sudo().approval_id.with_user(self.head)._do_transition("send_back", "기간 확인")
        contract.invalidate_recordset()
        self.assertEqual(contract.state, "draft")
        self.assertIn("기간 확인", contract.return_note)

    def test_a_change_and_an_order(self):
        contract = self.sign(self.draft_contract(self.award(MILLION)))
        unit = self.sign(self.draft_unit())
        order = self.draft_order(unit, {unit.item_ids[:1]: 1})
        self.delegate()
        change = self.env["gotgan.contract.change"].with_user(self.clerk).create({
            "contract_id": contract.id, "kind": "period", "reason": "자재 수급 지연",
            "new_end": contract.date_end.replace(year=contract.date_end.year + 1),
        })
        change.action_submit()
        order.action_submit()
        for document, step in ((change, "agree"), (order, "place")):
            with self.assertRaises(AccessError):
                document.with_user(self.officer)._do_transition(step)
        self.assertEqual(self.decide(change).state, "agreed")
        self.assertEqual(self.decide(order).state, "placed")
        self.assertEqual(order.commitment_id.state, "committed")
        self.assertBarred(order)

    def assertBarred(self, document):
        """The database knows it too: neither who wrote it nor who asked signs it."""
        for other in ("create_uid", "requester_id"):
            with (
                mute_logger("odoo.sql_db"), self.assertRaisesRegex(CheckViolation, "two_people"),
                self.cr.savepoint(),
            ):
                self.cr.execute(SQL(
                    "UPDATE %s SET signer_id = %s WHERE id = %s",
                    SQL.identifier(document._table), SQL.identifier(other), document.id,
                ))
