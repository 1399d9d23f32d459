from odoo.tests import tagged

from .common import MILLION, ScoreCase


@tagged("post_install", "-at_install")
class TestTwoStage(ScoreCase):
    """2단계 입찰 (시행령 18): only the prices of those who passed, and the lowest of them."""

    def test_from_the_specification_to_the_signed_contract(self):
        evaluation = self.draft_evaluation("two_stage")
        case = evaluation.case_id
        offers = self.open_proposals(evaluation)
        self.assertFalse(any(offers.mapped("amount")))
        with self.assertRefused("after the technical scores"):
            self.open_envelope(evaluation, offers[0], 1)
        self.score_all(evaluation, offers, (86, 99, 84))
        self.assertEqual(offers.mapped("is_fit"), [True, True, False])
        with self.assertRefused("those who passed"):
            self.open_envelope(evaluation, offers[2], 100 * MILLION)
        self.open_envelope(evaluation, offers[0], 150 * MILLION)
        with self.assertRefused("is not opened"):
            evaluation.action_price()
        self.open_envelope(evaluation, offers[1], 230 * MILLION)
        with self.assertRefused("award follows"):
            case.with_user(self.officer).action_award()
        evaluation.action_price()
        self.assertEqual(offers.mapped("state"), ["valid", "over_price", "disqualified"])
        self.env["gotgan.contract.guarantee"].with_user(self.clerk).create({
            "case_id": case.id, "kind": "bid", "form": "pledge",
            "partner_id": offers[0].partner_id.id, "amount": offers[0].bond_wanted,
        }).action_take()
        case.with_user(self.officer).action_award()
        self.assertEqual(case.winner_id, offers[0])
        contract = self.draft_contract(case)
        self.assertEqual(contract.original_amount, 150 * MILLION)
        self.sign(contract)
        self.assertEqual(case.state, "contracted")

    def test_of_equal_prices_the_better_specification_wins(self):
        """시행령 48①5."""
        evaluation = self.draft_evaluation("two_stage")
        offers = self.open_proposals(evaluation)
        self.score_all(evaluation, offers, (86, 99, 84))
        for offer in offers[:2]:
            self.open_envelope(evaluation, offer, 150 * MILLION)
        evaluation.action_price()
        self.assertEqual(offers.mapped("rank"), [2, 1, 0])
