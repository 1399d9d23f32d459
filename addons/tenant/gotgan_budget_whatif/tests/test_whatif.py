from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.gotgan_budget.version_row import ADDRESS, RevenueRow, VersionRow

from ..models.budget_whatif import PROTECTED
from ..rules import solving
from .common import WhatifCase


@tagged("post_install", "-at_install")
class TestWhatif(WhatifCase):
    """A budget officer asks, compares, and makes a draft of what was chosen."""

    def test_a_shortfall_is_cut_where_nothing_is_bound(self):
        whatif = self.compare((self.own, -20_000_000))
        self.assertEqual(whatif.state, "compared")
        self.assertTrue(all(whatif.option_ids.mapped("is_sound")))
        for option in whatif.option_ids:
            changes = self.changes(option)
            self.assertEqual(sum(changes.values()), -20_000_000)
            self.assertLessEqual(set(changes), set(self.plain + self.other))
            self.assertGreaterEqual(changes.get(self.plain, 0), -30_000_000)

    def test_fewest_takes_one_line(self):
        whatif = self.compare((self.own, -25_000_000))
        fewest = whatif.option_ids.filtered(lambda one: one.strategy == "fewest")
        self.assertEqual((fewest.line_count, fewest.cut), (1, 25_000_000))

    def test_what_is_committed_stays(self):
        self.assertEqual(self.plain.requested + self.plain.committed, 20_000_000)
        whatif = self.compare((self.own, -60_000_000))
        line = whatif.option_ids[0].line_ids.filtered(lambda one: one.cell_id == self.plain)
        self.assertEqual((line.after, line.spent), (20_000_000, 20_000_000))

    def test_less_national_money_takes_its_match_with_it(self):
        self.add_reserve()
        whatif = self.compare((self.national, -8_000_000, self.matched))
        option = whatif.option_ids[0]
        self.assertTrue(option.is_sound, option.broken_text)
        changes = self.changes(option)
        self.assertEqual(changes[self.grant], -8_000_000)
        self.assertEqual(changes[self.share], -12_000_000)
        self.assertEqual(changes[self.reserve], 12_000_000)
        grounds = {line.cell_id: line.ground for line in option.line_ids}
        self.assertEqual(grounds, {
            self.grant: "shock", self.share: "matching", self.reserve: "reserve",
        })

    def test_the_ratio_that_was_fixed_is_kept_and_not_the_voted_one(self):
        self.add_reserve()
        self.fix_ratio(national=50, own=50)
        option = self.compare((self.national, -8_000_000, self.matched)).option_ids[0]
        self.assertTrue(option.is_sound, option.broken_text)
        self.assertEqual(self.changes(option), {
            self.grant: -8_000_000, self.share: -8_000_000, self.reserve: 8_000_000,
        })
        line = option.line_ids.filtered(lambda one: one.cell_id == self.share)
        self.assertEqual(line.ratio_basis, "kept")
        self.assertIn("Ratio fixed for the project", line.why)
        self.assertIn(f"{self.own.name} 50", line.why)

    def test_where_no_ratio_was_fixed_the_line_says_so(self):
        self.add_reserve()
        option = self.compare((self.national, -8_000_000, self.matched)).option_ids[0]
        line = option.line_ids.filtered(lambda one: one.cell_id == self.share)
        self.assertEqual(line.ratio_basis, "voted")
        self.assertIn("No ratio was fixed", line.why)
        self.assertIn(f"{self.own.name} 60", line.why)

    def test_scope_and_protected_objects(self):
        item = self.world.subitem.parent_id
        whatif = self.compare(
            (self.own, -5_000_000), protected_item_ids=[Command.set(item.ids)],
        )
        self.assertFalse(whatif.option_ids.filtered("is_sound"))
        broken = {name for option in whatif.option_ids for name in option.broken}
        self.assertIn("duty", broken)
        elsewhere = self.env["hr.department"].create({"name": "다른 부서(시험)"})
        whatif = self.compare(
            (self.own, -5_000_000), department_ids=[Command.set(elsewhere.ids)],
        )
        scope = whatif.option_ids.filtered(lambda one: one.relaxed == "scope")
        self.assertEqual(scope.broken, {"scope": 5_000_000})

    def hire(self):
        """Post pay (기본급) that is larger than all that may be cut; return its cell."""
        pay = self.env["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "=", self.year.id), ("code", "=", "101-01"),
            ("subject_set", "=", "local_government"),
        ])
        key = (
            self.year.id, self.fund.id, self.world.department.id, self.world.project.id, pay.id,
            self.own.id,
        )
        cells = self.env["gotgan.budget.cell"]
        cell = cells.browse(cells._open([key])[key])
        self.world.post("appropriate", cell, 900_000_000)
        return cell

    def ask_by_rule(self, won):
        """Compare with the objects that the rule proposes never to cut."""
        return self.env["gotgan.budget.whatif"].with_user(self.officer).create({
            "name": "추경 검토", "fiscal_year_id": self.year.id, "smallest": 1000, "effort": 1,
            "shock_ids": [Command.create({
                "fund_id": self.fund.id, "funding_source_id": self.own.id, "amount": won,
            })],
        })

    def test_the_objects_of_the_rule_are_never_cut(self):
        pay = self.hire()
        whatif = self.ask_by_rule(-100_000_000)
        edition = self.env["gotgan.rule"]._find(PROTECTED, self.today)
        self.assertEqual(set(whatif.protected_item_ids.mapped("code")), set(edition._get_codes()))
        self.assertIn(edition._cite(), whatif.protected_basis)
        whatif.action_compare()
        self.assertFalse(whatif.option_ids.filtered("is_sound"))
        given_up = whatif.option_ids.filtered(lambda one: one.relaxed == "duty")
        self.assertIn(edition._cite(), given_up.broken_text)
        line = given_up.line_ids.filtered(lambda one: one.cell_id == pay)
        self.assertIn(edition._cite(), line.why)

    def test_an_object_the_rule_no_longer_names_may_be_cut(self):
        pay = self.hire()
        edition = self.env["gotgan.rule"]._find(PROTECTED, self.today)
        self.env["gotgan.rule.edition"].create({
            "rule_id": edition.rule_id.id, "value": ["311", "601"], "origin": "agency",
            "date_from": self.today, "article": "우리 시 예산편성지침 제3조",
        })._take_place()
        whatif = self.ask_by_rule(-100_000_000)
        self.assertEqual(set(whatif.protected_item_ids.mapped("code")), {"311", "601"})
        whatif.action_compare()
        sound = whatif.option_ids.filtered("is_sound")
        self.assertTrue(any(pay in option.line_ids.cell_id for option in sound))

    def test_no_way_out_says_how_far_and_why(self):
        whatif = self.compare((self.own, -100_000_000))
        self.assertFalse(whatif.option_ids.filtered("is_sound"))
        far = whatif.option_ids.filtered(lambda one: one.relaxed == "balance")
        self.assertEqual(far.broken, {"balance": 40_000_000})
        self.assertIn("40,000,000", whatif.situation)
        self.assertIn("40,000,000", far.broken_text)
        with self.assertRaisesRegex(UserError, "제35조"):
            far.action_accept()

    def test_an_accepted_option_is_a_draft_of_its_lines(self):
        whatif = self.compare((self.own, -20_000_000))
        option = whatif.option_ids[1]
        opened = option.action_accept()
        version = whatif.version_id
        self.assertEqual((opened["res_id"], version.kind, version.state),
                         (version.id, "supplementary", "draft"))
        self.assertEqual(whatif.state, "accepted")
        self.assertTrue(option.is_accepted)
        rows = self.rows_of(version)
        for line in option.line_ids:
            place = tuple(line.cell_id[name].id for name in ADDRESS)
            self.assertEqual(rows[place], line.after)
        self.assertEqual(len(rows), len(option.line_ids))
        self.assertTrue(all(version.line_ids.mapped("reason")))

    def test_the_revenue_named_changes_with_it(self):
        tax = self.make_revenue()
        whatif = self.ask((self.own, -20_000_000))
        whatif.shock_ids.revenue_source_id = tax
        whatif.action_compare()
        whatif.option_ids[0].action_accept()
        revenue = whatif.version_id.revenue_ids
        self.assertRecordValues(revenue, [
            {"revenue_source_id": tax.id, "base_amount": 180_000_000, "amount": 160_000_000},
        ])
        self.assertEqual(whatif.version_id.difference, whatif.version_id.revenue_difference)

    def test_a_revenue_that_cannot_lose_so_much_is_refused(self):
        """A draft that does not balance is no draft: a heading has no won of its own."""
        whatif = self.ask((self.own, -20_000_000))
        whatif.shock_ids.revenue_source_id = self.make_revenue().parent_id
        whatif.action_compare()
        with self.assertRaisesRegex(UserError, "has 0 won"), self.env.cr.savepoint():
            whatif.option_ids[0].action_accept()
        whatif.invalidate_recordset()
        self.assertFalse(whatif.version_id)

    def test_a_loss_goes_over_the_items_of_a_revenue(self):
        shock = self.ask((self.own, -20_000_000)).shock_ids
        items = {"토지": 15_000_000, "건물": 8_000_000, "차량": 1_000_000}
        self.assertEqual(shock._change_items(items), {"토지": 0, "건물": 3_000_000})
        with self.assertRaisesRegex(UserError, "has 19,000,000 won"):
            shock._change_items({"토지": 19_000_000})

    def make_revenue(self):
        """An original budget in force that says what the ledger has, and where it comes from."""
        above = False
        for level, code in (("jang", "T1"), ("gwan", "T11"), ("hang", "T111"), ("mok", "T111-01")):
            above = self.env["gotgan.revenue.source"].create({
                "fiscal_year_id": self.year.id, "code": code, "name": "지방세(시험)",
                "level": level, "parent_id": above and above.id,
            })
        rows = [
            VersionRow(*(cell[name].id for name in ADDRESS), amount=cell.voted)
            for cell in self.cells
        ]
        income = RevenueRow(self.fund.id, above.id, self.world.department.id, "재산세", 180_000_000)
        versions = self.env["gotgan.budget.version"]
        versions._make(self.year, "original", rows, [income])._write_locked({"state": "in_force"})
        return above

    def test_a_budget_that_changed_since_is_compared_again(self):
        whatif = self.compare((self.own, -25_000_000))
        option = whatif.option_ids[0]
        self.world.post("appropriate", option.line_ids[0].cell_id, 1_000_000)
        with self.assertRaisesRegex(UserError, "Compare again"), self.cr.savepoint():
            option.action_accept()
        self.assertFalse(whatif.version_id)
        self.assertEqual(whatif.state, "compared")

    def test_allotment_to_take_back_is_told(self):
        whatif = self.compare((self.own, -30_000_000))
        line = whatif.option_ids[0].line_ids[0]
        cell = line.cell_id
        self.assertEqual(line.allotment_back, max(0, cell.allotted - line.after))

    def mark(self, duty):
        """Let a cost estimate of the other line bear a mark, as the e호조 export writes it."""
        document = self.env["gotgan.budget.import"].create({
            "fiscal_year_id": self.year.id, "file_name": "시험.csv", "file": "YQ==",
        })
        estimates = self.env["gotgan.cost.estimate"]
        estimates._insert([{
            "id": estimates._take_ids(1)[0], "import_id": document.id,
            "line_id": self.other.line_id.id, "parent_id": None, "sequence": 1, "row": 1,
            "round": 0, "name": "법정 부담금", "formula": "", "amount": 28_000_000,
            "base_amount": 0, "status": "counted", "funding": None, "duty": duty,
            "support": None,
        }])

    def find_cuts(self):
        """Return how much the sound ways out take from the other line."""
        sound = self.compare((self.own, -32_000_000)).option_ids.filtered("is_sound")
        self.assertTrue(sound)
        return [-self.changes(option).get(self.other, 0) for option in sound]

    def test_duties_named_by_cost_estimates(self):
        self.mark("법정의무")
        self.assertLessEqual(max(self.find_cuts()), 2_000_000)

    def test_what_is_no_duty_may_be_cut(self):
        self.mark("재량")
        self.assertGreater(max(self.find_cuts()), 2_000_000)

    def test_a_search_that_ran_out_of_time_says_so(self):
        late = patch.object(solving, "solve", lambda problem, strategy, relaxed="": (
            solving.Answer(strategy, "late", {}, {}, relaxed)
        ))
        with late:
            whatif = self.compare((self.own, -1_000_000))
        self.assertIn("nor is it ruled out", whatif.situation)
        whatif.action_revise()
        whatif.action_compare()
        self.assertNotIn("nor is it ruled out", whatif.situation)

    def test_own_money_is_of_no_project(self):
        with self.assertRaisesRegex(ValidationError, "지방재정법 제34조"):
            self.ask((self.own, -1_000_000, self.matched))

    def test_money_of_another_year_is_refused(self):
        former = self.env["gotgan.funding.source"].search([
            ("fiscal_year_id", "!=", self.year.id), ("origin", "=", "own"),
        ], limit=1)
        with self.assertRaisesRegex(ValidationError, "not of the fiscal year"):
            self.ask((former, -1_000_000))

    def test_a_question_without_a_change_is_refused(self):
        with self.assertRaisesRegex(UserError, "nothing changes"):
            self.ask().action_compare()

    def test_without_the_solver_it_says_what_to_do(self):
        whatif = self.ask((self.own, -1_000_000))
        missing = solving.MissingSolver("ortools")
        with (
            patch.object(solving, "load_solver", side_effect=missing),
            self.assertRaisesRegex(UserError, "ortools"), self.cr.savepoint(),
        ):
            whatif.action_compare()
        self.assertEqual(whatif.state, "draft")

    def test_revising_drops_the_options(self):
        whatif = self.compare((self.own, -1_000_000))
        whatif.action_revise()
        self.assertFalse(whatif.option_ids)
        whatif.shock_ids.amount = -2_000_000
        whatif.action_compare()
        self.assertEqual(whatif.option_ids[0].cut, 2_000_000)
