from odoo.exceptions import AccessError, UserError
from odoo.service.model import get_public_method
from odoo.tests import tagged

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestPlanAttack(PlanCase):
    """What a manager with a network connection might try."""

    def test_states_and_days_are_set_by_steps_only(self):
        contract = self.apply()
        for values in (
            {"state": "running"}, {"date_end": "2099-01-01"}, {"number": "1"},
            {"frozen_articles": {"agreement": []}},
        ):
            with self.assertRaises(AccessError):
                contract.write(values)
            with self.assertRaises(AccessError):
                self.contracts.create({
                    "tenant_id": self.tenant.id, "plan_id": self.basic.id, "agency_name": "가온",
                    **values,
                })

    def test_the_programs_own_steps_are_nobodys(self):
        contract = self.run_contract()
        statement = self.issue(self.october())
        for document, step in ((contract, "end"), (statement, "fall_due")):
            with self.assertRaises(AccessError):
                document._do_transition(step)
            with self.assertRaises(AccessError):
                get_public_method(document, "_do_transition")

    def test_what_was_agreed_and_given_out_stays(self):
        contract = self.run_contract()
        contract._get_paper("agreement")
        self.sample(self.cr._now)
        for records in (contract.term_ids, contract.paper_ids, self.tenant.usage_ids):
            for user in (self.manager, self.env.user):
                with self.assertRaises(UserError):
                    records.with_user(user).unlink()
        with self.assertRaises(AccessError):
            contract.term_ids.with_user(self.manager).create({"contract_id": contract.id})
        with self.assertRaises(UserError):
            contract.term_ids.write({"total": 1})

    def test_no_statement_is_made_or_filled_by_hand(self):
        contract = self.run_contract()
        with self.assertRaises(AccessError):
            self.statements.with_user(self.manager).create({
                "tenant_id": self.tenant.id, "contract_id": contract.id, "month": "2026-10-01",
            })
        statement = self.october()
        with self.assertRaises(AccessError):
            statement.line_ids.write({"amount": 1})
        with self.assertRaises(AccessError):
            self.env["hub.usage"].with_user(self.manager).create({"tenant_id": self.tenant.id})

    def test_an_issued_statement_is_as_it_is(self):
        self.run_contract()
        statement = self.issue(self.october())
        for act in (
            lambda: statement.write({"month": "2026-09-01"}),
            lambda: statement.write({"adjustment_ids": [(0, 0, {"name": "할인", "amount": -1})]}),
            statement.action_recompute,
        ):
            with self.assertRaises(UserError):
                act()
