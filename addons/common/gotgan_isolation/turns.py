"""Turns: how many requests of one tenant run at the same time, so that it cannot take every thread.

In a process with threads a request waits a little for its turn. Between worker processes
turns are locked files, which the kernel gives back when a worker dies. There a waiting
request itself takes a worker: it waits a moment, and while a tenant hangs not at all.
"""

import contextlib
import fcntl
import os
import threading
import time

HANGING = 2.0
"""Seconds for which a tenant whose request has waited in vain is refused without waiting."""


class NoTurn(Exception):
    """The tenant has as many requests running as it may."""


class ThreadTurns:
    """Turns among the threads of one process.

    >>> turns = ThreadTurns(limit=1, waiting=1, seconds=0.01)
    >>> with turns.hold("a"), turns.hold("b"):
    ...     with turns.hold("a"):
    ...         pass
    Traceback (most recent call last):
    NoTurn: a
    >>> with turns.hold("a"):
    ...     turns.busy("a")
    1
    >>> turns.busy("a")
    0
    """

    def __init__(self, limit, waiting=40, seconds=10.0, clock=time.monotonic):
        self._limit, self._most, self._seconds, self._clock = limit, waiting, seconds, clock
        self._changed = threading.Condition()
        self._running = {}
        self._queue = {}

    def busy(self, key):
        return self._running.get(key, 0)

    @contextlib.contextmanager
    def hold(self, key):
        """Raise :class:`NoTurn` when the queue is full or the wait too long."""
        self._enter(key)
        try:
            yield
        finally:
            self._leave(key)

    def _enter(self, key):
        with self._changed:
            if self._running.get(key, 0) >= self._limit:
                self._wait(key)
            self._running[key] = self._running.get(key, 0) + 1

    def _wait(self, key):
        if self._queue.get(key, 0) >= self._most:
            raise NoTurn(key)
        self._queue[key] = self._queue.get(key, 0) + 1
        until = self._clock() + self._seconds
        try:
            while self._running.get(key, 0) >= self._limit:
                left = until - self._clock()
                if left <= 0 or not self._changed.wait(left):
                    raise NoTurn(key)
        finally:
            self._queue[key] -= 1
            if not self._queue[key]:
                del self._queue[key]

    def _leave(self, key):
        with self._changed:
            self._running[key] -= 1
            if not self._running[key]:
                del self._running[key]
            self._changed.notify_all()


class FileTurns:
    """Turns among processes: ``limit`` lock files for each key.

    >>> import tempfile
    >>> turns = FileTurns(tempfile.mkdtemp(), limit=1, seconds=0.05)
    >>> with turns.hold("a"), turns.hold("b"):
    ...     with turns.hold("a"):
    ...         pass
    Traceback (most recent call last):
    NoTurn: a
    """

    def __init__(self, folder, limit, seconds=0.0, clock=time.monotonic):
        self._folder, self._limit, self._seconds, self._clock = folder, limit, seconds, clock
        self._hanging = {}

    @contextlib.contextmanager
    def hold(self, key):
        """Raise :class:`NoTurn` when all turns are taken."""
        os.makedirs(self._folder, mode=0o700, exist_ok=True)
        handle = self._wait(key)
        try:
            yield
        finally:
            os.close(handle)

    def _wait(self, key):
        """A lock within the time, or none at once if the last wait was in vain."""
        now = self._clock()
        until = now if now < self._hanging.get(key, 0.0) else now + self._seconds
        while True:
            with contextlib.suppress(NoTurn):
                handle = self._take(key)
                self._hanging.pop(key, None)
                return handle
            if self._clock() >= until:
                self._hanging[key] = self._clock() + HANGING
                raise NoTurn(key)
            time.sleep(0.01)

    def _take(self, key):
        for number in range(self._limit):
            path = os.path.join(self._folder, f"{key}.{number}")
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
            else:
                return handle
        raise NoTurn(key)
