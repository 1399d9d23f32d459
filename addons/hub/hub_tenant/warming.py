"""Loads a database that waits for its tenant, before the tenant's first visitor comes."""

import logging
import threading

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

_logger = logging.getLogger(__name__)

LANGUAGE = "ko_KR"
PAGES = ("web.webclient_bootstrap", "web.layout")


def begin(database):
    """Load ``database`` in this process, in the background, unless it is loaded.

    It is of use where this process will serve the tenant (pool); elsewhere it does no harm. Once
    the agency is known the database says so, and what was read of records is forgotten.
    """
    if database not in Registry.registries:
        threading.Thread(target=_load, args=[database], name="gotgan.warming", daemon=True).start()


def _load(database):
    try:
        with Registry(database).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"lang": LANGUAGE})
            for template in PAGES:
                env["ir.qweb"]._compile(template)
    except Exception:
        # The visitor's own request loads it then; only a moment is lost.
        _logger.exception("the waiting database %s could not be loaded", database)
