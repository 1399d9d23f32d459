"""What a hub has from its first moment: its key pair and the local governments."""

import csv

from odoo.tools import file_open

from odoo.addons.gotgan_exchange.signing import new_key

GOVERNMENTS = "gotgan_classification/data/tables/local_government.csv"


def _post_init(env):
    _make_key(env)
    _load_governments(env)


def _make_key(env):
    """The hub signs with a key of its own; it stays the same over upgrades."""
    parameters = env["ir.config_parameter"]
    if not parameters.get_param("hub.private_key"):
        private, public = new_key()
        parameters.set_param("hub.private_key", private)
        parameters.set_param("hub.public_key", public)


def _load_governments(env):
    """The local governments by their codes; the table belongs to the tenants' classification,
    which is not installed here, so it is read as a file."""
    with file_open(GOVERNMENTS, "r") as file:
        rows = list(csv.DictReader(file))
    env["hub.local.government"]._take(rows)
