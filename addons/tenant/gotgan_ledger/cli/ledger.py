import argparse
import json
import sys

from odoo.api import SUPERUSER_ID, Environment
from odoo.cli import Command
from odoo.modules.registry import Registry
from odoo.tools import config


class Ledger(Command):
    """Check the budget ledger of a database: every move, cell, hold, chain and seal"""

    def run(self, args):
        parser = argparse.ArgumentParser(prog=self.prog, description=self.__doc__)
        parser.add_argument("operation", choices=["verify"])
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        options, server_args = parser.parse_known_args(args)
        config.parse_config(server_args, setup_logging=True)
        with Registry(config["db_name"][0]).cursor() as cr:
            result = Environment(cr, SUPERUSER_ID, {})["gotgan.ledger.verifier"]._verify()
        sys.stdout.write(as_json(result) if options.json else as_text(result))
        sys.exit(1 if result["findings"] else 0)


def as_json(result):
    findings = [{**one._asdict(), "text": one.text()} for one in result["findings"]]
    return json.dumps({**result, "findings": findings, "ok": not findings}) + "\n"


def as_text(result):
    counted = "{moves:,} moves, {cells:,} cells, {holds:,} holds, {seals:,} seals".format(**result)
    if not result["findings"]:
        return f"The ledger is whole: {counted}.\n"
    lines = [one.text() for one in result["findings"][:50]]
    more = len(result["findings"]) - len(lines)
    lines += [f"… and {more:,} more"] if more else []
    return "\n".join([f"The ledger is NOT whole ({counted}). First wrong row:", *lines, ""])
