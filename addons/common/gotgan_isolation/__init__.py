from odoo.tools import config

from . import doors, hosts


def _post_load():
    """Take effect only in a server that names this addon in ``server_wide_modules``."""
    if "gotgan_isolation" in config["server_wide_modules"]:
        doors._close()
