from datetime import timedelta

from odoo.tests import tagged

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestChanges(ContractCase):
    """설계변경, 물가변동, 기간연장, 선금."""

    def setUp(self):
        super().setUp()
        self.contract = self.sign(self.draft_contract(self.works(), defect_years=3))

    def change(self, **values):
        return self.env["gotgan.contract.change"].with_user(self.clerk).create({
            "contract_id": self.contract.id, "reason": "암반 증가", **values,
        })

    def agree(self, **values):
        change = self.change(**values)
        change.with_user(self.officer).action_agree()
        return change

    def test_more_money(self):
        with self.assertRefused("Article 29"):
            self.agree(delta=5 * MILLION)
        request = self.approve_request(5 * MILLION)
        change = self.agree(delta=5 * MILLION, request_id=request.id)
        self.assertRecordValues(change, [{"version": 2, "amount_before": 270 * MILLION}])
        self.assertRecordValues(self.contract, [{"amount": 275 * MILLION, "version": 2}])
        self.assertFigures(committed=275 * MILLION)
        first, second = self.contract.commitment_ids.sorted("id")
        context = self.contract.action_new_inspection()["context"]
        self.assertEqual(
            (context["default_commitment_id"], context["default_stage"]), (first.id, "progress"),
        )
        self.env["gotgan.inspection"].with_user(self.inspector).create({
            "commitment_id": first.id,
        }).action_accept()
        context = self.contract.action_new_inspection()["context"]
        self.assertEqual(context["default_commitment_id"], second.id)

    def test_less_money(self):
        self.agree(delta=-20 * MILLION)
        self.assertEqual(self.contract.amount, 250 * MILLION)
        self.assertFigures(committed=250 * MILLION)

    def test_longer_period_ends_the_delay(self):
        end = self.contract.date_end + timedelta(days=30)
        self.agree(kind="period", new_end=end)
        self.accept(self.contract, notice=end)
        self.assertRecordValues(self.contract, [{"delay_days": 0, "state": "completed"}])

    def test_a_bond_grows_and_lasts_with_its_contract(self):
        """시행령 51: said with the change, and work until it is done."""
        bond = self.contract.guarantee_ids
        end = bond.valid_until + timedelta(days=1)
        change = self.change(
            delta=5 * MILLION, request_id=self.approve_request(5 * MILLION).id, new_end=end,
        )
        told = [one for one in change._find_findings("agree")
                if one.edition.rule_id.code == "contract.performance_rate"]
        self.assertEqual(len(told), 2)
        self.assertIn("27,500,000", told[0].message)
        self.assertIn(str(bond.valid_until), told[1].message)
        self.assertFalse(self.list_prolonging())
        change.with_user(self.officer).action_agree()
        self.assertTrue(self.contract.is_bond_short)
        self.assertEqual(self.list_prolonging(), bond.ids)
        bond._write_locked({"valid_until": end})
        self.assertFalse(self.list_prolonging())

    def list_prolonging(self):
        self.env.flush_all()
        items = self.env["gotgan.work.item"].with_user(self.clerk)
        return items.search([("is_mine", "=", True), ("step", "=", "prolong")]).mapped("res_id")

    def test_prices_after_ninety_days_and_three_percent(self):
        values = {
            "kind": "price", "index_before": 100, "index_after": 104, "rest": 100 * MILLION,
        }
        early = self.change(**values, reference_date=self.today + timedelta(days=89))
        with self.assertRefused("제73조"):
            early.with_user(self.officer).action_agree()
        late = self.change(**values, reference_date=self.today + timedelta(days=90))
        self.assertEqual(late.computed_delta, 4 * MILLION)
        late.write({
            "delta": 4 * MILLION, "request_id": self.approve_request(4 * MILLION).id,
        })
        late.with_user(self.officer).action_agree()
        self.assertEqual(self.contract.amount, 274 * MILLION)

    def test_a_low_award_that_grows_needs_the_head(self):
        self.contract.case_id._write_locked({"planned_price": 330 * MILLION})
        request = self.approve_request(30 * MILLION)
        change = self.change(delta=30 * MILLION, request_id=request.id)
        with self.assertRefused("제74조제3항"):
            change.with_user(self.officer).action_agree()
        change.head_approved = "2026-11-22 시장 결재"
        change.with_user(self.officer).action_agree()

    def test_advance_and_its_settlement(self):
        advance = self.env["gotgan.contract.advance"].with_user(self.clerk).create({
            "contract_id": self.contract.id, "partner_id": self.contract.partner_id.id,
            "amount": 190 * MILLION, "plan": "자재 구입",
        })
        with self.assertRefused("189,000,000", "제44조"):
            advance.with_user(self.officer).action_grant()
        advance.amount = 135 * MILLION
        with self.assertRefused("135,000,000"):
            advance.with_user(self.officer).action_grant()
        self.guarantee(self.contract, kind="advance", amount=135 * MILLION)
        advance.with_user(self.officer).action_grant()
        self.accept(self.contract, amount=90 * MILLION)
        self.assertEqual((advance.settled, advance.unsettled), (0, 135 * MILLION))

    def test_a_signed_contract_stays_as_it_was_signed(self):
        for values in ({"original_amount": 1}, {"partner_id": self.firms[2].id}):
            with self.assertRefused("can no longer be changed"):
                self.contract.with_user(self.clerk).write(values)
