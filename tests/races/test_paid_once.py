"""Money leaves once: killed between any two lines of the path, with a bank that misbehaves.

The protocol runs in this process over a thousand seeds: a store that forgets what was not kept, a
line that loses, delays, doubles and refuses, and a death by the tracer at a line of its choice.
``test_paid_once_killed`` does the same with real processes.
"""

import random
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from bank_simulator.bank import Bank  # noqa: E402
from bank_simulator.desk import Desk  # noqa: E402
from bank_simulator.wire import Faults, Wire  # noqa: E402

SEEDS = 1000
ORDERS = 5
VALID = timedelta(minutes=30)


class Death(BaseException):
    """What ``kill -9`` is to code that runs in this process."""


class World:
    """A clock, a bank behind its line, and orders that want to be paid."""

    def __init__(self, seed):
        chance = random.Random(seed)
        self.time, self.chance = datetime(2026, 11, 22, 9), chance
        faults = Faults(
            lose=chance.choice([0, 0.3]), mute=chance.choice([0, 0.3]),
            double=chance.choice([0, 0.5]), delay=chance.choice([0, 0.3]),
            reject=chance.choice([0, 0.2]), ponder=chance.choice([0, 0.2]),
        )
        self.wire = Wire(seed, faults)
        # No line of the bank is among those at which the sender dies.
        self.bank = Bank(partial(getattr, self, "time"), self.wire.refuses)
        self.desk = Desk(self.bank, self.wire)
        # What was kept: {key: [order, state, valid_until, next_try]}, orders that are paid.
        self.kept = {f"{order}-1": [order, "created", "", None] for order in range(ORDERS)}
        self.given = dict.fromkeys(range(ORDERS), 1)


class MemoryStore:
    """Keeps nothing until ``keep``: a new one after a death sees only what was kept."""

    def __init__(self, world):
        self.world = world
        self.rows = {key: list(row) for key, row in world.kept.items()}

    def take_new(self):
        taken = [key for key, row in self.rows.items() if row[1] == "created"][:2]
        for key in taken:
            row = self.rows[key]
            row[1], row[3] = "sent", self.world.time + timedelta(minutes=1)
            row[2] = (self.world.time + VALID).strftime("%Y%m%d%H%M%S")
        return taken

    def take_open(self):
        time = self.world.time
        taken = [
            key for key, row in self.rows.items()
            if row[1] in ("sent", "unknown") and row[3] <= time
        ][:2]
        for key in taken:
            self.rows[key][3] = time + timedelta(minutes=10)
        return taken

    def note(self, _purpose, verdicts):
        from odoo.addons.gotgan_treasury.bank.answer import is_contradiction, settle

        for one in verdicts:
            row = self.rows[one.key]
            assert not is_contradiction(row[1], one.status), (one, row)
            row[1] = settle(row[1], one.status)

    def keep(self):
        self.world.kept = {key: list(row) for key, row in self.rows.items()}


class DeskLine:
    """The bank's desk, as the courier speaks to it."""

    def __init__(self, world, store):
        self.world, self.store = world, store

    def send(self, keys):
        return self._read(self.world.desk.transfer("c", "a", [self._say(key) for key in keys]))

    def inquire(self, keys):
        return self._read(self.world.desk.inquire("c", [self._say(key) for key in keys]))

    def _say(self, key):
        return {
            "key": key, "bank": "011", "number": f"n{self.store.rows[key][0]}", "holder": "가",
            "amount": 1000, "valid_until": self.store.rows[key][2],
        }

    def _read(self, results):
        from odoo.addons.gotgan_treasury.bank.answer import Verdict

        return [Verdict(one["key"], one["status"], one.get("reference", "")) for one in results]


def carry_until(world, deadly_line):
    """Run the sender once; it dies at its ``deadly_line``-th line. Return the lines it lived."""
    from odoo.addons.gotgan_treasury.bank.courier import Courier

    count = 0

    def trace(frame, event, _argument):
        nonlocal count
        if not frame.f_code.co_filename.endswith(("courier.py", "answer.py", "test_paid_once.py")):
            return None
        if event == "line":
            count += 1
            if count == deadly_line:
                raise Death
        return trace

    store = MemoryStore(world)
    courier = Courier(store, DeskLine(world, store))
    sys.settrace(trace)
    try:
        courier.carry()
    except Death:
        world.dead = True
    finally:
        sys.settrace(None)
    return count


def give_anew(world):
    """The officer gives orders anew whose last instruction the bank refused for good."""
    for order, times in world.given.items():
        last = world.kept[f"{order}-{times}"]
        if last[1] == "rejected":
            world.given[order] = times + 1
            world.kept[f"{order}-{times + 1}"] = [order, "created", "", None]


def paid_at_bank(world):
    paid = dict.fromkeys(range(ORDERS), 0)
    for entry in world.bank.statement("a"):
        paid[int(entry.key.split("-")[0])] += 1
    return paid


def states(world):
    return [world.kept[f"{order}-{times}"][1] for order, times in world.given.items()]


@pytest.mark.parametrize("first", range(0, SEEDS, 100))
def test_paid_once_whatever_happens(first):
    deaths = 0
    for seed in range(first, first + 100):
        world = World(seed)
        for _round in range(400):
            world.dead = False
            carry_until(world, world.chance.randrange(1, 200))
            deaths += world.dead
            world.time += timedelta(minutes=world.chance.choice([0, 1, 5, 20]))
            assert max(paid_at_bank(world).values()) <= 1, f"seed {seed}: paid twice"
            give_anew(world)
            if set(states(world)) == {"acked"}:
                break
        world.wire.deliver_late(everything=True)
        assert set(states(world)) == {"acked"}, f"seed {seed}: {states(world)}"
        assert set(paid_at_bank(world).values()) == {1}, f"seed {seed}: {paid_at_bank(world)}"
    assert deaths > 50


def test_a_sender_that_sends_again_is_found_out():
    """The proof can fail: a store that forgets its intent pays twice where the bank is naive."""
    world = World(1)
    world.wire = world.desk.wire = Wire(1, Faults(mute=1))
    world.bank.transfers = NaiveMemory()
    for _time in range(2):
        store = MemoryStore(world)
        DeskLine(world, store).send(store.take_new())
    assert max(paid_at_bank(world).values()) == 2


class NaiveMemory(dict):
    """A bank that does not know its keys again."""

    def get(self, _key, default=None):
        return default
