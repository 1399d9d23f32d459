"""Does one big step of the budget's year in one transaction; meant to be killed in the middle.

Run as a process of its own: crash_year.py PORT DATABASE WORK USER_ID RECORD_ID DAY
"""

import os
import sys
from datetime import date

from odoo.modules.module import initialize_sys_path
from odoo.tools import config

WORKS = {
    "take_effect": ("gotgan.budget.version", "action_take_effect"),
    "carry": ("gotgan.carryover", "action_carry"),
    "seal": ("gotgan.year.closing", "action_seal"),
    "close": ("gotgan.year.closing", "action_close"),
    "verify": ("gotgan.ledger.verifier", "_verify"),
}


def main(port, database, work, user_id, record_id, day):
    config.parse_config([
        "--db_host=127.0.0.1", f"--db_port={port}", "--db_user=odoo", "-d", database,
        "--addons-path", os.environ["GOTGAN_ADDONS_PATH"], "--log-level=critical",
    ], setup_logging=True)
    initialize_sys_path()
    from closing_year import on
    from crowd import in_transaction

    from odoo.modules.registry import Registry

    model, method = WORKS[work]

    def run(env):
        return getattr(env[model].with_user(int(user_id)).browse(int(record_id)), method)()

    answer = in_transaction(Registry(database), on(date.fromisoformat(day), run))
    if work == "verify":
        assert answer["findings"] == [], answer["findings"]


if __name__ == "__main__":
    main(*sys.argv[1:])
