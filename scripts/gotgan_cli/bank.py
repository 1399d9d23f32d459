"""The treasury bank of the demo: the simulator as a process of its own, on a line that fails.

What goes wrong on the line (lost, silent, twice, late, refused) follows a seed, so that the demo
shows what an agency sees when its bank behaves badly; the bank's own ledger never does.
"""

import csv
import json
import pathlib
import secrets
import socket
import time

from . import paths, postgres, say, venv
from .background import Background

SIMULATOR = pathlib.Path(__file__).parents[1] / "bank_simulator"
OPENING = 8_403_320_000
"""What lies at the bank before the demo's first transfer: its books, and 70,000 won unexplained."""
SEED = 13
"""With it a visitor's first transfers are answered at once, and a later answer is lost."""
FAULTS = {
    "lose": 0.05,
    "mute": 0.1,
    "double": 0.1,
    "delay": 0.1,
    "ponder": 0.1,
    "reject": 0.03,
}


PAYEES = (
    pathlib.Path(__file__).parents[2] / "addons/tenant/gotgan_demo_city/data/payees.csv"
)
"""Whose accounts the bank knows: those of the demo's payees, and one that asks to be changed to."""
MOVED = ("새솔이벤트", "999-2323-600100")


def _file():
    return paths.home() / "secrets" / "bank.json"


def _officers():
    """Cards of the officers whose signature the bank knows, as the city hands them in."""
    return paths.home() / "bank-officers.jsonl"


def note():
    """The file that tells the city where its bank is; made once.

    ``{"url", "secret", "officers"}``: the last is the file of the bank's register of signatures.
    """
    file = _file()
    if not file.exists():
        said = {
            "url": f"http://127.0.0.1:{postgres.free_port()}",
            "secret": secrets.token_hex(32),
            "officers": str(_officers()),
        }
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(json.dumps(said))
    return file


def _read():
    return json.loads(note().read_text())


def address():
    return _read()["url"].removeprefix("http://")


def _process():
    return Background("bank", str(SIMULATOR))


def running():
    return _process().running()


def start():
    """Start the simulator, or leave the one that runs alone."""
    if running():
        return
    host, port = address().split(":")
    faults = [word for name, chance in FAULTS.items() for word in (f"--{name}", chance)]
    command = [
        venv.python(),
        SIMULATOR,
        "--port",
        port,
        "--seed",
        SEED,
        "--opening",
        OPENING,
        "--journal",
        paths.home() / "bank-journal.jsonl",
        "--officers",
        _officers(),
        "--holders",
        _write_holders(),
        *faults,
    ]
    _process().start(command, {"BANK_SECRET": _read()["secret"]})
    for _turn in range(50):
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.1)
    say.warn(f"the bank simulator did not start; see {paths.log('bank')}")


def _write_holders():
    """Write down whose the accounts are; the demo numbers its banks as its payees name them."""
    with PAYEES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = list(dict.fromkeys(row["bank"] for row in rows))
    known = [(row["name"], row["bank"], row["account"]) for row in rows]
    known += [(name, bank, MOVED[1]) for name, bank, _number in known if name == MOVED[0]]
    file = paths.home() / "bank-holders.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(("bank", "number", "holder"))
        writer.writerows((f"9{names.index(b) + 1:02}", number, name) for name, b, number in known)
    return file


def resume():
    """Start the bank again where a demo was opened before."""
    if _file().exists():
        start()


def stop():
    return _process().stop()
