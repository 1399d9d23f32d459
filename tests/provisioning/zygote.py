"""Loads Odoo once, then forks a process for each job it is told to run: ``zygote.py HUB``.

Lines in: ``{"job": id, "fault": "step:moment", "pool": bool}``. Lines out: how the process ended
(negative: the signal that killed it). A forked process makes connections of its own.
"""

import json
import os
import sys


def main(dbname):
    import odoo.init  # noqa: F401 (sets Odoo up)
    from odoo import sql_db
    from odoo.modules import initialize_sys_path
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config([f"--addons-path={os.environ['GOTGAN_ADDONS_PATH']}"], setup_logging=True)
    initialize_sys_path()
    Registry(dbname)
    sql_db.close_all()
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(dbname, json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def run(dbname, order):
    """In the forked process: never returns."""
    from odoo.tools import config

    from odoo.addons.hub_tenant.engine import settings
    from odoo.addons.hub_tenant.runner import Runner

    os.environ["GOTGAN_FAULT"] = order.get("fault") or ""
    code = 70
    try:
        runner = Runner(dbname, settings.read(config["data_dir"]))
        state = runner.fill_pool() if order.get("pool") else runner.run(order["job"])
        code = {"done": 0, "": 0, "undone": 0, "failed": 1}.get(state, 3)
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1])
