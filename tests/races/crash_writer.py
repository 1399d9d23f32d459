"""Spends one won at a time until the server dies; writes each acknowledged hold to a file.

Run as a process of its own: crash_writer.py PORT DATABASE CELL_ID DATE ACK_FILE
"""

import os
import sys
import threading
from datetime import date

import psycopg2

from odoo.modules.module import initialize_sys_path
from odoo.tools import config


def spend(registry, cell_id, day, acknowledged):
    from crowd import in_transaction

    from odoo.addons.gotgan_ledger.core import Posting

    def one_won(env):
        return env["gotgan.ledger"]._reserve(
            [Posting(cell_id, 1, 1)], source_model="hr.department", date=day,
        ).id

    while True:
        try:
            hold_id = in_transaction(registry, one_won)
        except psycopg2.Error:
            return
        os.write(acknowledged, f"{hold_id}\n".encode())
        os.fsync(acknowledged)


def main(port, database, cell_id, day, ack_file):
    config.parse_config([
        "--db_host=127.0.0.1", f"--db_port={port}", "--db_user=odoo", "-d", database,
        "--addons-path", os.environ["GOTGAN_ADDONS_PATH"], "--log-level=critical",
    ], setup_logging=True)
    initialize_sys_path()
    from odoo.modules.registry import Registry

    registry = Registry(database)
    acknowledged = os.open(ack_file, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    args = (registry, int(cell_id), date.fromisoformat(day), acknowledged)
    threads = [threading.Thread(target=spend, args=args, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
