from psycopg2.errors import CheckViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestVotedTransfer(ChangeCase):
    """이용 that the budget itself lets be made (지방재정법 제47조의2제1항 단서)."""

    def setUp(self):
        super().setUp()
        self.source = self.cell(10 * MILLION)
        self.target = self.cell(project="청사")

    def vote(self, **vals):
        """A budget in force that lets money be moved between policy programmes."""
        version = self.env["gotgan.budget.version"].create({
            "fiscal_year_id": self.year.id, "kind": "original",
            "transfer_ids": [(0, 0, {
                "name": "인건비 등 부족액", "fund_id": self.fund.id, "amount": 3 * MILLION, **vals,
            })],
        })
        version._write_locked({"state": "in_force"})
        return version.transfer_ids

    def ask(self, won=2 * MILLION, target=None):
        return self.submit({self.source: won}, {target or self.target: won})

    def test_within_it_nobody_votes(self):
        voted = self.vote()
        change = self.ask()
        self.assertRecordValues(change, [{
            "kind": "program_transfer", "authorization_id": voted.id, "needs_vote": False,
        }])
        self.assertIn(voted.version_id.name, change.decider)
        self.assertFalse(self.findings(change))
        self.execute(change)
        self.assertCell(self.target, transferred=2 * MILLION)
        self.assertEqual(voted.used_amount, 2 * MILLION)
        self.assertIn(
            ("예산으로 의결", voted.display_name), change._get_paper().blocks[0].rows,
        )

    def test_beyond_its_limit(self):
        voted = self.vote()
        first, second = self.ask(), self.ask()
        self.assertEqual(first.authorization_id | second.authorization_id, voted)
        self.execute(first)
        self.assertEqual(self.findings(second), {"change.voted_transfer": "block"})
        self.assertRefused("leaves 1,000,000 won.*제47조의2", self.execute, second)
        self.assertCell(self.target, transferred=2 * MILLION)
        third = self.ask()
        self.assertEqual((third.authorization_id, third.needs_vote), (voted.browse(), True))

    def test_a_limit_of_zero_is_none(self):
        self.vote(amount=0)
        for _one in range(3):
            self.execute(self.ask(3 * MILLION))
        self.assertCell(self.target, transferred=9 * MILLION)

    def test_only_what_it_names(self):
        places = self.projects
        for bound, word in (
            ({"fund_id": self.special.id}, "another fund"),
            ({"policy_from_id": places["청사"].policy_id.id}, "another policy programme"),
            ({"policy_to_id": places["우회도로"].policy_id.id}, "another policy programme"),
            ({"item_id": self.objects["101-01"].parent_id.id}, "another object"),
        ):
            with self.subTest(bound):
                voted = self.vote(**bound)
                change = self.change({self.source: MILLION}, {self.target: MILLION})
                self.assertFalse(change.authorization_id)
                self.assertTrue(change.needs_vote)
                change.authorization_id = voted
                self.assertRefused(f"{word}.*제47조의2", change.action_submit)
                voted.version_id._write_locked({"state": "rejected"})

    def test_its_object_is_what_grows(self):
        voted = self.vote(item_id=self.objects["101-01"].parent_id.id)
        change = self.ask(target=self.cell(project="청사", subitem="101-01"))
        self.assertEqual(change.authorization_id, voted)
        self.execute(change)

    def test_a_bill_lets_nothing_be_moved(self):
        voted = self.vote()
        voted.version_id._write_locked({"state": "voted"})
        change = self.ask()
        self.assertFalse(change.authorization_id)
        self.assertRefused("지방의회[^$]*제47조의2", self.execute, change)

    def test_a_virement_uses_none_of_it(self):
        voted = self.vote()
        change = self.perform({self.source: MILLION}, {self.cell(subitem="202-01"): MILLION})
        self.assertFalse(change.authorization_id)
        self.assertEqual(voted.used_amount, 0)

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_the_limit(self):
        voted = self.vote()
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.env.cr.execute(
                "UPDATE gotgan_transfer_authorization SET used_amount = amount + 1 WHERE id = %s",
                [voted.id],
            )

    def test_what_was_voted_stays(self):
        voted = self.vote()
        self.assertRefused(
            "", voted.with_user(self.officer).write, {"amount": 9 * MILLION},
        )
