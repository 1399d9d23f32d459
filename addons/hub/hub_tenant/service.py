"""The provisioner's life: do what is waiting, fill the pool while nothing is, sleep until woken."""

import logging
import select
import time

from .engine import cluster
from .models.hub_job import CHANNEL
from .runner import Runner

_logger = logging.getLogger(__name__)

SLEEP_SECONDS = 30
POOL_REST_SECONDS = 60
# Whoever has just been given a database is opening it: the pool is filled a little later.
CALM_SECONDS = 4


class Provisioner:
    """Runs until ``stop()``; a signal handler may call that at any time."""

    def __init__(self, dbname, settings):
        self.runner = Runner(dbname, settings)
        self.stopping = False
        self.asleep = False
        self.pool_rests_until = 0.0

    def stop(self):
        """Finish the job at hand, then leave; leave at once when there is none."""
        self.stopping = True
        if self.asleep:
            raise SystemExit(0)

    def serve(self):
        with self.runner.line.cursor() as cur:
            cluster.run(cur, "LISTEN {channel}", channel=CHANNEL)
        while not self.stopping:
            self.runner.revive_silos()
            if not self.work_once(CALM_SECONDS):
                self._sleep()

    def work_once(self, calm=0):
        """Do what can be done now; return whether there was anything.

        The pool is left alone for ``calm`` seconds after a job.
        """
        if self.runner.run_waiting():
            self.pool_rests_until = max(self.pool_rests_until, time.monotonic() + calm)
            return True
        if time.monotonic() < self.pool_rests_until:
            return False
        state = self.runner.fill_pool()
        if state == "failed":
            self.pool_rests_until = time.monotonic() + POOL_REST_SECONDS
            _logger.error("the standby pool cannot be filled; see the failed job")
        return state in ("done", "paused")

    def _sleep(self):
        line = self.runner.line
        self.asleep = True
        try:
            if not self.stopping and not line.notifies:
                rest = self.pool_rests_until - time.monotonic()
                seconds = min(rest, SLEEP_SECONDS) if rest > 0 else SLEEP_SECONDS
                select.select([line], [], [], seconds)
        finally:
            self.asleep = False
        line.poll()
        line.notifies.clear()
