from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.gotgan_ledger.exceptions import LedgerShortage

from .version_case import VersionCase


@tagged("post_install", "-at_install")
class TestVersionLife(VersionCase):
    """A budget from its draft to its day, and what it does to the ledger."""

    def test_an_original_budget_takes_effect(self):
        version = self.draft_original()
        self.assertEqual((version.state, version.amount), ("draft", 1_010_000))
        self.assertFalse(self.voted())
        self.put_in_force(version)
        self.assertRecordValues(version, [{
            "state": "in_force", "base_amount": 0, "difference": 1_010_000, "amount": 1_010_000,
            "revenue_amount": 1_010_000, "position": 1,
        }])
        self.assertEqual(self.voted(), self.whole())
        moves = self.env["gotgan.ledger.move"].search([
            ("source_model", "=", version._name), ("source_id", "=", version.id),
        ])
        self.assertEqual(set(moves.mapped("date")), {self.year.date_from})
        self.assertIn(version.name, moves[0].reason)
        self.assertEqual(
            version.event_ids.sorted("id").mapped("transition"),
            ["submit", "vote", "take_effect"],
        )

    def test_a_supplementary_budget_posts_its_difference(self):
        self.begin()
        version = self.supplement(
            self.row(1_300_000), self.row(200_000, project=self.other_project), revenue=1_510_000,
        )
        self.assertEqual((version.round, version.base_amount), (1, 1_010_000))
        line = self.line_of(version)
        self.assertEqual((line.base_amount, line.difference), (1_000_000, 300_000))
        self.put_in_force(version)
        self.assertEqual(version.amount, 1_510_000)
        self.assertEqual(self.voted(), self.whole())
        self.assertEqual(self.supplement(self.row(1)).round, 2)

    def test_money_in_use_cannot_be_voted_away(self):
        self.begin(share=1000)
        cell = self.env["gotgan.budget.cell"].search([
            ("project_id", "=", self.project.id), ("subitem_id", "=", self.subitem.id),
        ])
        self.allot(cell, amount=900_000)
        version = self.supplement(self.row(800_000), revenue=801_000)
        version.action_submit()
        version.action_vote()
        self.assertRefused("100,000", version.action_take_effect, error=LedgerShortage)
        self.assertEqual((version.state, cell.voted), ("voted", 1_000_000))

    def test_a_version_that_came_too_late_brings_its_base_up_to_date(self):
        self.begin()
        first = self.supplement(self.row(1_100_000), revenue=1_110_000)
        second = self.supplement(self.row(1_050_000), revenue=1_060_000)
        self.assertFalse(second.is_outdated)
        self.put_in_force(first)
        second.invalidate_recordset()
        self.assertTrue(second.is_outdated)
        second.round = 2
        second.action_submit()
        second.action_vote()
        self.assertRefused("up to date", second.action_take_effect)
        second.action_rebase()
        self.assertEqual(self.line_of(second).amount, 1_150_000)
        self.assertEqual(second.revenue_ids.amount, 1_160_000)
        second.action_take_effect()
        self.assertEqual(self.voted(), self.whole())
        self.assertEqual(second._get_chain().mapped("position"), [1, 2, 3])

    def test_a_base_that_no_longer_carries_a_cut_is_named(self):
        self.begin(share=1000)
        cut = self.supplement(self.row(100_000), revenue=101_000)
        other = self.supplement(self.row(50_000), revenue=51_000)
        self.put_in_force(cut)
        self.assertRefused("below zero", other.action_rebase)

    def test_a_number_stands_once(self):
        self.begin()
        first = self.supplement(self.row(1_100_000), revenue=1_110_000)
        second = self.supplement(self.row(1_200_000), revenue=1_210_000)
        first.action_submit()
        with (
            self.assertRaises(UniqueViolation), self.cr.savepoint(), mute_logger("odoo.sql_db"),
        ):
            second.action_submit()
            self.env.flush_all()

    def test_an_empty_one_is_refused(self):
        self.begin()
        self.assertRefused("changes nothing", self.supplement().action_submit)

    def test_what_was_decided_stays(self):
        version = self.begin()
        self.assertRefused("can no longer be changed", version.write, {"kind": "advance"})
        self.assertRefused("was recorded", version.write, {"date_voted": "2026-01-01"})
        self.assertRefused("can no longer be changed", version.line_ids[0].write, {"amount": 1})
        self.assertRefused("", version.line_ids[0].unlink)
        self.assertRefused("cannot be deleted", version.unlink)
        for name in ("state", "base_id", "import_id", "authority", "position"):
            self.assertRefused(
                "never by hand", version.write, {name: version[name]}, error=AccessError,
            )
        copy = version.copy()
        self.assertEqual((copy.state, len(copy.line_ids)), ("draft", 0))

    def test_what_stands_before_is_looked_up_and_not_typed(self):
        self.begin()
        version = self.supplement()
        with Form(version) as form, form.line_ids.new() as line:
            line.fund_id, line.department_id = self.fund, self.department
            line.project_id, line.subitem_id = self.project, self.subitem
            line.funding_source_id = self.own
            self.assertEqual(line.base_amount, 1_000_000)
            line.amount = 1_200_000
        self.assertEqual(
            (version.line_ids.base_amount, version.difference), (1_000_000, 200_000),
        )
        for name in ("base_amount", "submitted_amount", "bill_amount"):
            self.assertRefused(
                "by the version itself", version.line_ids.write, {name: 5}, error=AccessError,
            )

    def test_lines_of_another_year_are_refused(self):
        year = self._open_year(self.number + 1)
        self.assertRefused(
            "does not belong", self.versions._make, year, "original", [self.row(5)],
        )
        self.assertRefused("below zero", self.draft, "original", self.row(-5))

    def test_roles(self):
        version = self.draft_original()
        for person in (self.staff, self.auditor):
            theirs = version.with_user(person)
            self.assertEqual((theirs.amount, theirs.allowed_transitions), (1_010_000, ""))
            self.assertRefused("", theirs.action_submit, error=AccessError)
            self.assertRefused("", theirs.write, {"note": "x"}, error=AccessError)
            self.assertRefused("", theirs.action_rebase, error=AccessError)
            self.assertRefused("", theirs.action_draft_provisions)
            self.assertRefused("", theirs._change_bill, "adjust", [], "x")
            self.assertRefused("", theirs.line_ids[0].write, {"amount": 1}, error=AccessError)
            self.assertRefused(
                "", theirs.create, {"kind": "original"}, error=AccessError,
            )
        raised = version.with_user(self.staff).sudo()
        self.assertRefused("", raised.action_submit, error=AccessError)

    def test_only_imports_enter_without_a_decision(self):
        version = self.draft_original()
        self.assertRefused("have it decided", version._do_transition, "enter")
        self.assertRefused("this step is not one", version._do_transition, "authorize")
        self.assertRefused("needs no approval", version._do_transition, "approve")

    def test_a_withdrawn_bill_is_a_draft_again(self):
        version = self.draft_original()
        version.action_submit()
        self.assertEqual(version.action_withdraw()["res_model"], "gotgan.transition.wizard")
        version._do_transition("withdraw", "오류 정정")
        version.line_ids[0].amount += 1
        self.assertEqual(version.state, "draft")

    def test_the_clock_lets_it_take_effect_on_its_day(self):
        self.begin()
        version = self.supplement(self.row(1_100_000), revenue=1_110_000)
        version.date_effective = self.today + timedelta(days=1)
        version.action_submit()
        version.action_vote()
        self.assertRefused("by itself", version.action_take_effect)
        version.date_effective = self.today
        root = self.env(user=self.env.ref("base.user_root"))
        root["gotgan.budget.version"]._cron_take_effect()
        self.assertEqual(version.state, "in_force")

    def test_what_the_clock_cannot_do_says_why(self):
        self.begin()
        version = self.supplement(self.row(1_100_000), revenue=1_110_000)
        other = self.supplement(self.row(1_200_000), revenue=1_210_000)
        version.action_submit()
        version.action_vote()
        other.round = 2
        self.put_in_force(other)
        root = self.env(user=self.env.ref("base.user_root"))
        root["gotgan.budget.version"]._cron_take_effect()
        self.assertEqual(version.state, "voted")
        self.assertIn("up to date", version.fault)


@tagged("post_install", "-at_install")
class TestBill(VersionCase):
    """What is changed in a bill that lies before the council."""

    def bill(self):
        version = self.draft_original()
        version.action_submit()
        return version

    def change(self, version, kind, amount, **more):
        wizard = self.env["gotgan.budget.version.adjust"].with_user(self.officer).create({
            "version_id": version.id, "kind": kind, "reason": "심사 결과",
            "row_ids": [(0, 0, {
                "line_id": self.line_of(version).id, "amount": amount, **more,
            })],
        })
        wizard.action_confirm()

    def test_an_amended_bill_keeps_what_was_submitted(self):
        version = self.bill()
        self.change(version, "amend", 1_200_000)
        line = self.line_of(version)
        self.assertEqual(
            (line.submitted_amount, line.bill_amount, line.amount, line.adjusted),
            (1_000_000, 1_200_000, 1_200_000, 0),
        )
        self.assertEqual(version.amount, 1_210_000)

    def test_a_cut_of_the_council_keeps_the_bill_and_the_reason(self):
        version = self.bill()
        self.change(version, "adjust", 700_000, reason="낭비성 경비")
        line = self.line_of(version)
        self.assertEqual((line.bill_amount, line.amount, line.adjusted),
                         (1_000_000, 700_000, -300_000))
        self.assertRecordValues(version.adjustment_ids, [{
            "kind": "adjust", "before": 1_000_000, "after": 700_000, "difference": -300_000,
            "reason": "낭비성 경비", "author_id": self.officer.id,
        }])
        action = version.action_open_adjusted()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), line)
        self.assertRefused("", version.adjustment_ids.write, {"after": 1})

    def test_a_new_line_and_a_revenue(self):
        version = self.bill()
        self.env["gotgan.budget.version.adjust"].with_user(self.officer).create({
            "version_id": version.id, "kind": "amend", "reason": "국비 내시",
            "row_ids": [
                (0, 0, {
                    "fund_id": self.fund.id, "department_id": self.department.id,
                    "project_id": self.other_project.id, "subitem_id": self.travel.id,
                    "funding_source_id": self.own.id, "amount": 50_000,
                }),
                (0, 0, {"revenue_id": version.revenue_ids.id, "amount": 1_060_000}),
            ],
        }).action_confirm()
        self.assertEqual((version.amount, version.revenue_amount), (1_060_000, 1_060_000))
        line = self.line_of(version, self.travel, self.other_project)
        self.assertEqual((line.submitted_amount, line.bill_amount), (0, 50_000))

    def test_only_a_bill_can_be_changed(self):
        version = self.draft_original()
        self.assertRefused("not possible now", self.change, version, "adjust", 5)
        self.assertFalse(version.adjustment_ids)

    def test_provisions_are_drafted_from_the_figures(self):
        version = self.draft_original()
        articles = version.provision_ids
        self.assertEqual(articles.mapped("number"), list(range(1, len(articles) + 1)))
        self.assertIn("1,010천원", articles[0].text)
        self.assertRefused("has general provisions", version.action_draft_provisions)

    def test_provisions_say_what_may_be_transferred(self):
        version = self.draft_original()
        version.provision_ids.unlink()
        version.transfer_ids = [
            Command.create({"name": "인건비", "fund_id": self.fund.id, "amount": 5_000}),
            Command.create({"name": "공공요금", "fund_id": self.fund.id}),
        ]
        version.action_draft_provisions()
        [article] = version.provision_ids.filtered(lambda one: one.name == "예산의 이용")
        self.assertIn("제47조의2제1항", article.text)
        self.assertEqual(
            article.text.splitlines()[1:], ["- 인건비: 한도 5천원", "- 공공요금"],
        )


@tagged("post_install", "-at_install")
class TestSpecialKinds(VersionCase):
    """What may be spent before a vote."""

    def test_spending_before_a_supplementary_budget_is_taken_up_by_it(self):
        self.begin()
        advance = self.draft("advance", self.row(300_000, source=self.national))
        advance.line_ids.write({"ground": "transfer", "received_amount": 300_000})
        self.assertRefused("제34조", self.authorize, advance)
        advance._add_revenues([self.income(300_000, self.subsidy, "국고보조금")])
        self.authorize(advance)
        self.assertEqual((advance.state, self.voted()), ("in_force", self.whole()))
        version = self.supplement(self.row(1_100_000), revenue=1_110_000)
        [line] = version.line_ids.filtered(lambda one: one.funding_source_id == self.national)
        self.assertEqual((line.base_amount, line.difference), (300_000, 0))
        self.assertEqual(line.reason, advance.name)
        self.assertEqual(version.revenue_ids.filtered(
            lambda one: one.revenue_source_id == self.subsidy).difference, 0)
        self.put_in_force(version)
        self.assertEqual(advance.absorbed_by_id, version)
        self.assertEqual(self.voted(), self.whole())
        self.assertEqual(len(self.supplement(self.row(5)).line_ids), 1)

    def test_the_original_takes_the_place_of_a_provisional_budget(self):
        provisional = self.draft(
            "provisional", self.row(80_000), self.row(20_000, project=self.other_project),
        )
        provisional.line_ids.ground = "legal_duty"
        self.authorize(provisional)
        self.assertEqual(sum(self.voted().values()), 100_000)
        original = self.begin()
        self.assertEqual(original.base_id, provisional)
        gone = self.line_of(original, project=self.other_project)
        self.assertEqual((gone.base_amount, gone.amount), (20_000, 0))
        self.assertEqual(self.voted(), self.whole())
        self.assertEqual(sum(self.voted().values()), 1_010_000)
        moves = self.env["gotgan.ledger.move"].search([("source_id", "=", original.id),
                                                       ("source_model", "=", original._name)])
        self.assertEqual(sorted(moves.mapped("amount")), [-20_000, 10_000, 920_000])


@tagged("post_install", "-at_install")
class TestAgency(VersionCase):
    """An agency has a board and a parent government, and two sides of its budget."""

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].sudo().set_param("gotgan.kind", "corporation")
        self.fund.kind = "public_enterprise"

    def test_the_board_decides_and_the_parent_approves(self):
        version = self.draft_original()
        self.assertEqual(version.authority, "board")
        version.action_submit()
        version.action_vote()
        self.assertNotIn("take_effect", version.allowed_transitions)
        self.assertRefused("approval first", version.action_take_effect)
        version.approval_number = "예산담당관-123"
        version.action_approve()
        version.action_take_effect()
        self.assertEqual((version.state, self.voted()), ("in_force", self.whole()))

    def test_sides_of_the_budget(self):
        repay = self._need(
            "gotgan.expenditure.object", "차입금원금상환(시험)", code="601-99", level="subitem",
            parent_id=self.subitem.parent_id.id,
        )
        version = self.draft("original", self.row(10), self.row(5, subitem=repay), revenue=15)
        self.assertEqual(self.line_of(version).section, "operating")
        self.assertEqual(self.line_of(version, repay).section, "capital")
        self.assertEqual(version.revenue_ids.section, "operating")

    def test_a_local_government_has_no_sides(self):
        self.fund.kind = "general"
        self.assertFalse(self.draft("original", self.row(10)).line_ids.section)
