import argparse
import json
import sys
from functools import partial
from pathlib import Path

from odoo.api import SUPERUSER_ID, Environment
from odoo.cli import Command
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tools import config


class Democity(Command):
    """Build the demo city: people, offices, a year of the budget and of spending"""

    def run(self, args):
        parser = argparse.ArgumentParser(prog=self.prog, description=self.__doc__)
        parser.add_argument("--json", action="store_true", help="print the log-ins as JSON")
        parser.add_argument("--bank", help="a file that tells of its bank: url, secret, officers")
        parser.add_argument("--logins", action="store_true", help="only print them, build nothing")
        options, server_args = parser.parse_known_args(args)
        if options.logins:
            sys.stdout.write(answer(options.json))
            return
        config.parse_config(server_args, setup_logging=True)
        registry = Registry(config["db_name"][0])
        if "gotgan.payment.order" not in registry:
            sys.exit("gotgan_demo_city is not installed in this database: install it first.")
        build(registry)
        if options.bank:
            connect(registry, json.loads(Path(options.bank).read_text(encoding="utf-8")))
        sys.stdout.write(answer(options.json))


def build(registry):
    """Do the stages, each in a transaction of its own; one that was done changes nothing.

    A server may have its jobs done there meanwhile, so each is tried again as a request is.
    """
    from odoo.addons.gotgan_demo_city.city.stages import STAGES, run_stage

    for stage in STAGES:
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            retrying(partial(run_stage, env, stage), env)


def connect(registry, line):
    """Connect the city's bank, once."""
    from odoo.addons.gotgan_demo_city.city.bank import build as connect_bank
    from odoo.addons.gotgan_demo_city.city.stages import run_stage

    with registry.cursor() as cr:
        run_stage(
            Environment(cr, SUPERUSER_ID, {}),
            partial(connect_bank, **line),
        )


def answer(as_json):
    from odoo.addons.gotgan_demo_city.city.tables import read_logins

    logins = read_logins()
    if as_json:
        return json.dumps(logins, ensure_ascii=False) + "\n"
    rows = [f"  {one['role']}\t{one['login']}\t{one['password']}" for one in logins]
    return "\n".join(["The demo city is built. Log-ins:", *rows, ""])
