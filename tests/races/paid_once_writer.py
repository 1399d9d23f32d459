"""Runs the sender over and over, each time in a child that may be killed at a line of the path.

Run as a process of its own: paid_once_writer.py DATABASE. It answers each line it is told on its
standard input with one line of JSON: how the child ended, and the lines of the path it ran. Told
``FILE:NUMBER`` the child is killed (-9) when it first comes to that line; told ``live`` it lives.
"""

import gc
import json
import os
import signal
import sys

from odoo import sql_db
from odoo.modules.module import initialize_sys_path
from odoo.tools import config

PATH = tuple(f"/{addon}/{name}" for addon, names in {
    "gotgan_treasury": (
        "bank/courier.py", "bank/answer.py", "store.py", "statements.py", "transfer.py",
        "models/bank_instruction.py", "models/bank_adapter_api.py", "models/bank_adapter_file.py",
        "bank/records.py", "models/payment_order.py",
        "models/cash_move.py", "models/bank_payer_mixin.py", "models/custody_payout.py",
        "models/custody.py",
    ),
    "gotgan_custody": ("models/custody_payout.py",),
    "gotgan_expenditure": ("models/payment_order.py",),
    "gotgan_expenditure_bulk": (
        "statements.py", "models/payment_order.py", "models/bulk_payment_return_mixin.py",
    ),
}.items() for name in names)
# Small rounds, so that a death lies between two of them too.
ROUND = 2


def die_at(deadly, ran):
    def trace(frame, event, _argument):
        name = frame.f_code.co_filename
        if not name.endswith(PATH):
            return None
        if event == "line":
            place = f"{'/'.join(name.split('/')[-3:])}:{frame.f_lineno}"
            if place == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            ran.setdefault(place)
        return trace

    return trace


def run_child(database, deadly, answer):
    """Run the sender once and write the lines it ran to the pipe ``answer``."""
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry

    from odoo.addons.gotgan_treasury.models import treasury_account

    treasury_account.BATCH.update(api=ROUND, file=ROUND)
    ran = {}
    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        sys.settrace(die_at(deadly, ran))
        env["gotgan.bank.instruction"]._send_due()
        sys.settrace(None)
    os.write(answer, json.dumps(list(ran)).encode())


def run_once(database, deadly):
    """Return (how the child ended, what it ran); this process speaks to no database meanwhile."""
    sql_db.close_all()
    ear, answer = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            run_child(database, deadly, answer)
            code = 0
        finally:
            os._exit(code)
    os.close(answer)
    with os.fdopen(ear, "rb") as heard:
        ran = heard.read()
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), json.loads(ran or b"[]")


def main(database):
    given = {
        name: os.environ.get(f"GOTGAN_TEST_{name.removeprefix('db_').upper()}")
        for name in ("db_host", "db_port", "db_user", "db_password")
    }
    config.parse_config([
        *(f"--{name}={value}" for name, value in given.items() if value), "-d", database,
        "--addons-path", os.environ["GOTGAN_ADDONS_PATH"], "--log-level=critical",
        "--data-dir", os.environ["GOTGAN_TEST_DATA"],
    ], setup_logging=True)
    initialize_sys_path()
    from odoo.modules.registry import Registry

    Registry(database)
    # Children that collect nothing share this process's memory instead of copying it.
    gc.disable()
    gc.freeze()
    for told in sys.stdin:
        print(json.dumps(run_once(database, told.strip())), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
