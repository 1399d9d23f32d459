from odoo.fields import Command
from odoo.tests import tagged

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestSuballotment(ChangeCase):
    """재배정: another department spends allotted money, and gives back what it did not."""

    def setUp(self):
        super().setUp()
        self.here = self.cell(10 * MILLION, allotted=8 * MILLION)

    def give(self, won, issue=True):
        document = self.env["gotgan.suballotment"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "department_id": self.roads.id,
            "to_department_id": self.planning.id, "reason": "도로관리사업소 집행",
            "line_ids": [Command.create({"cell_id": self.here.id, "amount": won})],
        })
        if issue:
            document.action_issue()
            self.env.invalidate_all()
        return document

    def recall(self, document):
        action = self.env["gotgan.suballotment.recall"].with_user(self.officer).create({
            "suballotment_id": document.id, "reason": "집행 잔액",
        }).action_recall()
        self.env.invalidate_all()
        return self.env["gotgan.suballotment"].browse(action["res_id"])

    def test_the_other_department_spends_it(self):
        document = self.give(5 * MILLION)
        there = document.line_ids.to_cell_id
        self.assertRecordValues(there, [{
            "department_id": self.planning.id, "project_id": self.here.project_id.id,
            "subitem_id": self.here.subitem_id.id, "appropriated": 5 * MILLION,
            "allotted": 5 * MILLION, "available": 5 * MILLION, "voted": 0,
        }])
        self.assertCell(self.here, appropriated=5 * MILLION, allotted=3 * MILLION,
                        transferred=-5 * MILLION)
        self.post("request", there, 5 * MILLION)
        self.assertWhole()

    def test_only_what_is_allotted_and_free(self):
        self.post("request", self.here, 2 * MILLION)
        self.assertRefused("only 6,000,000 won", self.give, 7 * MILLION)

    def test_what_was_not_spent_comes_back(self):
        document = self.give(5 * MILLION)
        there = document.line_ids.to_cell_id
        self.post("request", there, 2 * MILLION)
        self.env.invalidate_all()
        self.assertEqual(document.rest, 3 * MILLION)
        back = self.recall(document)
        self.assertRecordValues(back, [
            {"kind": "recall", "state": "issued", "amount": 3 * MILLION},
        ])
        self.assertCell(there, appropriated=2 * MILLION, allotted=2 * MILLION)
        self.assertCell(self.here, appropriated=8 * MILLION, allotted=6 * MILLION)
        self.assertEqual(document.rest, 0)
        self.assertRefused("nothing is left", self.recall, document)
        self.assertWhole()

    def test_no_more_comes_back_than_was_given(self):
        document = self.give(5 * MILLION)
        more = document.line_ids.to_cell_id
        self.post("appropriate", more, 9 * MILLION)
        self.post("allot", more, 9 * MILLION)
        self.env.invalidate_all()
        self.assertEqual(document.rest, 5 * MILLION)

    def test_it_needs_two_departments_and_lines_of_the_first(self):
        document = self.give(MILLION, issue=False)
        self.assertRefused("Choose a budget line of the department", document.line_ids.write, {
            "cell_id": self.cell(department=self.planning, subitem="201-02").id,
        })
        document.to_department_id = self.roads
        self.assertRefused("already with", document.action_issue)
        document.to_department_id = self.planning
        document.line_ids.unlink()
        self.assertRefused("no lines", document.action_issue)
