"""The real payment path by seed: orders, deaths and faults as chance has them; paid exactly once.

Each seed issues orders through the product on PostgreSQL, online or by files, to a bank that loses,
delays, doubles, reorders, refuses or does not decide; the sender is killed (-9) at lines of its
path until all is paid. The suite runs a few seeds, ``GOTGAN_RACE_SEEDS=1000`` a thousand
(``GOTGAN_RACE_SEED`` is the first). ``test_paid_once`` runs a thousand over the protocol alone.
"""

import os
import random
import signal
import sys
import threading
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from crowd import in_transaction
from paying_hall import HERE, Hall, Sender, check_books, find_open

sys.path.insert(0, str(HERE.parents[1] / "scripts"))

from bank_simulator import serve
from bank_simulator.bank import SEOUL
from bank_simulator.wire import Faults, Wire

SEEDS, FIRST = (int(os.environ.get(f"GOTGAN_RACE_{name}", most)) for name, most in (
    ("SEEDS", "12"), ("SEED", "0"),
))
# Bad luck may last; from a round on the line is good and nobody dies, and then all must be paid.
ROUNDS, CALM = 100, 60


class MoodyBank:
    """A bank with both doors, whose line goes wrong otherwise with each seed."""

    def __init__(self, folder, database):
        from odoo.tools import config

        self.server, self.door = serve.build(serve.parse([
            "--port", "0", "--secret", "s", "--journal", str(folder / "journal"),
            "--folder", str(Path(config["data_dir"]) / "bank" / database),
        ]))
        self.desk, self.told = self.door.desk, Counter()
        self.desk.transfer = partial(self.count, self.desk.transfer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def count(self, transfer, client, account, items):
        """The bank knows a key again; that it never has to is the sender's doing."""
        self.told.update(item["key"] for item in items)
        return transfer(client, account, items)

    def change(self, wire):
        wire.late += self.desk.wire.late
        self.desk.wire = wire
        self.desk.bank.refuses = wire.refuses

    def hear(self, chance):
        """Some of what is on its way arrives in time, and the rest after its time."""
        if chance.random() < 0.7:
            self.door.look()
        with self.door.lock:
            self.desk.wire.deliver_late()
        self.desk.bank.clock = lambda: datetime.now(SEOUL) + timedelta(days=1)
        self.door.look()
        with self.door.lock:
            self.desk.wire.deliver_late(everything=True)
        self.desk.bank.clock = lambda: datetime.now(SEOUL)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def hall(tenant, tmp_path):
    from odoo.modules.registry import Registry

    bank = MoodyBank(tmp_path, tenant)
    hall = Hall(Registry(tenant), f"http://127.0.0.1:{bank.server.server_address[1]}")
    hall.introduce(bank.desk.bank)
    hall.bank, hall.sender = bank, Sender(tenant)
    yield hall
    hall.sender.stop()
    bank.stop()


def find_faults(chance):
    return Faults(
        lose=chance.choice([0, 0.3]), mute=chance.choice([0, 0.3]),
        double=chance.choice([0, 0.5]), delay=chance.choice([0, 0.3]),
        reject=chance.choice([0, 0.2]), ponder=chance.choice([0, 0.2]),
    )


def is_done(hall):
    return not in_transaction(hall.registry, find_open)


def pay(hall, chance, issued, die):
    """Issue orders and let the sender run until they are paid; ``die()`` names a line or nothing.

    Return (how often it died, the lines it ran).
    """
    deaths, found = 0, {}
    hall.issue(*issued)
    for place in range(ROUNDS):
        if place == CALM:
            hall.bank.change(Wire())
        code, ran = hall.sender.run(die() if place < CALM else "live")
        assert code in (0, -signal.SIGKILL)
        deaths += code != 0
        found.update(dict.fromkeys(ran))
        hall.bank.door.look()
        if chance.random() < 0.3:
            hall.bank.hear(chance)
            hall.go_on()
        if is_done(hall):
            return deaths, list(found)
    raise AssertionError(f"orders were lost: {in_transaction(hall.registry, tell_open)}")


def tell_open(env):
    """Return what is open and what was said of it, for whoever reads the failure."""
    open_ones = env["gotgan.bank.instruction"].search([("state", "not in", ("acked", "returned"))])
    return [
        (one.key, one.state, one.attempts, one.fault, [
            (said.purpose, said.status, said.reason) for said in one.attempt_ids
        ][-4:]) for one in open_ones
    ]


def learn(hall, way):
    """Return the lines of the path of ``way``, by orders that are paid undisturbed."""
    hall.use(way)
    hall.bank.change(Wire(0, Faults(reject=0.3)))
    return pay(hall, random.Random(0), (2, 2), lambda: "live")[1]


def test_paid_once_by_seed(hall):
    lines = {way: learn(hall, way) for way in ("api", "file")}
    deaths = 0
    for seed in range(FIRST, FIRST + SEEDS):
        chance = random.Random(seed)
        way = chance.choice(("api", "file"))
        hall.use(way)
        hall.bank.change(Wire(seed, find_faults(chance)))
        try:
            deaths += pay(
                hall, chance, chance.choice([(1, 0), (0, 1), (2, 1)]),
                lambda way=way, chance=chance: chance.choice(lines[way]),
            )[0]
            assert max(hall.bank.told.values()) == 1, "an instruction was sent a second time"
            # A message that comes after everything changes nothing any more.
            hall.bank.hear(chance)
            in_transaction(hall.registry, lambda env: check_books(env, hall, hall.bank.desk.bank))
        except AssertionError as error:
            raise AssertionError(f"seed {seed} ({way}): {error}") from error
    assert deaths > SEEDS
