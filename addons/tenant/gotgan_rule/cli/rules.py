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


class Rules(Command):
    """Bring new editions of the law (CSV) into a database: all of the file, or nothing"""

    def run(self, args):
        parser = argparse.ArgumentParser(prog=self.prog, description=self.__doc__)
        parser.add_argument("operation", choices=["add"])
        parser.add_argument("file", help="the editions, with the columns of rule_edition.csv")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        options, server_args = parser.parse_known_args(args)
        try:
            text = Path(options.file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            sys.exit(f"{options.file}: {error}")
        config.parse_config(server_args, setup_logging=True)
        with Registry(config["db_name"][0]).cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            result = add(env(context={"lang": find_language(env)}), text, options.json)
        sys.exit(0 if result["ok"] else 1)


def add(env, text, as_json):
    """Deliver the file, print what came of it, and return that."""
    from odoo.addons.gotgan_rule import delivery  # the addons path is known only now

    try:
        result = {"ok": True, "editions": retrying(partial(delivery.deliver, env, text), env)}
    except UserError as error:
        env.cr.rollback()
        result = {"ok": False, "error": str(error)}
    sys.stdout.write((delivery.as_json if as_json else delivery.as_text)(result, env))
    return result


def find_language(env):
    codes = [code for code, _name in env["res.lang"].get_installed()]
    return "ko_KR" if "ko_KR" in codes else "en_US"
