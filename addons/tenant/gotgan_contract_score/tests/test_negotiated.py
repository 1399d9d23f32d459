from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MILLION, ScoreCase


@tagged("post_install", "-at_install")
class TestNegotiated(ScoreCase):
    """협상에 의한 계약 (시행령 43): criteria, scores, prices, negotiation, award, contract."""

    def make_priced(self):
        evaluation = self.draft_evaluation()
        offers = self.open_proposals(evaluation)
        self.score_all(evaluation, offers, (95, 90, 80))
        self.open_envelope(evaluation, offers[0], 210 * MILLION)
        self.open_envelope(evaluation, offers[1], 180 * MILLION)
        evaluation.action_price()
        return evaluation, offers

    def test_from_the_criteria_to_the_signed_contract(self):
        evaluation, offers = self.make_priced()
        case = evaluation.case_id
        self.assertRecordValues(offers, [
            {"technical_score": 85.5, "price_score": 8.5714, "rank": 1, "is_fit": True},
            {"technical_score": 81.0, "price_score": 10.0, "rank": 2, "is_fit": True},
            {"technical_score": 72.0, "price_score": 0.0, "rank": 0, "is_fit": False},
        ])
        self.assertEqual(offers[2].state, "disqualified")
        self.assertFalse(offers[2].amount)
        self.env["gotgan.contract.ocds"]._refuse_unsound(case)
        with self.assertRefused("award follows from the evaluation"):
            case.with_user(self.officer).action_award()
        with self.assertRefused("not the one to negotiate with"):
            self.negotiate(evaluation, offers[1], "agreed", 170 * MILLION)
        self.negotiate(evaluation, offers[0], "continued")
        self.negotiate(evaluation, offers[0], "agreed", 205 * MILLION)
        with self.assertRaises(AccessError):
            case.with_user(self.clerk).action_award()
        self.guarantee_bid(case, offers[0])
        case.with_user(self.officer).action_award()
        self.assertEqual(case.winner_id, offers[0])
        self.assertEqual(case.awarded_amount, 205 * MILLION)
        release = self.env["gotgan.contract.ocds"]._make_release(case)
        self.assertEqual(release["awards"][0]["value"]["amount"], 205 * MILLION)
        told = {bid["tenderers"][0]["name"]: "value" in bid for bid in release["bids"]["details"]}
        self.assertEqual([told[one.partner_id.name] for one in offers], [True, True, False])
        contract = self.draft_contract(
            case, request_id=self.approve_request(205 * MILLION).id,
        )
        self.assertEqual(contract.original_amount, 205 * MILLION)
        contract.original_amount = 206 * MILLION
        self.guarantee(contract)
        with self.assertRefused("that were agreed"):
            contract.with_user(self.officer).action_sign()
        contract.original_amount = 205 * MILLION
        contract.with_user(self.officer).action_sign()
        self.assertEqual(case.state, "contracted")

    def test_a_case_without_criteria_is_not_announced(self):
        """Else scores could be typed into the list of offers, and the award follow from them."""
        for method in ("negotiated", "two_stage"):
            case = self.draft_case(
                200 * MILLION, kind="service", method=method, base_price=0,
                planned_price=220 * MILLION,
            )
            with self.assertRefused("Evaluation of Proposals"):
                self.announce(case)
            self.assertEqual(case.state, "draft")

    def test_the_tally_is_a_paper_for_who_may_read_every_sheet(self):
        evaluation, offers = self.make_priced()
        self.negotiate(evaluation, offers[0], "agreed", 205 * MILLION)
        tallies = self.env["gotgan.contract.tally"]
        values = {"evaluation_id": evaluation.id}
        given = tallies.with_user(self.clerk).create(values)
        _head, scores, result, rounds, members = given._get_paper().blocks
        self.assertEqual(scores.rows[0], ("정량평가", "19", "18", "16"))
        self.assertEqual(scores.totals, (
            ("정성평가 평균", "66.5", "63", "56"), ("기술점수", "85.5", "81", "72"),
        ))
        self.assertEqual([sum("*" in cell for cell in row) for row in zip(
            *(row[1:] for row in scores.rows), strict=True,
        )], [2, 2, 2])
        self.assertEqual(result.rows[0][0], 1)
        self.assertEqual(result.rows[0][3:6], (210 * MILLION, "8.5714", "94.0714"))
        self.assertEqual(result.rows[2][3], "미개봉")
        self.assertEqual(rounds.rows[0][4], 205 * MILLION)
        self.assertEqual(len(members.rows), 7)
        for form in ("pdf", "xlsx", "hwpx"):
            getattr(given, f"action_{form}")()
            self.assertTrue(given.file)
        with self.assertRaises(AccessError):
            tallies.with_user(self.member).create(values)
        with self.assertRaises(AccessError):
            given.with_user(self.member)._get_paper()

    def guarantee_bid(self, case, offer):
        if not offer.bond_wanted:
            return
        bond = self.env["gotgan.contract.guarantee"].with_user(self.clerk).create({
            "case_id": case.id, "kind": "bid", "form": "pledge", "partner_id": offer.partner_id.id,
            "amount": offer.bond_wanted,
        })
        bond.action_take()

    def test_the_next_follows_a_negotiation_that_broke_down(self):
        evaluation, offers = self.make_priced()
        self.negotiate(evaluation, offers[0], "broken")
        self.assertEqual(offers.mapped("rank"), [0, 1, 0])
        agreed = self.negotiate(evaluation, offers[1], "agreed", 180 * MILLION)
        self.assertEqual(agreed.ceiling, 180 * MILLION)
        with self.assertRefused("cannot be changed"):
            agreed.with_user(self.clerk).write({"amount": 1})

    def test_sheets_and_the_award_stand_among_the_work_that_waits(self):
        evaluation = self.draft_evaluation()
        offers = self.open_proposals(evaluation, 2)
        evaluation.action_start()
        self.env.flush_all()
        items = self.env["gotgan.work.item"].with_user(self.member)
        mine = items.search([("is_mine", "=", True), ("step", "=", "score")])
        own = evaluation.sheet_ids.filtered(lambda one: one.user_id == self.member)
        self.assertEqual(set(mine.mapped("res_id")), set(own.ids))
        self.assertIn(offers[0].partner_id.name, " ".join(mine.mapped("name")))
        for sheet in evaluation.sheet_ids:
            self.score(sheet, 95)
        self.env.flush_all()
        self.assertFalse(items.search([("step", "=", "score")]))
        evaluation.action_close()
        for offer in offers:
            self.open_envelope(evaluation, offer, 200 * MILLION)
        evaluation.action_price()
        self.env.flush_all()
        award = [("res_model", "=", "gotgan.contract.case"), ("step", "=", "award")]
        works = self.env["gotgan.work.item"].with_user(self.officer)
        self.assertFalse(works.search(award))
        self.negotiate(evaluation, offers.filtered(lambda one: one.rank == 1), "agreed", MILLION)
        self.env.flush_all()
        self.assertEqual(works.search(award).res_id, evaluation.case_id.id)

    def test_never_above_the_planned_price_nor_the_offer(self):
        evaluation, offers = self.make_priced()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.negotiate(evaluation, offers[0], "agreed", 211 * MILLION)

    def test_other_projects_pass_by_their_total(self):
        """시행령 43①: no planned price, so the estimated price with its tax bounds the offers."""
        evaluation = self.draft_evaluation(is_software=False, planned_price=0)
        offers = self.open_proposals(evaluation)
        self.score_all(evaluation, offers, (80, 67, 95))
        self.assertEqual(offers.mapped("is_fit"), [True, True, True])
        for offer, price in zip(offers, (200, 220, 221), strict=True):
            self.open_envelope(evaluation, offer, price * MILLION)
        evaluation.action_price()
        self.assertRecordValues(offers, [
            {"state": "valid", "score": 82.0, "rank": 1, "is_fit": True},
            {"state": "disqualified", "score": 69.3909, "rank": 0, "is_fit": False},
            {"state": "over_price", "score": 94.5498, "rank": 0, "is_fit": True},
        ])
        self.negotiate(evaluation, offers[0], "agreed", 200 * MILLION)

    def test_the_kind_of_project_stands_in_the_notice(self):
        evaluation = self.draft_evaluation()
        evaluation.is_software = False
        self.announce(evaluation.case_id)
        with self.assertRefused("43"):
            evaluation.is_software = True

    def test_share_of_the_technical_points(self):
        criteria = [("기술", 70, "qualitative", "technical"), ("가격", 30, "quantitative", "price")]
        evaluation = self.draft_evaluation(criteria=criteria)
        with self.assertRefused("80", "90"):
            self.announce(evaluation.case_id)
        criteria = [("기술", 70, "qualitative", "technical"), ("가격", 20, "quantitative", "price")]
        evaluation = self.draft_evaluation(criteria=criteria)
        with self.assertRefused("together 100"):
            self.announce(evaluation.case_id)

    def test_criteria_stand_in_the_notice(self):
        evaluation = self.draft_evaluation()
        self.announce(evaluation.case_id)
        with self.assertRefused("43"):
            evaluation.criterion_ids[0].points = 1
        with self.assertRefused("Cancel the case"):
            evaluation.unlink()
        with self.assertRaises(AccessError):
            evaluation.case_id = self.draft_case()
        with self.assertRefused("before the notice"):
            evaluation.create({"case_id": self.announce(self.draft_case()).id})

    def test_nothing_is_typed_where_sheets_are(self):
        evaluation = self.draft_evaluation()
        case = self.announce(evaluation.case_id)
        for wrong in ({"amount": MILLION}, {"amount": 0, "score": 90}):
            with self.assertRefused("score sheets"):
                case.offer_ids.create({
                    "case_id": case.id, "partner_id": self.firms[0].id, **wrong,
                })
        offer = self.offer(case, 0)
        self.assertTrue(offer.is_sealed)
        for wrong in ({"score": 90}, {"amount": 5}, {"is_sealed": False}):
            with self.assertRefused("score sheets"):
                offer.write(wrong)
        for wrong in ({"technical_score": 90}, {"is_fit": True}, {"rank": 1}):
            with self.assertRaises(AccessError):
                offer.write(wrong)
