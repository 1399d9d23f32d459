import random

from odoo.tests import tagged

from .version_case import VersionCase

SEEDS = range(6)
STEPS = 10


@tagged("post_install", "-at_install")
class TestVersionChain(VersionCase):
    """Any sequence of versions keeps one truth: the ledger says what the chain says."""

    def places(self):
        return [
            {"project": project, "subitem": subitem, "source": source}
            for project in (self.project, self.other_project)
            for subitem in (self.subitem, self.travel, self.disaster)
            for source in (self.own, self.national)
        ]

    def rows(self, chance, count):
        return [
            self.row(chance.randrange(0, 900) * 1000, **place)
            for place in chance.sample(self.places(), count)
        ]

    def step(self, chance):
        """Make one version of any kind, and let it take effect, fail, or lie."""
        head = self.versions._get_head(self.year)
        kind = chance.choice(["supplementary", "supplementary", "advance", "rejected", "draft"])
        if kind == "advance":
            [row] = self.rows(chance, 1)
            before = head._read_whole().get(row.place, 0)
            version = self.draft("advance", row._replace(amount=before + row.amount + 1))
            version.line_ids.write({"ground": "disaster"})
            self.balance(version)
            self.authorize(version)
            return
        version = self.draft("supplementary", *self.rows(chance, chance.randint(1, 6)))
        self.balance(version)
        if kind == "draft":
            self.waiting.append(version)
        elif kind == "rejected":
            version.action_submit()
            version._do_transition("reject", "부결")
        else:
            self.finish(version, chance)

    def balance(self, version):
        """Let the revenue follow the expenditure, and the subsidy its funding source."""
        for source, lines in version.line_ids.grouped("funding_source_id").items():
            name = f"수입 {source.code} {version.id}"
            subject = self.subsidy if source == self.national else self.tax
            change = sum(lines.mapped("difference"))
            before = version.base_id._read_whole_revenue() if version.base_id else {}
            held = {place: won for place, won in before.items() if place[1] == subject.id}
            if change >= 0:
                version._add_revenues([self.income(change, subject, name)])
                continue
            for place, won in held.items():
                taken = min(won, -change)
                version._add_revenues([self.income(won - taken, subject, place[3])])
                change += taken
                if not change:
                    break

    def finish(self, version, chance):
        version.action_submit()
        if chance.random() < 0.4:
            line = chance.choice(version.line_ids)
            version._change_bill("adjust", [
                (line._name, line._get_place(), max(line.amount - 1000, 0), None),
            ], "계수조정")
            cut = line.bill_amount - line.amount
            revenue = version.revenue_ids.filtered(lambda one: one.amount >= cut)[:1]
            if cut and revenue:
                version._change_bill("adjust", [
                    (revenue._name, revenue._get_place(), revenue.amount - cut, None),
                ], "계수조정")
        self.answer(version)
        version.action_vote()
        version.action_take_effect()

    def answer(self, version):
        """Pass what may be overridden; what may not is mended by evening the revenue."""
        overrider = version.with_user(self.overrider)
        if any(severity == "overridable" for _code, severity in self.findings(version, "vote")):
            overrider._override_findings("시험")

    def test_any_sequence_keeps_the_ledger_and_the_chain_equal(self):
        for seed in SEEDS:
            with self.subTest(seed=seed), self.cr.savepoint() as point:
                self.play(random.Random(seed))
                point.rollback()
                self.env.invalidate_all()

    def play(self, chance):
        self.waiting, self.steady = [], self._make_project("그대로")
        self.begin(500_000_000, share=1000, project=self.steady)
        for _step in range(STEPS):
            self.step(chance)
            self.assertEqual(self.voted(), self.whole())
        head = self.versions._get_head(self.year)
        self.assertEqual(head.amount, sum(self.voted().values()))
        for version in self.waiting:
            self.assertEqual(version.state, "draft")
        self.assertFalse(self.env["gotgan.ledger.verifier"]._verify()["findings"])
