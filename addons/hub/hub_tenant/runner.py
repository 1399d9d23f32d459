"""Runs jobs: one step after another, each recorded in a transaction of its own.

A process may be killed anywhere. What it was at is found by its job being unfinished and its lock
being free; then the step's probe says whether it was done, and if not it is done again.
"""

import contextlib
import logging
import random
import time
import zlib

import psycopg2
import psycopg2.errorcodes

from odoo import sql_db
from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import UserError
from odoo.modules.registry import Registry

from .engine import cluster, process
from .engine.fault import strike, watch
from .engine.kinds import KINDS
from .engine.refusal import Refusal
from .engine.work import Work

_logger = logging.getLogger(__name__)

CONFLICTS = (
    psycopg2.errorcodes.SERIALIZATION_FAILURE, psycopg2.errorcodes.DEADLOCK_DETECTED,
    psycopg2.errorcodes.LOCK_NOT_AVAILABLE,
)
CONFLICT_TRIES = 8
PAUSE_SECONDS = 0.3


class Runner:
    """Runs jobs of the hub ``dbname``. One at a time; several processes may do the same."""

    def __init__(self, dbname, settings):
        self.dbname = dbname
        self.settings = settings
        self.registry = Registry(dbname)
        self.line = self._connect()
        with self.locked("identity"):
            self.transaction(lambda env: env["hub.tenant"]._settle_identity())

    def _connect(self):
        """A connection outside of transactions: for locks, and for being woken up."""
        info = sql_db.connection_info_for(self.dbname)[1]
        line = psycopg2.connect(**info)
        line.autocommit = True
        return line

    def close(self):
        self.line.close()

    # ---- transactions and locks -----------------------------------------------

    def transaction(self, function):
        """Return ``function(env)``, committed; it runs again when another one was in its way."""
        for turn in range(CONFLICT_TRIES):
            try:
                with self.registry.cursor() as cr:
                    self.registry = self.registry.check_signaling(cr)
                    result = function(Environment(cr, SUPERUSER_ID, {"lang": self._lang(cr)}))
                self.registry.signal_changes()
                return result
            except psycopg2.Error as error:
                if error.pgcode not in CONFLICTS or turn == CONFLICT_TRIES - 1:
                    raise
                self.registry.clear_all_caches()
                time.sleep(random.uniform(0, 0.05 * 2**turn))

    @staticmethod
    def _lang(cr):
        cr.execute("SELECT 1 FROM res_lang WHERE code = 'ko_KR' AND active")
        return "ko_KR" if cr.fetchone() else "en_US"

    @contextlib.contextmanager
    def locked(self, name):
        """One process at a time; a killed one loses its lock."""
        key = self._key(name)
        with self.line.cursor() as cur:
            cur.execute("SELECT pg_advisory_lock(%s)", [key])
            try:
                yield
            finally:
                cur.execute("SELECT pg_advisory_unlock(%s)", [key])

    @contextlib.contextmanager
    def _claimed(self, name):
        """Yield whether this process has got the lock, without waiting for it."""
        key = self._key(name)
        with self.line.cursor() as cur:
            cur.execute("SELECT pg_try_advisory_lock(%s)", [key])
            (got,) = cur.fetchone()
            try:
                yield got
            finally:
                if got:
                    cur.execute("SELECT pg_advisory_unlock(%s)", [key])

    @staticmethod
    def _key(name):
        return zlib.crc32(f"hub {name}".encode())

    # ---- jobs -----------------------------------------------------------------

    def run_waiting(self):
        """Run every job that nobody else is running; return how many were brought to an end."""
        ended = 0
        for job_id in self.transaction(lambda env: env["hub.job"]._get_waiting()):
            ended += self.run(job_id) not in ("busy", "paused")
        return ended

    def run(self, job_id):
        """Bring the job to its end and return its state; ``busy`` when another process has it."""
        with self._claimed(f"job {job_id}") as got:
            if not got:
                return "busy"
            state, key = self.transaction(lambda env: self._look(env, job_id))
            if state not in ("waiting", "running", "undoing"):
                return state
            with self._claimed(f"about {key}") as free:
                return self._run_claimed(job_id, state) if free else "busy"

    @staticmethod
    def _look(env, job_id):
        job = env["hub.job"].browse(job_id)
        about = job.tenant_id or job.standby_id or job
        return job.state, f"{about._name} {about.id}"

    def _run_claimed(self, job_id, state):
        self._clear_leftovers(job_id)
        if state == "undoing":
            return self._undo(job_id)
        self._on_job(job_id, lambda job: job._begin())
        return self._do(job_id)

    def _clear_leftovers(self, job_id):
        """The server goes on with a command whose process was killed; it must not meet ours."""
        work = self._work(job_id)
        with work.server() as cur:
            if cluster.end_others(cur, work.label):
                _logger.warning("job %s: connections of a killed process were ended", job_id)

    def _do(self, job_id):
        kind = self._on_job(job_id, lambda job: job.kind)
        names = self._on_job(job_id, lambda job: [
            step.name for step in job.step_ids if step.state not in ("done", "skipped")
        ])
        steps = [step for step in KINDS[kind].steps if step.name in names]
        for number, step in enumerate(steps):
            if number and kind == "standby" and self._is_urgent():
                return "paused"
            if message := self._try_step(job_id, step, KINDS[kind].tries):
                self._on_job(job_id, lambda job, text=message: job._fail(text))
                return "failed"
        self._on_job(job_id, lambda job: job._succeed())
        return "done"

    def _is_urgent(self):
        return self.transaction(lambda env: env["hub.job"]._is_urgent_waiting())

    def _try_step(self, job_id, step, tries):
        """Do one step; return what went wrong, or an empty string."""
        for turn in range(1, tries + 1):
            started = time.monotonic()
            try:
                self._do_step(job_id, step)
                return ""
            except (Refusal, UserError) as error:
                message, last = str(error), True
            except Exception as error:
                _logger.exception("job %s: step %s", job_id, step.name)
                message, last = f"{type(error).__name__}: {error}".strip(), turn == tries
            seconds = time.monotonic() - started
            self._on_step(job_id, step, lambda row, m=message, s=seconds: row._fail(m, s))
            if last:
                return self._explain(job_id, step, message)
            time.sleep(PAUSE_SECONDS * turn)
        return ""

    def _do_step(self, job_id, step):
        started = time.monotonic()
        work = self._work(job_id)
        if not step.applies(work):
            self._on_step(job_id, step, lambda row: row._skip())
            return
        self._on_step(job_id, step, lambda row: row._begin())
        strike(step.name, "before")
        watch(step.name)
        result = step.probe(work)
        found = result is not None
        if not found:
            result = step.do(work)
        strike(step.name, "after")
        seconds = time.monotonic() - started
        self._on_step(job_id, step, lambda row: row._finish(result, seconds, found))
        strike(step.name, "recorded")

    def _explain(self, job_id, step, message):
        return self._on_job(job_id, lambda job: job.env._(
            "The step “%(step)s” was not done. %(why)s Remove the cause and try the job again; "
            "steps that are done are not repeated.",
            step=job.step_ids.filtered(lambda row: row.name == step.name)._get_label(), why=message,
        ))

    def _undo(self, job_id):
        """Take back what the job has done, the last step first."""
        kind = self._on_job(job_id, lambda job: job.kind)
        for step in reversed(KINDS[kind].steps):
            state = self._on_step(job_id, step, lambda row: row.state)
            if state == "undone":
                continue
            if step.undo:
                try:
                    strike(step.name, "undo")
                    step.undo(self._work(job_id))
                except Exception as error:
                    _logger.exception("job %s: undoing step %s", job_id, step.name)
                    message = self._explain(job_id, step, str(error))
                    self._on_job(job_id, lambda job, text=message: job._close("failed", text))
                    return "failed"
            self._on_step(job_id, step, lambda row: row._undone())
            strike(step.name, "undone")
        self._on_job(job_id, lambda job: job._close("undone", False))
        return "undone"

    # ---- reaching the register --------------------------------------------------

    def _on_job(self, job_id, function):
        return self.transaction(lambda env: function(env["hub.job"].browse(job_id)))

    def _on_step(self, job_id, step, function):
        def on(job):
            return function(job.step_ids.filtered(lambda row: row.name == step.name))

        return self._on_job(job_id, on)

    def _work(self, job_id):
        facts = self._on_job(job_id, lambda job: job._get_facts())
        return Work(self.settings, facts, self.transaction, self.locked)

    # ---- processes of tenants' own --------------------------------------------------

    def revive_silos(self):
        """Have processes started again that are gone, e.g. since the machine was restarted."""

        def revive(env):
            for tenant in env["hub.tenant"]._get_silos():
                if process.pid_of(self.settings.silo(tenant.database)) is None:
                    _logger.warning("the process of %s is gone; it is started again", tenant.name)
                    tenant._enqueue("to_silo")

        self.transaction(revive)

    # ---- the standby pool ---------------------------------------------------------

    def fill_pool(self):
        """Bring the pool one database nearer to being full.

        Returns how the job for that ended, or an empty string where nothing was missing.
        """
        with self._claimed("pool") as got:
            if not got:
                return ""
            self.transaction(lambda env: env["hub.standby"]._get_stale()._discard())
            job_id = self.transaction(self._next_standby)
        return self.run(job_id) if job_id else ""

    @staticmethod
    def _next_standby(env):
        for template in env["hub.standby"]._get_missing():
            return env["hub.standby"]._begin(template).job_ids.id
        return None
