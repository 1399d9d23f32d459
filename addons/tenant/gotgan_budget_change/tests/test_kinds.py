from datetime import timedelta
from unittest.mock import patch

from odoo.fields import Command
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
        self.assertKind(
            "reorganization_transfer", self.cell(department=self.planning), "제47조의2",
            **self.ordinance(),
        )

    def test_a_reorganisation_names_and_attaches_its_ordinance(self):
        target = self.cell(department=self.planning)
        missing = ({"ordinance_name": " "}, {"ordinance_date": False}, {"attachment_ids": []})
        for gap in missing:
            change = self.change({self.source: MILLION}, {target: MILLION},
                                 **{**self.ordinance(), **gap})
            self.assertRefused("ordinance.*제47조의2", change.action_submit)
        change = self.change({self.source: MILLION}, {target: MILLION}, **{
            **self.ordinance(), "ordinance_date": self.today + timedelta(days=1),
        })
        self.assertRefused("comes into force", change.action_submit)
        change = self.perform({self.source: MILLION}, {target: MILLION}, **self.ordinance())
        self.assertCell(target, transferred=MILLION)
        rows = dict(change._get_paper().blocks[0].rows)
        self.assertEqual(rows["개편 근거"], "행정기구 설치 조례")

    def ordinance(self):
        return {
            "ordinance_name": "행정기구 설치 조례", "ordinance_date": self.today,
            "attachment_ids": [Command.create({"name": "조례.txt", "raw": b"1"})],
        }

    def test_a_transfer_between_policies_waits_for_the_council(self):
        target = self.cell(project="청사")
        change = self.submit({self.source: MILLION}, {target: MILLION})
        self.assertEqual(self.findings(change).get("change.decider"), "block")
        self.assertRefused("지방의회[^$]*제47조의2", self.execute, change)
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
        self.assertRefused("resolution: 이사회", self.execute, change)

    def test_a_long_change_asks_the_rules_as_often_as_a_short_one(self):
        """The kind is looked for with every line that is typed: it must not ask line by line."""
        rules = type(self.env["gotgan.rule"])
        asked = []
        for count in (2, 6):
            targets = [self.cell(subitem=code) for code in ("201-02", "202-01")][:count]
            targets += [
                self.cell(project=project, subitem=code) for project in ("교량", "포장")
                for code in ("201-01", "201-02")
            ][:count - 2]
            change = self.change({self.source: count * MILLION}, dict.fromkeys(targets, MILLION))
            with patch.object(rules, "_seek", autospec=True, side_effect=rules._seek) as seek:
                change._compute_suggested_kind()
                change._find_present_findings()
            asked.append(seek.call_count)
        self.assertEqual(asked[0], asked[1])
