from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.gotgan_ledger.exceptions import LedgerShortage

from .common import BudgetCase


@tagged("post_install", "-at_install")
class TestAllotment(BudgetCase):
    """Only what is allotted may be spent: it is released here, and taken back here."""

    def setUp(self):
        super().setUp()
        self.bring_in(self.line(2001), self.line(1000, 부서명="감사과"))
        self.ours, self.others = self.cells(), self.cells("감사과")

    def fill(self, allotment, **choice):
        wizard = self.env["gotgan.allotment.fill"].with_user(self.officer).create({
            "allotment_id": allotment.id, **choice,
        })
        wizard.action_fill()
        return allotment.line_ids

    def draft(self, **more):
        return self.allot(self.cells("없는 부서"), issue=False, **more)

    def test_issuing_releases_the_money(self):
        allotment = self.allot(self.ours, amount=500_000)
        self.assertRecordValues(allotment, [{"state": "issued", "amount": 500_000}])
        self.assertTrue(allotment.number)
        self.assertEqual(self.ours.allotted, 500_000)
        move = self.env["gotgan.ledger.move"].search([
            ("source_model", "=", "gotgan.allotment"), ("source_id", "=", allotment.id),
        ])
        self.assertEqual((move.kind, move.amount), ("allot", 500_000))
        self.assertIn(allotment.number, move.reason)

    def test_a_later_day_releases_the_money_on_that_day(self):
        allotments, made = self.env["gotgan.allotment"], self.year.date_from + timedelta(days=100)
        day = made + timedelta(days=3)
        with self.on(made):
            later = self.allot(self.ours, amount=500_000, date=day)
            self.assertEqual((later.state, bool(later.number)), ("scheduled", True))
            self.assertEqual(self.ours.allotted, 0)
            self.assertRefused("can no longer be changed", later.write, {"date": made})
            self.assertRefused("on that day", later._do_transition, "issue")
            allotments._cron_issue()
            self.assertEqual((later.state, self.ours.allotted), ("scheduled", 0))
            too_much = self.allot(self.ours, amount=1_900_000, date=day)
        with self.on(day):
            allotments._cron_issue()
        self.assertEqual((later.state, self.ours.allotted), ("issued", 500_000))
        self.assertEqual(too_much.state, "scheduled")
        self.assertIn("1,900,000", too_much.fault)
        too_much.action_cancel()
        move = self.env["gotgan.ledger.move"].search([
            ("source_model", "=", "gotgan.allotment"), ("source_id", "=", later.id),
        ])
        self.assertEqual(move.date, day)

    def on(self, day):
        """Let it be another day where allotments look."""
        return patch("odoo.addons.gotgan_budget.models.allotment.today", lambda _env: day)

    def test_a_share_of_all_departments(self):
        allotment = self.draft()
        lines = self.fill(allotment, department_ids=[Command.set(
            (self.ours | self.others).department_id.ids)], percent=30)
        self.assertEqual(sorted(lines.mapped("amount")), [300_000, 600_000])
        allotment.action_issue()
        rest = self.draft()
        self.fill(rest, department_ids=[Command.set(self.ours.department_id.ids)], percent=100)
        self.assertEqual(rest.amount, 1_401_000)

    def test_filling_twice_adds_nothing(self):
        allotment = self.draft()
        choice = {"department_ids": [Command.set(self.ours.department_id.ids)]}
        self.fill(allotment, **choice)
        self.assertRefused("Nothing is left", self.fill, allotment, **choice)

    def test_more_than_there_is(self):
        allotment = self.allot(self.ours, amount=2_001_001, issue=False)
        self.assertRefused("2,001,000", allotment.action_issue, error=LedgerShortage)
        self.assertEqual((allotment.state, self.ours.allotted), ("draft", 0))

    def test_taking_back_needs_a_reason_and_free_money(self):
        self.allot(self.ours, amount=500_000)
        recall = self.allot(self.ours, kind="recall", amount=600_000, issue=False)
        self.assertRefused("reason", recall.action_issue)
        recall.reason = "집행 잔액 회수"
        self.assertRefused("500,000", recall.action_issue, error=LedgerShortage)
        recall.line_ids.amount = 200_000
        recall.action_issue()
        self.assertEqual(self.ours.allotted, 300_000)

    def test_an_empty_one_is_refused(self):
        self.assertRefused("no lines", self.draft().action_issue)

    def test_an_issued_one_stays_as_it_is(self):
        allotment = self.allot(self.ours, amount=500_000)
        self.assertRefused("can no longer be changed", allotment.write, {"reason": "x"})
        self.assertRefused("can no longer be changed", allotment.line_ids.write, {"amount": 1})
        self.assertRefused("deleted", allotment.unlink)
        copy = allotment.copy()
        self.assertEqual((copy.state, copy.amount, copy.number), ("draft", 500_000, False))

    def test_a_cell_stands_once_and_amounts_are_above_zero(self):
        allotment = self.draft()
        with Form(allotment) as form, form.line_ids.new() as line:
            line.cell_id = self.ours
        self.assertEqual(allotment.line_ids.amount, 2_001_000)

    def test_roles(self):
        allotment = self.allot(self.ours, amount=500_000, issue=False)
        for person in (self.staff, self.auditor):
            theirs = allotment.with_user(person)
            self.assertRefused("", theirs.action_issue, error=AccessError)
            self.assertRefused("", theirs.write, {"reason": "x"}, error=AccessError)
            self.assertEqual(theirs.amount, 500_000)
