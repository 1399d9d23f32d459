# Run in plain Python: install and upgrade addons of a database that has been given away.
# The server's own -i and -u ask the database "postgres", which a tenant's role cannot open.
# ruff: noqa: F821 (json and values are given by whoever runs this)
from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.module import initialize_sys_path
from odoo.modules.registry import Registry
from odoo.service.server import load_server_wide_modules
from odoo.tools import config

config.parse_config(["-c", values["config"], "-d", values["database"]], setup_logging=True)
# A word that a release corrects reaches every tenant; what an agency keeps itself is "noupdate".
config["overwrite_existing_translations"] = True
initialize_sys_path()
load_server_wide_modules()
registry = Registry.new(
    values["database"],
    update_module=True,
    install_modules=values["install"],
    upgrade_modules=values["upgrade"],
)
with registry.cursor() as cr:  # made now instead of at somebody's first click
    Environment(cr, SUPERUSER_ID, {})["ir.qweb"]._pregenerate_assets_bundles()
print("GOTGAN-DONE", json.dumps({}))
