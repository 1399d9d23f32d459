import sys

from odoo.cli import Command
from odoo.tools import config


class Tenant(Command):
    """Create, look at, change and remove tenants, in this process and at once"""

    def run(self, args):
        from odoo.modules import initialize_sys_path

        initialize_sys_path()
        from odoo.addons.hub_tenant import arguments

        options = arguments.parse(args, self.prog, self.__doc__)
        config.parse_config(options.server_args, setup_logging=True)
        dbname = (config["db_name"] or [""])[0] or sys.exit("Which hub? Say -d DATABASE.")
        from odoo.addons.hub_tenant import command

        sys.exit(command.run(dbname, config["data_dir"], options))
