"""A supplementary budget of 5,000 lines takes effect, against posting its lines one by one.

Both sides do it in a transaction of their own on the same cells, in turns: the version posts what
differs in one statement and checks every cell with the figures in hand; the other side posts the
same differences line by line, one call of the ledger for each, as plain code over the ORM would.
Submission and vote are written into the draft, not taken: their checks are not in the time.
"""

import statistics
import sys
import time

import ground

ABOUT = "A supplementary budget of many lines takes effect, against posting line by line."
AIM_SECONDS = 10


class World:
    """A year with cells, and the differences to vote for them."""

    def __init__(self, registry, lines):
        self.registry, self.lines = registry, lines
        with self.open() as env:
            from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

            world = LedgerWorld(env)
            self.year, self.day = world.year.id, world.today
            projects = self.make_projects(env, world)
            keys = [
                (world.year.id, world.fund.id, world.department.id, project, world.subitem.id,
                 source)
                for project in projects for source in (world.own.id, world.national.id)
            ][:lines]
            self.cells = env["gotgan.budget.cell"]._open(keys)
            self.given = dict.fromkeys(self.cells, 0)

    def open(self):
        from contextlib import contextmanager

        from odoo.api import SUPERUSER_ID, Environment

        @contextmanager
        def opened():
            with self.registry.cursor() as cr:
                yield Environment(cr, SUPERUSER_ID, {})

        return opened()

    def make_projects(self, env, world):
        unit = world.project.parent_id
        return env["gotgan.program"].create([
            {"fiscal_year_id": world.year.id, "level": "project", "parent_id": unit.id,
             "name": f"측정 사업 {place}"} for place in range((self.lines + 1) // 2)
        ]).ids

    def by_version(self, amount):
        """Draft, decide, and measure the day the version takes effect; seconds of both."""
        from odoo.addons.gotgan_budget.version_row import VersionRow

        begun = time.perf_counter()
        with self.open() as env:
            versions = env["gotgan.budget.version"]
            year = env["gotgan.fiscal.year"].browse(self.year)
            before = versions._get_head(year)._read_whole() if versions._get_head(year) else {}
            version = versions._make(year, "supplementary", [
                VersionRow(*key[1:], before.get(key[1:], 0) + amount) for key in self.cells
            ])
            version._write_locked({"state": "voted"})
            number = version.id
        drafted = time.perf_counter() - begun
        begun = time.perf_counter()
        with self.open() as env:
            env["gotgan.budget.version"].browse(number).action_take_effect()
            env.flush_all()
        self.note(amount)
        return time.perf_counter() - begun, drafted

    def by_line(self, amount):
        """Post the same differences one by one."""
        from odoo.addons.gotgan_ledger.core import Posting

        begun = time.perf_counter()
        with self.open() as env:
            for cell in self.cells.values():
                env["gotgan.ledger"]._appropriate(
                    [Posting(cell, amount, 1)], source_model="hr.department", date=self.day,
                )
            env.flush_all()
        self.note(amount)
        return time.perf_counter() - begun

    def note(self, amount):
        self.given = {key: won + amount for key, won in self.given.items()}

    def is_right(self):
        """Return whether every cell has what was given, and the ledger verifies."""
        with self.open() as env:
            cells = env["gotgan.budget.cell"].browse(self.cells.values())
            right = all(
                cell.voted == won for cell, won in zip(cells, self.given.values(), strict=True)
            )
            return right and not env["gotgan.ledger.verifier"]._verify()["findings"]


def measure(lines, rounds):
    with ground.tenant() as registry:
        world = World(registry, lines)
        ours, drafts, theirs = [], [], []
        for place in range(rounds):
            taken, drafted = world.by_version(1_000 * (place + 1))
            ours.append(taken)
            drafts.append(drafted)
            theirs.append(world.by_line(1_000 * (place + 1)))
        right = world.is_right()
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    seconds = statistics.median(ours)
    return {
        "lines": lines, "rounds": rounds, "seconds": round(seconds, 2),
        "draft_seconds": round(statistics.median(drafts), 2),
        "by_line_seconds": round(statistics.median(theirs), 2),
        "ratio": round(statistics.median(ratios), 4), "aim": {"seconds": AIM_SECONDS},
        "met": right and seconds <= AIM_SECONDS, "right": right,
    }


def as_text(result):
    return (
        "A supplementary budget of {lines:,} lines takes effect in {seconds} s "
        "(aim {aim[seconds]} s: {verdict}); drafted in {draft_seconds} s\n"
        "  the same line by line: {by_line_seconds} s; ratio {ratio} ({rounds} rounds, in turns)"
    ).format(**result, verdict="met" if result["met"] else "MISSED")


def main(argv):
    """Measure and print; 1 where the aim is missed or a cell is wrong."""
    chosen = ground.options(argv, ABOUT, lines=5_000, rounds=3)
    result = measure(chosen.lines, chosen.rounds)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
