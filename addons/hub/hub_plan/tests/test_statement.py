from datetime import date, datetime
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import GIB, PlanCase


@tagged("post_install", "-at_install")
class TestStatement(PlanCase):
    def test_a_whole_month_costs_what_was_quoted(self):
        contract = self.run_contract(users=45)
        self.assertRecordValues(self.october(), [{
            "state": "draft", "supply": contract.monthly_supply, "tax": contract.monthly_tax,
            "total": contract.monthly_total,
        }])

    def test_one_statement_for_a_month(self):
        self.run_contract()
        self.assertEqual(self.october(), self.october())
        with patch.object(type(self.env["ir.cron"]), "_commit_progress"):
            self.env["hub.statement"]._cron_make()
        found = self.statements.search([("tenant_id", "=", self.tenant.id)])
        self.assertEqual(found.mapped("month"), [date(2026, 10, 1)])

    def test_a_month_that_is_not_over_is_not_charged(self):
        self.run_contract()
        self.assertRefused("2026-11", self.statements._make, self.tenant, date(2026, 11, 1))

    def test_without_a_contract_there_is_no_statement(self):
        self.apply()
        self.assertFalse(self.statements._make(self.tenant, date(2026, 10, 1)))

    def test_use_above_the_contract_names_its_sample(self):
        self.run_contract(users=30)
        self.sample(datetime(2026, 10, 3, 1), users=20, size=GIB)
        self.sample(datetime(2026, 10, 9, 1), users=34, size=GIB)
        self.sample(datetime(2026, 10, 31, 14, 45), users=20, size=52 * GIB + 1)
        self.sample(datetime(2026, 10, 31, 15), users=99, size=GIB)  # 1 November in Seoul
        lines = {line.code: line for line in self.october().line_ids}
        self.assertEqual((lines["users"].quantity, lines["users"].amount), (4, 44_000))
        self.assertEqual(lines["users"].usage_id.slot, datetime(2026, 10, 9, 1))
        self.assertEqual((lines["storage"].quantity, lines["storage"].amount), (3, 4_500))
        self.assertEqual(lines["storage"].usage_id.total_bytes, 52 * GIB + 1)
        self.assertFalse(lines["base"].usage_id)

    def test_every_figure_opens_down_to_its_samples(self):
        self.run_contract(users=30)
        self.sample(datetime(2026, 10, 9, 1), users=34)
        self.sample(datetime(2026, 9, 9, 1), users=40)
        statement = self.october()
        line = statement.line_ids.filtered(lambda one: one.code == "users")
        for action in (line.action_open_samples(), statement.action_open_samples()):
            self.assertEqual(self.env["hub.usage"].search(action["domain"]), line.usage_id)

    def test_missing_samples_are_counted_and_not_invented(self):
        self.run_contract()
        self.sample_whole(datetime(2026, 10, 1), datetime(2026, 10, 2))
        statement = self.october()
        self.assertEqual((statement.expected_count, statement.measured_count), (31 * 96, 96))

    def test_a_change_in_the_month_splits_it_by_days(self):
        contract = self.run_contract(plan="basic", users=10, months=1 * 6)
        with self.on(2026, 10, 16):
            contract._change(self.standard, 30, 50, "증원")
        statement = self.october()
        self.assertEqual(
            [(line.date_from.day, line.date_to.day, line.amount) for line in statement.line_ids],
            [(1, 15, 190_000 * 15 // 31), (16, 31, 490_000 * 16 // 31)],
        )

    def test_two_contracts_meet_in_one_statement(self):
        contract = self.run_contract(plan="basic", users=10, months=6)
        with self.on(2026, 10, 10):
            contract._do_transition("terminate", "요금제 변경 계약")
        with self.on(2026, 10, 11):
            self.sign(self.apply("standard", users=30, months=6))
        spans = self.october().line_ids.mapped(lambda one: (one.date_from.day, one.date_to.day))
        self.assertEqual(spans, [(1, 10), (11, 31)])

    def test_adjustments_until_it_is_issued(self):
        self.run_contract(months=6)
        statement = self.october()
        statement.write({"adjustment_ids": [(0, 0, {"name": "가용률 미달", "amount": -49_000})]})
        self.assertEqual((statement.supply, statement.tax), (441_000, 44_100))
        self.issue(statement)
        self.assertRecordValues(statement, [{
            "state": "issued", "issue_date": date(2026, 11, 22), "due_date": date(2026, 12, 22),
        }])
        self.assertTrue(statement.number)

    def test_a_draft_is_computed_again_with_late_samples(self):
        self.run_contract(users=30)
        statement = self.october()
        before = statement.supply
        self.sample(datetime(2026, 10, 9, 1), users=40)
        statement.action_recompute()
        self.assertGreater(statement.supply, before)

    def test_paying_and_undoing_a_payment(self):
        self.run_contract()
        statement = self.issue(self.october())
        statement.paid_note = "11월 20일 입금"
        statement.action_pay()
        self.assertRecordValues(statement, [{"state": "paid", "paid_date": date(2026, 11, 22)}])
        statement._do_transition("reopen", "다른 기관의 입금")
        self.assertRecordValues(statement, [{"state": "issued", "paid_date": False}])

    def test_a_new_price_changes_no_statement(self):
        self.run_contract(plan="basic", users=10, months=6)
        price = self.env["hub.price"].create({
            "plan_id": self.basic.id, "kind": "agency", "base_price": 900_000,
            "valid_from": date(2026, 11, 22),
        })
        price.with_user(self.manager).action_publish()
        self.assertEqual(self.october().supply, 190_000)
        with self.on(2026, 12, 5):
            november = self.statements._make(self.tenant, date(2026, 11, 1))
        self.assertEqual(november.supply, 190_000)

    def test_only_managers_issue_and_take_payments(self):
        self.run_contract()
        statement = self.october()
        for user in (self.staff, self.auditor):
            with self.assertRaises(AccessError):
                statement.with_user(user).action_issue()
            self.assertRefused(".", statement.with_user(user).action_recompute)
