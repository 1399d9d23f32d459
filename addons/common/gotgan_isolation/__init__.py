from odoo.tools import config


def _post_load():
    """Take effect only in a server that names this addon in ``server_wide_modules``."""
    if "gotgan_isolation" in config["server_wide_modules"]:
        from . import start

        start.begin()
