import argparse
import sys
from functools import partial
from pathlib import Path

from odoo.api import SUPERUSER_ID, Environment
from odoo.cli import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tools import config

PASSED_ON = ("-c", "--config"), ("-d", "--database"), ("--db_host",), ("--db_port",), (
    "--db_user",), ("--db_password",), ("--addons-path",), ("--log-level",)


class Budget(Command):
    """Bring a budget export of e호조 (CSV or XLSX) into a database: all of it, or nothing"""

    def run(self, args):
        options = parse(args, self.prog, self.__doc__)
        data = read(options.file)
        config.parse_config(options.server_args, setup_logging=True)
        with Registry(config["db_name"][0]).cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env = env(context={"lang": find_language(env)})
            result = bring_in(env, data, options)
            if not result["written"]:
                cr.rollback()
        sys.exit(0 if result["ok"] else 1)


def bring_in(env, data, options):
    """Import the file, print what came of it, and return that."""
    from odoo.addons.gotgan_budget import command  # the addons path is known only now

    try:
        result = retrying(partial(command.bring_in, env, data, options), env)
    except UserError as error:
        env.cr.rollback()
        result = {"ok": False, "written": False, "error": str(error)}
    say = command.as_json if options.json else command.as_text
    sys.stdout.write(say(result, env))
    return result


def read(path):
    try:
        return Path(path).read_bytes()
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}")


def parse(args, prog, about):
    """Return the options; those of the server are gathered in ``server_args``."""
    parser = argparse.ArgumentParser(prog=prog, description=about)
    parser.add_argument("operation", choices=["import"])
    parser.add_argument("file", help="the budget export, CSV or XLSX")
    parser.add_argument("--dry-run", action="store_true", help="show what would happen only")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--year", type=int, help="the fiscal year (default: what the file says)")
    parser.add_argument("--date", help="the day the appropriations are dated, YYYY-MM-DD")
    parser.add_argument("--keep-missing", action="store_true",
                        help="leave budget lines alone that the file no longer has")
    for names in PASSED_ON:
        parser.add_argument(*names, dest="server" + names[-1], metavar="…", help=argparse.SUPPRESS)
    options = parser.parse_args(args)
    given = {names[-1]: getattr(options, "server" + names[-1]) for names in PASSED_ON}
    options.server_args = [f"{name}={value}" for name, value in given.items() if value]
    return options


def find_language(env):
    codes = [code for code, _name in env["res.lang"].get_installed()]
    return "ko_KR" if "ko_KR" in codes else "en_US"
