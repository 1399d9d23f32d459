"""Any preparation: estimates = lines = requests = cycle = version, and nothing lost on the way."""

import random

from odoo.tests import tagged

from odoo.addons.gotgan_budget.ehojo.formula import evaluate, thousands_up

from .common import RequestCase

OBJECTS = ("201-01", "201-02", "201-03", "202-01", "202-02", "401-02")
SOURCES = ("01", "06", "09", "11")


@tagged("post_install", "-at_install")
class TestProperty(RequestCase):
    def setUp(self):
        super().setUp()
        self.cycle.ceiling_ids.unlink()

    def write_at_random(self, dice):
        """Lines with any number of estimates and any ratio, some with a fixed part."""
        total = 0
        for code in dice.sample(OBJECTS, 4):
            formulas = [
                f"{dice.randint(1, 9_999_999):,}원*{dice.randint(1, 30)}명*{dice.randint(1, 12)}월"
                for _place in range(dice.randint(1, 4))
            ]
            line = self.write_line(*formulas, subitem=code)
            fixed = {"01": dice.randint(0, line.requested)} if dice.random() < 0.3 else None
            self.fund_by(line, *(
                (source, dice.randint(1, 99)) for source in dice.sample(SOURCES[1:], 2)
            ), fixed=fixed)
            total += sum(thousands_up(evaluate(formula)) for formula in formulas)
        return total

    def cut_at_random(self, dice, user):
        for line in self.request.line_ids.with_user(user):
            low = sum(one.fixed_amount for one in line.funding_ids if one.is_fixed)
            won = dice.randint(low, max(low, line.amount) + 5_000_000)
            line._review({line.id: won}, "조정")
            self.assertEqual(sum(line.funding_ids.mapped("amount")), won)

    def check(self, column, total):
        lines = self.request.line_ids
        self.assertEqual(sum(lines.mapped(column)), total)
        self.assertEqual(self.request[column], total)
        self.assertEqual(self.request.amount, total)
        self.assertEqual(self.cycle[column], total)
        self.assertEqual(sum(lines.funding_ids.mapped("amount")), total)
        self.assertEqual(sum(self.cycle.balance_ids.mapped("expenditure")), total)

    def test_any_preparation(self):
        for seed in range(3):
            dice = random.Random(seed)
            with self.subTest(seed=seed), self.cr.savepoint() as savepoint:
                self._prepare(dice)
                savepoint.rollback()
                self.env.invalidate_all(flush=False)

    def _prepare(self, dice):
        self.check_fresh("requested", self.write_at_random(dice))
        for state, column, user in (
            ("submitted", "first", self.bureau_head), ("bureau_reviewed", "second", self.officer),
            ("office_reviewed", "settled", self.head),
        ):
            self.go(state)
            self.cut_at_random(dice, user)
            self.check_fresh(column, sum(self.request.line_ids.mapped(column)))
        self.go("settled")
        given = sum(
            one.amount for one in self.request.line_ids.funding_ids
            if one.funding_source_id.origin in ("national", "province")
        )
        self.expect_settled(given)
        self.cycle.action_make_version()
        version = self.cycle.version_id
        self.assertEqual(version.amount, self.request.settled)
        by_source = {}
        for one in self.request.line_ids.funding_ids:
            key = one.funding_source_id.id
            by_source[key] = by_source.get(key, 0) + one.amount
        whole = {}
        for key, won in version._read_whole().items():
            whole[key[4]] = whole.get(key[4], 0) + won
        self.assertEqual(
            {key: won for key, won in whole.items() if won},
            {key: won for key, won in by_source.items() if won},
        )

    def check_fresh(self, column, total):
        self.env.flush_all()
        self.env.invalidate_all()
        self.check(column, total)

    def expect_settled(self, given):
        """Somebody answers for transfers whose notices have not come yet."""
        if given:
            self.cycle.with_user(self.world.overrider)._override_findings("내시 전")
