from datetime import timedelta

from odoo.tests import tagged

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestKinds(ChangeCase):
    """A change is what its places make of it (지방재정법 제47조의2, 제49조), and says so."""

    def setUp(self):
        super().setUp()
        self.source = self.cell(10 * MILLION)

    def assertKind(self, kind, given, article, **vals):
        """The kind is proposed; called anything else it is refused, with the article."""
        right = self.change({self.source: MILLION}, {given: MILLION}, **vals)
        self.assertEqual(right.kind, kind)
        self.assertFalse([
            one for one in right._find_present_findings() if one.severity == "block"
        ])
        others = {
            "program_transfer": "제47조의2", "virement": "제49조",
            "reallocation": "예산편성 운영기준", "reorganization_transfer": "제47조의2",
        }
        for wrong, wrong_article in others.items():
            if wrong != kind:
                change = self.change({self.source: MILLION}, {given: MILLION}, kind=wrong)
                self.assertEqual(change.suggested_kind, kind)
                self.assertRefused(wrong_article, change.action_submit)
                change.action_take_suggestion()
                self.assertEqual(change.kind, kind)

    def test_between_objects_of_one_item(self):
        self.assertKind("reallocation", self.cell(subitem="201-02"), "운영기준")

    def test_between_projects_of_one_unit(self):
        self.assertKind("reallocation", self.cell(project="교량"), "운영기준")

    def test_between_items(self):
        self.assertKind("virement", self.cell(subitem="202-01"), "제49조")

    def test_between_units_of_one_policy(self):
        self.assertKind("virement", self.cell(project="포장"), "제49조")

    def test_between_policies(self):
        self.assertKind("program_transfer", self.cell(project="청사"), "제47조의2")

    def test_the_same_subject_of_another_department(self):
        self.assertKind("reorganization_transfer", self.cell(department=self.planning), "제47조의2")

    def test_a_transfer_between_policies_waits_for_the_council(self):
        target = self.cell(project="청사")
        change = self.submit({self.source: MILLION}, {target: MILLION})
        self.assertEqual(self.findings(change).get("change.program_transfer"), "block")
        self.assertRefused("council.*제47조의2", self.execute, change)
        self.assertCell(target, transferred=0)
        future = self.today + timedelta(days=1)
        self.assertRefused("future", change.with_user(self.officer)._record_vote, future, "제1호")
        self._vote(change)
        self.assertRecordValues(change, [{
            "state": "council_voted", "vote_date": self.today, "vote_reference": "제301회 제12호",
        }])
        self.assertIn("제301회 제12호", change.event_ids[0].reason)
        self.execute(change)
        self.assertCell(target, transferred=MILLION)

    def _vote(self, change):
        self.env["gotgan.budget.vote"].with_user(self.officer).create({
            "change_id": change.id, "reference": "제301회 제12호",
        }).action_confirm()
        change.invalidate_recordset()

    def test_a_virement_needs_no_vote(self):
        change = self.submit({self.source: MILLION}, {self.cell(subitem="202-01"): MILLION})
        self.assertRefused("needs no resolution", self._vote, change)

    def test_a_board_decides_in_an_agency(self):
        self.env["ir.config_parameter"].set_param("gotgan.kind", "agency")
        change = self.submit({self.source: MILLION}, {self.cell(project="청사"): MILLION})
        self.assertRefused("the board", self.execute, change)
