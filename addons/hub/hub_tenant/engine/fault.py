"""Faults for the tests of the provisioner, and the one place that reads them.

``GOTGAN_FAULT=step:moment`` kills this process (-9) at that moment of that step, and
``GOTGAN_FAULT=step:moment:error`` raises there instead. Moments: ``before`` (recorded as begun),
``inside`` (half of it done), ``during`` (50 ms after its beginning, wherever that is), ``after``
(done, not recorded) and ``recorded``. Undoing has the moments ``undo`` and ``undone``.
"""

import os
import signal
import threading

VARIABLE = "GOTGAN_FAULT"
DURING_SECONDS = 0.05


class InjectedFault(Exception):
    """What a test asked to happen."""


def strike(step, moment):
    """Fail here if the environment asks for it."""
    wanted, kind = _wanted()
    if wanted == (step, moment):
        if kind == "error":
            raise InjectedFault(f"{step}:{moment}")
        _die()


def watch(step):
    """Have the process killed a moment from now, if the environment asks for it."""
    if _wanted()[0] == (step, "during"):
        timer = threading.Timer(DURING_SECONDS, _die)
        timer.daemon = True
        timer.start()


def _wanted():
    step, _colon, rest = os.environ.get(VARIABLE, "").partition(":")
    moment, _colon, kind = rest.partition(":")
    return (step, moment), kind


def _die():
    os.kill(os.getpid(), signal.SIGKILL)
