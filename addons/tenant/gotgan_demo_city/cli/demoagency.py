import argparse

from odoo.api import SUPERUSER_ID, Environment
from odoo.cli import Command
from odoo.modules.registry import Registry
from odoo.tools import config


class Demoagency(Command):
    """Fill a tenant as one of the demo city's agencies, by a plan in a file"""

    def run(self, args):
        parser = argparse.ArgumentParser(prog=self.prog, description=self.__doc__)
        parser.add_argument("--plan", required=True, metavar="FILE", help="the agency as JSON")
        options, server_args = parser.parse_known_args(args)
        config.parse_config(server_args, setup_logging=True)
        registry = Registry(config["db_name"][0])
        from odoo.addons.gotgan_demo_city.agency import plan, stages
        from odoo.addons.gotgan_demo_city.city.stages import find_year

        told = plan.read(options.plan)
        for stage in stages.STAGES:
            with registry.cursor() as cr:
                env = Environment(cr, SUPERUSER_ID, {"lang": "ko_KR", "tz": "Asia/Seoul"})
                stage(env, find_year(env), told)
