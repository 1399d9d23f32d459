import argparse
import json
import sys

from odoo.api import SUPERUSER_ID, Environment
from odoo.cli import Command
from odoo.modules.registry import Registry
from odoo.tools import config

PASSED_ON = ("-c", "--config"), ("-d", "--database"), ("--db_host",), ("--db_port",), (
    "--db_user",), ("--db_password",), ("--addons-path",), ("--log-level",), ("--data-dir",)


class AccessLog(Command):
    """Seal the access log of a database, or verify it and name the first row that is wrong"""

    name = "accesslog"

    def run(self, args):
        options = parse(args, self.prog, self.__doc__)
        config.parse_config(options.server_args, setup_logging=True)
        with Registry(config["db_name"][0]).cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env = env(context={"lang": find_language(env)})
            result = OPERATIONS[options.operation](env)
        text = json.dumps(result, ensure_ascii=False) if options.json else result["summary"]
        sys.stdout.write(f"{text}\n")
        sys.exit(0 if result["ok"] else 1)


def verify(env):
    verifier = env["gotgan.access.verifier"]
    result = verifier._verify()
    return {**result, "first": (result["findings"] or [None])[0],
            "summary": verifier._get_summary(result)}


def seal(env):
    count = env["gotgan.access.seal"]._seal()
    env["gotgan.access.seal"]._write_root()
    last = env["gotgan.access.seal"].search([], limit=1)
    summary = env._("%(rows)s rows were sealed.", rows=count)
    return {"ok": True, "rows": count, "seal": last.id, "root": last.root or "", "summary": summary}


OPERATIONS = {"verify": verify, "seal": seal}


def parse(args, prog, about):
    """Return the options; those of the server are gathered in ``server_args``."""
    parser = argparse.ArgumentParser(prog=prog, description=about)
    parser.add_argument("operation", choices=sorted(OPERATIONS))
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    for names in PASSED_ON:
        parser.add_argument(*names, dest="server" + names[-1], metavar="…", help=argparse.SUPPRESS)
    options = parser.parse_args(args)
    given = {names[-1]: getattr(options, "server" + names[-1]) for names in PASSED_ON}
    options.server_args = [f"{name}={value}" for name, value in given.items() if value]
    return options


def find_language(env):
    codes = [code for code, _name in env["res.lang"].get_installed()]
    return "ko_KR" if "ko_KR" in codes else "en_US"
