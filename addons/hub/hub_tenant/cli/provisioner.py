import argparse
import logging
import signal
import sys
import time

import psycopg2

from odoo import sql_db
from odoo.cli import Command
from odoo.tools import config

_logger = logging.getLogger(__name__)

PASSED_ON = ("-c", "--config"), ("-d", "--database"), ("--db_host",), ("--db_port",), (
    "--db_user",), ("--db_password",), ("--addons-path",), ("--data-dir",), ("--log-level",), (
    "--logfile",)
PAUSE_SECONDS = 3


class Provisioner(Command):
    """Make, change and remove tenants: do the hub's jobs as they come, and keep the pool filled"""

    def run(self, args):
        options = self._parse(args)
        config.parse_config(options.server_args, setup_logging=True)
        dbname = (config["db_name"] or [""])[0] or sys.exit("Which hub? Say -d DATABASE.")
        from odoo.addons.hub_tenant.engine.refusal import Refusal

        try:
            self._serve(dbname, options.once)
        except Refusal as refusal:
            sys.exit(str(refusal))

    def _parse(self, args):
        parser = argparse.ArgumentParser(prog=self.prog, description=self.__doc__)
        parser.add_argument(
            "--once", action="store_true", help="do what is waiting, fill the pool, and end",
        )
        for names in PASSED_ON:
            parser.add_argument(
                *names, dest="server" + names[-1], metavar="…", help=argparse.SUPPRESS,
            )
        options = parser.parse_args(args)
        given = {names[-1]: getattr(options, "server" + names[-1]) for names in PASSED_ON}
        options.server_args = [f"{name}={value}" for name, value in given.items() if value]
        return options

    def _serve(self, dbname, once):
        """Begin again when the database server has gone away, as it does when it is restarted."""
        from odoo.addons.hub_tenant import service
        from odoo.addons.hub_tenant.engine import settings

        told = settings.read(config["data_dir"])
        while True:
            try:
                provisioner = service.Provisioner(dbname, told)
                for number in (signal.SIGTERM, signal.SIGINT):
                    signal.signal(number, lambda *_args, p=provisioner: p.stop())
                _logger.info("the provisioner of %s is ready", dbname)
                return self._until_idle(provisioner) if once else provisioner.serve()
            except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
                _logger.warning("the database has gone away (%s); trying again", error)
                sql_db.close_all()
                time.sleep(PAUSE_SECONDS)

    @staticmethod
    def _until_idle(provisioner):
        while provisioner.work_once():
            _logger.info("went on with what was waiting")
