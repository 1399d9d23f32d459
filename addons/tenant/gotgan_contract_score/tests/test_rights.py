from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import MILLION, ScoreCase


@tagged("post_install", "-at_install")
class TestRights(ScoreCase):
    """Nobody reaches another's sheet or a closed price, whichever call is tried."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rival = cls.world.hire("rival", "두위원", cls.world.finance)

    def begin(self):
        evaluation = self.draft_evaluation(members=5)
        evaluation.write({"evaluator_ids": [Command.create({
            "name": "두위원", "organisation": "정보과", "user_id": self.rival.id,
        })]})
        offers = self.open_proposals(evaluation, 1)
        evaluation.action_start()
        return evaluation, offers, evaluation.sheet_ids.filtered(
            lambda one: one.user_id == self.member,
        )

    def refuse(self, call, *arguments):
        with self.assertRaises(AccessError), self.cr.savepoint():
            call(*arguments)

    def test_another_member_reaches_nothing_of_a_sheet(self):
        _evaluation, _offers, sheet = self.begin()
        self.score(sheet, 90)
        for user in (self.rival, self.author):
            own, line = sheet.with_user(user), sheet.line_ids[0].with_user(user)
            sheets, lines = own.browse(), line.browse()
            self.assertNotIn(sheet, sheets.search([]))
            self.assertFalse(lines.search([("sheet_id", "=", sheet.id)]))
            self.assertFalse(lines.search_count([("points", ">", 0)]))
            self.assertFalse(lines.formatted_read_group([("points", ">", 0)], [], ["points:sum"])[0]
                             ["points:sum"])
            self.refuse(own.read, ["points_given", "state"])
            with self.assertRaises(UserError):
                own.export_data(["line_ids/points"])
            self.refuse(line.read, ["points"])
            self.refuse(line.write, {"points": 1})
            self.refuse(own.write, {"line_ids": [Command.update(line.id, {"points": 1})]})
            self.refuse(own.action_hand_in)
            self.refuse(own.unlink)

    def test_a_line_is_not_moved_into_a_sheet_of_somebody_else(self):
        evaluation, _offers, sheet = self.begin()
        other = evaluation.sheet_ids.filtered(lambda one: one.user_id == self.rival)
        self.refuse(sheet.line_ids[0].with_user(self.member).write, {"sheet_id": other.id})
        self.refuse(sheet.with_user(self.member).copy)
        self.refuse(sheet.line_ids.browse().with_user(self.member).create, {
            "sheet_id": sheet.id, "criterion_id": sheet.line_ids[0].criterion_id.id,
            "max_points": 100, "points": 100,
        })

    def test_a_price_is_nowhere_before_its_envelope(self):
        evaluation, offers, _sheet = self.begin()
        self.assertFalse(offers.amount)
        for path in (
            {"offer_ids": [Command.update(offers.id, {"amount": MILLION})]},
            {"offer_ids": [Command.update(offers.id, {"score": 90})]},
        ):
            with self.assertRefused("can no longer be changed"):
                evaluation.case_id.with_user(self.clerk).write(path)
        with self.assertRefused("after the technical scores"):
            self.open_envelope(evaluation, offers, MILLION)
        envelopes = self.env["gotgan.contract.envelope"]
        for user in (self.member, self.author, self.officer):
            self.refuse(envelopes.with_user(user).create, {
                "evaluation_id": evaluation.id, "offer_id": offers.id, "amount": MILLION,
            })
