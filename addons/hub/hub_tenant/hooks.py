"""What a hub has from its first moment: its key pair and the local governments."""

import csv

from odoo.tools import file_open

GOVERNMENTS = "gotgan_classification/data/tables/local_government.csv"


def _post_init(env):
    env["hub.tenant"]._settle_identity()
    _load_governments(env)


def _load_governments(env):
    """The local governments by their codes; the table belongs to the tenants' classification,
    which is not installed here, so it is read as a file."""
    with file_open(GOVERNMENTS, "r") as file:
        rows = list(csv.DictReader(file))
    env["hub.local.government"]._take(rows)
