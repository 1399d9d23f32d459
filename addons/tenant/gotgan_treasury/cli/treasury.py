import argparse
import sys

from odoo.api import SUPERUSER_ID, Environment
from odoo.cli import Command
from odoo.tools import config


class Treasury(Command):
    """Carry what waits to the bank and ask about what is open, once, in this process"""

    def run(self, args):
        parser = argparse.ArgumentParser(prog=self.prog, description=self.__doc__)
        parser.add_argument("-c", "--config")
        parser.add_argument("-d", "--database", required=True)
        parser.add_argument("--addons-path")
        options = parser.parse_args(args)
        given = {"-c": options.config, "-d": options.database}
        passed = [word for name, value in given.items() if value for word in (name, value)]
        if options.addons_path:
            passed.append(f"--addons-path={options.addons_path}")
        config.parse_config(passed, setup_logging=True)
        from odoo.modules.registry import Registry

        with Registry(options.database).cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            count = env["gotgan.bank.instruction"]._send_due()
        sys.stdout.write(f"{count}\n")
