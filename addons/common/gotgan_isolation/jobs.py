"""Cron: the jobs of one tenant never hold up those of another (attempt T24).

Odoo's cron thread goes through the tenants one by one, and a job that sleeps stops the
round. Here each tenant's turn runs in a thread of its own; the round waits a few seconds
for it and goes on. One tenant has one such thread at most, and all together a fixed number.
"""

import logging
import os
import threading
import time

import odoo
from odoo.tools import config

from odoo.addons.base.models.ir_cron import IrCron

from . import turns

_logger = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds the round waits for one tenant before it goes on to the next."""


class Rounds:
    """Runs ``work(database)`` beside the round when it takes long.

    >>> import threading
    >>> gate = threading.Event()
    >>> done = []
    >>> rounds = Rounds(lambda db: (db == "a" and gate.wait(), done.append(db)), 2, patience=0.01)
    >>> rounds.turn("a"), rounds.turn("a"), rounds.turn("b"), done
    (True, False, True, ['b'])
    >>> gate.set(); rounds.join(); done
    ['b', 'a']
    """

    def __init__(self, work, most, patience=PATIENCE):
        self._work, self._patience = work, patience
        self._free = threading.Semaphore(most)
        self._lock = threading.Lock()
        self._running = {}

    def turn(self, database):
        """Give a tenant its turn; False when its last one is not over."""
        thread = threading.Thread(
            target=self._run, args=(database,), name=f"odoo.service.cron.{database}", daemon=True,
        )
        with self._lock:
            if database in self._running:
                return False
            self._running[database] = thread
        self._free.acquire()
        thread.start()
        thread.join(self._patience)
        return True

    def _run(self, database):
        thread = threading.current_thread()
        thread.type = "cron"
        thread.start_time = time.time()
        try:
            self._work(database)
        except Exception:
            _logger.warning("The jobs of %s failed", database, exc_info=True)
        finally:
            with self._lock:
                self._running.pop(database, None)
            self._free.release()

    def join(self):
        for thread in list(self._running.values()):
            thread.join()


def _between_processes(work, folder):
    """The same among cron workers: one of them at most works for a tenant."""
    locks = turns.FileTurns(folder, limit=1)

    def turn(database):
        try:
            with locks.hold(f"cron-{database}"):
                work(database)
        except turns.NoTurn:
            _logger.debug("another worker has the jobs of %s", database)

    return turn


def take_turns(setting):
    """Take effect in this process."""
    work = IrCron._process_jobs
    if config["workers"] or odoo.evented:
        turn = _between_processes(work, os.path.join(config["data_dir"], "turns"))
    else:
        turn = Rounds(work, setting.cron_tenants).turn
    IrCron._process_jobs = staticmethod(turn)
