"""The simulator's two doors: HTTP with JSON, and a folder of files."""

import argparse
import csv
import os
import threading
from http.server import ThreadingHTTPServer

from .bank import OPENING, Bank
from .desk import Desk
from .files import FileDoor
from .http_door import make_handler
from .officers import Officers
from .wire import Faults, Wire

HELP = "chance between 0 and 1"


def parse(arguments=None):
    parser = argparse.ArgumentParser(prog="bank_simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8475)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument(
        "--secret", default=os.environ.get("BANK_SECRET", ""),
        help="shared secret of the API, else BANK_SECRET; empty: not asked",
    )
    parser.add_argument("--opening", type=int, default=OPENING, help="won on each account at first")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--journal", help="file in which the bank's ledger is kept")
    parser.add_argument(
        "--officers", help="file with the cards of the officers who sign, one (JSON) a line",
    )
    parser.add_argument("--holders", help="CSV of bank,number,holder: whose accounts it knows")
    parser.add_argument("--folder", help="folder with in/ and out/ for files; none: no file door")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between looks into in/")
    for name in Faults._fields:
        parser.add_argument(f"--{name}", type=float, default=0, help=HELP)
    return parser.parse_args(arguments)


def read_holders(path):
    """Return ``{(bank, number): holder}`` of a file with these headings."""
    with open(path, encoding="utf-8", newline="") as lines:
        return {(row["bank"], row["number"]): row["holder"] for row in csv.DictReader(lines)}


def build(options):
    """Return (server, file door or None), not yet serving."""
    faults = Faults(**{name: getattr(options, name) for name in Faults._fields})
    wire = Wire(options.seed, faults)
    bank = Bank(
        refuses=wire.refuses, journal=options.journal, opening=options.opening,
        officers=Officers(options.officers),
    )
    bank.holders.update(read_holders(options.holders) if options.holders else {})
    desk = Desk(bank, wire)
    lock = threading.Lock()
    handler = make_handler(desk, lock, options.secret)
    server = ThreadingHTTPServer((options.host, options.port), handler)
    door = FileDoor(desk, lock, options.folder) if options.folder else None
    return server, door


def main(arguments=None):
    options = parse(arguments)
    server, door = build(options)
    stop = threading.Event()
    if door:
        threading.Thread(target=door.watch, args=(options.every, stop), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        stop.set()
    return 0
