"""Killed (-9) between the lines of the real payment path: each payee is paid once, none is lost.

The product on PostgreSQL, the bank in threads of its own with a line that loses words, loses
answers and doubles messages, and refuses some. Orders of one payee and a list of many, each payee
an instruction, and money held for others that is given back. First the sender runs undisturbed to
learn the lines of its path; then it is killed once at each (``GOTGAN_RACE_STRIDE=1``) or every
third and comes back after every death.
"""

import os
import signal
import sys
import threading

import pytest
from crowd import in_transaction
from paying_hall import HERE, Hall, Sender, check_books, find_open

sys.path.insert(0, str(HERE.parents[1] / "scripts"))

from bank_simulator import serve

# Orders of one payee and of lists that are issued together, and how often.
PORTION, PORTIONS = (4, 6), 4
# 1: at every line (three times as long); by itself at every third, for the suite's sake.
STRIDE = int(os.environ.get("GOTGAN_RACE_STRIDE", "3"))
ROUNDS = 40


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    """A bank that loses words and answers, doubles messages and refuses some, by its seed."""
    options = serve.parse([
        "--port", "0", "--secret", "s", "--seed", "7", "--mute", "0.2", "--double", "0.3",
        "--lose", "0.2", "--reject", "0.15", "--journal",
        str(tmp_path_factory.mktemp("bank") / "journal"),
    ])
    server, _door = serve.build(options)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def learn_lines(hall, sender):
    """Let the sender pay a few orders undisturbed; return the lines of its path, in order."""
    hall.issue(3, 2)
    found = {}
    for _round in range(ROUNDS):
        code, ran = sender.run()
        assert code == 0
        found.update(dict.fromkeys(ran))
        hall.go_on()
        if not in_transaction(hall.registry, find_open):
            return list(found)
    raise AssertionError("undisturbed orders were not paid")


def test_killed_at_every_line(tenant, bank):
    from odoo.modules.registry import Registry

    registry = Registry(tenant)
    hall = Hall(registry, f"http://127.0.0.1:{bank.server_address[1]}")
    hall.introduce(bank.RequestHandlerClass.bank_desk.bank)
    sender = Sender(tenant)
    try:
        _code, idle = sender.run()
        lines = learn_lines(hall, sender)
        waiting, killed = lines[::STRIDE], []
        for _portion in range(PORTIONS):
            hall.issue(*PORTION)
            kill_everywhere(hall, sender, waiting, killed, set(idle))
            if not waiting:
                break
    finally:
        sender.stop()
    assert len(killed) > 0.9 * len(lines[::STRIDE]), waiting
    ledger = bank.RequestHandlerClass.bank_desk.bank
    in_transaction(registry, lambda env: check_books(env, hall, ledger))


def kill_everywhere(hall, sender, waiting, killed, idle):
    """Kill the sender once at each line that waits, until what was issued is paid.

    One that lives and finds nothing to do (the lines ``idle``) comes to no other line either.
    """
    for _round in range(ROUNDS):
        for line in list(waiting):
            code, ran = sender.run(line)
            assert code in (0, -signal.SIGKILL), f"{line}: {code}"
            if code:
                waiting.remove(line)
                killed.append(line)
            elif not in_transaction(hall.registry, find_open):
                return
            elif idle.issuperset(ran):
                break
        sender.run()
        hall.go_on()
        if not in_transaction(hall.registry, find_open):
            return
    raise AssertionError("orders were lost")
