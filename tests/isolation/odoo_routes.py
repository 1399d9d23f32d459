"""Every route of a tenant's routing map, as Odoo itself generates it from the installed addons."""

import functools
import os
import subprocess
import sys

_ASK = """
import sys
from odoo.tools import config
config.parse_config(["-c", sys.argv[1], "--addons-path", sys.argv[2]])
import odoo.modules.module as module
module.initialize_sys_path()
names = sys.argv[3].split(",")
for name in names:
    module.load_openerp_module(name)
import odoo.http
for url, endpoint in odoo.http._generate_routing_rules(names, False):
    print("ROUTE", url)
"""


@functools.cache
def _ask(config, addons_path, names):
    done = subprocess.run(
        [sys.executable, "-c", _ASK, config, addons_path, names], check=True,
        capture_output=True, text=True, env={**os.environ, "ODOO_RC": ""})
    return sorted({line.removeprefix("ROUTE ") for line in done.stdout.splitlines()
                   if line.startswith("ROUTE ")})


def routes_of(pair):
    """The rules as the controllers declare them, doors that are shut included."""
    with pair.estate.as_tenant(pair.a) as cur:
        cur.execute("SELECT name FROM ir_module_module WHERE state = 'installed' ORDER BY name")
        names = ",".join(name for (name,) in cur.fetchall())
    process = pair.estate.processes["pool"]
    return _ask(str(process.config), os.environ["GOTGAN_ADDONS_PATH"], names)
