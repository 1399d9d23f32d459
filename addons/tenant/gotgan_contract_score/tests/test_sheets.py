from psycopg2 import IntegrityError
from psycopg2.errors import RestrictViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ScoreCase


@tagged("post_install", "-at_install")
class TestSheets(ScoreCase):
    """평가표: who scores, within the points, once (시행령 43)."""

    def begin(self):
        evaluation = self.draft_evaluation()
        offers = self.open_proposals(evaluation, 1)
        evaluation.action_start()
        return evaluation, offers

    def own_sheet(self, evaluation):
        return evaluation.sheet_ids.filtered("user_id").with_user(self.member)

    def test_seven_members(self):
        evaluation = self.draft_evaluation(members=5)
        self.open_proposals(evaluation, 1)
        with self.assertRefused("6", "7", "43"):
            evaluation.action_start()

    def test_not_before_the_opening(self):
        evaluation = self.draft_evaluation()
        with self.assertRefused("open the proposals first"):
            evaluation.action_start()

    def test_who_asks_and_who_bids_does_not_score(self):
        evaluation = self.draft_evaluation()
        for user in (self.clerk, self.author):
            evaluation.case_id._write_locked({"request_id": self.approve_request().id})
            with self.assertRaises(ValidationError):
                evaluation.evaluator_ids[0].write({"user_id": user.id})
                self.env.flush_all()
        evaluation.evaluator_ids[0].organisation = "(주) 가온"
        self.open_proposals(evaluation, 1)
        with self.assertRefused("가온"):
            evaluation.action_start()
        evaluation.evaluator_ids[0].with_user(self.clerk)._do_transition("exclude", "참가업체 임원")
        with self.assertRefused("6", "7"):
            evaluation.action_start()

    def test_the_extremes_are_left_out(self):
        evaluation, offers = self.begin()
        judged = evaluation.sheet_ids.filtered("evaluator_id")
        self.score(evaluation.sheet_ids - judged, 100)
        for sheet, share in zip(judged, (0, 80, 90, 90, 90, 100, 100), strict=True):
            self.score(sheet, share)
        evaluation.action_close()
        self.assertEqual(offers.technical_score, 83.0)

    def test_a_member_scores_in_person_and_sees_no_other(self):
        evaluation, _offers = self.begin()
        own = self.own_sheet(evaluation)
        others = evaluation.sheet_ids - own
        self.assertEqual(self.env["gotgan.contract.sheet"].with_user(self.member).search([]), own)
        with self.assertRaises(AccessError):
            own.with_user(self.clerk).line_ids[0].write({"points": 1})
        with self.assertRaises(AccessError):
            own.with_user(self.clerk)._do_transition("hand_in")
        with self.assertRaises(AccessError):
            others[0].with_user(self.member).line_ids[0].write({"points": 1})
        for wrong in ({"offer_id": 1}, {"evaluator_id": False}):
            with self.assertRaises(AccessError):
                own.write(wrong)
        with self.assertRaises(AccessError):
            own.line_ids[0].write({"max_points": 100})

    def test_within_the_points(self):
        evaluation, _offers = self.begin()
        line = self.own_sheet(evaluation).line_ids[0]
        for wrong in (-1, line.max_points + 1):
            with self.assertRaises(ValidationError):
                line.points = wrong
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), (
                self.cr.savepoint()
            ):
                self.cr.execute(
                    "UPDATE gotgan_contract_sheet_line SET points = %s WHERE id = %s",
                    [wrong, line.id],
                )
        with self.assertRefused("0 included"):
            self.own_sheet(evaluation).action_hand_in()

    def test_what_was_handed_in_stands_in_sql_too(self):
        evaluation, _offers = self.begin()
        own = self.own_sheet(evaluation)
        self.score(own, 90)
        with self.assertRefused("can no longer be changed"):
            own.line_ids[0].points = 1
        self.env.flush_all()
        for statement in (
            "UPDATE gotgan_contract_sheet_line SET points = 1 WHERE sheet_id = %s",
            "DELETE FROM gotgan_contract_sheet_line WHERE sheet_id = %s",
            "UPDATE gotgan_contract_sheet SET state = 'draft' WHERE id = %s",
            "DELETE FROM gotgan_contract_sheet WHERE id = %s",
        ):
            with mute_logger("odoo.sql_db"), self.assertRaises(RestrictViolation), (
                self.cr.savepoint()
            ):
                self.cr.execute(statement, [own.id])

    def test_every_sheet_before_the_scores_are_fixed(self):
        evaluation, _offers = self.begin()
        with self.assertRefused("not handed in"):
            evaluation.action_close()
        with self.assertRefused("tallied after"):
            self.env["gotgan.contract.tally"].with_user(self.clerk).create({
                "evaluation_id": evaluation.id,
            }).action_pdf()
        self.score(self.own_sheet(evaluation), 90)
        with self.assertRefused("which stand"):
            member = evaluation.evaluator_ids.filtered("user_id")
            member.with_user(self.clerk)._do_transition("exclude", "사유")
