"""The job that takes samples. It runs in the provisioner, which alone may open every tenant."""

import logging
from datetime import datetime, timezone

import psycopg2
import psycopg2.errors

from odoo.addons.hub_tenant.engine.kinds import Kind, Step, register
from odoo.addons.hub_tenant.engine.work import Work

from .metering import measure, slot_of

_logger = logging.getLogger(__name__)


def _now():
    """Return this moment, naive UTC as the hub stores it."""
    return datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)


def _probe(_work):
    """A sweep that was killed goes on; samples that were kept are kept once."""
    return None


def _do(work):
    """Measure every tenant, and keep each sample at once."""
    kept = failed = 0
    for tenant_id, database in work.facts["tenants"]:
        figures, problem = _measure(work, database)
        failed += not figures
        kept += work.transaction(
            lambda env, who=tenant_id, what=figures, why=problem:
            env["hub.usage"]._record(env["hub.tenant"].browse(who), _now(), what, why)
        )
    return {"slot": str(slot_of(_now())), "kept": kept, "failed": failed}


def _measure(work, database):
    """Return (figures, "") or ({}, why not)."""
    inner = Work(
        work.settings, {**work.facts, "database": database}, work.transaction, work.locked,
    )
    try:
        with inner.inside() as cur:
            return measure(cur), ""
    except Exception as error:
        # Whatever is wrong with one tenant, the others are measured.
        _logger.warning("metering %s: %s: %s", database, type(error).__name__, error)
        return {}, _name_problem(error)


def _name_problem(error):
    """Return how the register calls what kept a tenant from being measured."""
    if isinstance(error, psycopg2.errors.QueryCanceled):
        return "slow"
    return "unreachable" if isinstance(error, psycopg2.OperationalError) else "error"


METER = register(Kind("meter", (Step("meter", _probe, _do),), tries=1))
