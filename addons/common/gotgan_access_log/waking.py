"""New rows have themselves sealed within a minute; an agency at rest is not woken every minute."""

import logging
import time
from datetime import timedelta
from functools import partial

import psycopg2

from odoo import fields
from odoo.api import SUPERUSER_ID, Environment

_logger = logging.getLogger(__name__)
SECONDS = 60
_DUE = "gotgan_seal_due"


def ask_for_seal(env):
    """Ask for the sealer after this transaction, once a minute at most in this process.

    It is asked in a transaction of its own: the row that wakes the sealer refers to the scheduled
    action, which the sealer itself updates, and no writer may run into that.
    """
    if time.monotonic() >= getattr(env.registry, _DUE, 0.0):
        env.cr.postcommit.add(partial(wake_sealer, env.registry))


def wake_sealer(registry):
    if time.monotonic() < getattr(registry, _DUE, 0.0):
        return
    setattr(registry, _DUE, time.monotonic() + SECONDS)
    try:
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            action = env.ref("gotgan_access_log.cron_seal", raise_if_not_found=False)
            if action:
                action._trigger(at=fields.Datetime.now() + timedelta(seconds=SECONDS))
    except psycopg2.Error:
        _logger.warning("the sealer of the access log was not woken; it comes by itself once a day")
