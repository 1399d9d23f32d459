from odoo.tests import tagged

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestReserve(ChangeCase):
    """예비비 (지방재정법 제43조, 같은 법 시행령 제48조, 제56조제3항)."""

    def setUp(self):
        super().setUp()
        self.reserve = self.cell(50 * MILLION, project="청사", subitem="801-01",
                                 department=self.planning)
        self.target = self.cell(MILLION, subitem="201-02")

    def refuse(self, article, target, code, severity="block", **vals):
        change = self.change({self.reserve: MILLION}, {target: MILLION}, **vals)
        self.assertEqual(change.kind, "reserve")
        self.assertEqual(self.findings(change).get(code), severity)
        self.assertRefused(article, change.action_submit)
        return change

    def test_it_is_drawn_and_allotted_to_be_spent(self):
        change = self.perform({self.reserve: 5 * MILLION}, {self.target: 5 * MILLION})
        self.assertTrue(change.allot_now)
        self.assertCell(self.reserve, appropriated=45 * MILLION, reserve_used=-5 * MILLION)
        self.assertCell(self.target, appropriated=6 * MILLION, reserve_used=5 * MILLION,
                        allotted=5 * MILLION, transferred=0)
        self.assertWhole()

    def test_the_council_approves_it_next_year(self):
        """지방재정법 제43조제4항: said, and stops nothing."""
        change = self.change({self.reserve: MILLION}, {self.target: MILLION})
        self.assertEqual(self.findings(change), {"reserve.council_approval": "notice"})

    def test_not_allotting_it_is_refused(self):
        """지방재정법 시행령 제56조제3항"""
        self.refuse("제56조제3항", self.target, "reserve.allot_as_expenditure", allot_now=False)

    def test_not_for_representation_costs(self):
        """지방재정법 제43조제3항, 같은 법 시행령 제48조"""
        self.refuse("제43조제3항", self.cell(subitem="203-01"), "reserve.forbidden_objects")

    def test_for_subsidies_only_after_a_disaster(self):
        """지방재정법 제43조제3항, 같은 법 시행령 제48조"""
        target = self.cell(subitem="307-02")
        change = self.refuse("제43조제3항", target, "reserve.subsidies", "overridable")
        change.is_disaster = True
        change.action_submit()
        self.execute(change)
        self.assertCell(target, reserve_used=MILLION)

    def test_it_is_not_mixed_with_other_money(self):
        """지방재정법 시행령 제56조제3항"""
        other = self.cell()
        change = self.change(
            {self.reserve: MILLION, other: MILLION}, {self.target: 2 * MILLION},
        )
        self.assertRefused("is not contingency reserve.*제56조제3항", change.action_submit)

    def test_it_is_no_virement(self):
        change = self.change({self.reserve: MILLION}, {self.target: MILLION}, kind="virement")
        self.assertRefused("제49조", change.action_submit)
        change = self.change({self.cell(): MILLION}, {self.target: MILLION}, kind="reserve")
        self.assertRefused("제56조제3항", change.action_submit)

    def test_what_is_left_goes_back(self):
        self.perform({self.reserve: 5 * MILLION}, {self.target: 5 * MILLION})
        self.post("request", self.target, 2 * MILLION)
        back = self.change({self.target: 3 * MILLION}, {self.reserve: 3 * MILLION})
        self.assertEqual(back.kind, "return")
        back.action_submit()
        self.execute(back)
        self.assertCell(self.reserve, reserve_used=-2 * MILLION, appropriated=48 * MILLION)
        self.assertCell(self.target, reserve_used=2 * MILLION, appropriated=3 * MILLION)
        self.assertWhole()

    def test_no_more_goes_back_than_came(self):
        self.perform({self.reserve: MILLION}, {self.target: MILLION})
        back = self.change({self.target: 2 * MILLION}, {self.reserve: 2 * MILLION})
        self.assertRefused("1,000,000 won from the reserve", back.action_submit)

    def test_not_for_what_the_council_cut(self):
        """지방재정법 제43조제3항, 같은 법 시행령 제48조"""
        self.cut({"subitem": "201-02"}, MILLION, 8 * MILLION)
        self.refuse("7,000,000.*제43조제3항", self.target, "reserve.cut_items")
        self.refuse_none(self.cell(subitem="202-01"))

    def test_what_the_council_cut_is_known_by_project_and_item(self):
        """Another subitem, department or funding source does not make another expense of it."""
        self.cut({"subitem": "201-02"}, MILLION, 8 * MILLION)
        for place in (
            {"subitem": "201-01"}, {"subitem": "201-02", "department": self.planning},
            {"subitem": "201-01", "source": self.national},
        ):
            with self.subTest(place):
                self.refuse("7,000,000.*제43조제3항", self.cell(**place), "reserve.cut_items")
        self.refuse_none(self.cell(project="교량", subitem="201-02"))

    def refuse_none(self, target):
        change = self.change({self.reserve: MILLION}, {target: MILLION})
        self.assertNotIn("reserve.cut_items", self.findings(change))
