"""Progress on stderr, so that stdout stays clean for --json and pipes."""

import contextlib
import sys
import time

quiet = False


def line(text=""):
    if not quiet:
        print(text, file=sys.stderr, flush=True)


def warn(text):
    print(f"warning: {text}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(text):
    """Announce a step and, when it took a moment, how long it took."""
    line(f"• {text} …")
    started = time.monotonic()
    yield
    spent = time.monotonic() - started
    if spent >= 1:
        line(f"  done in {spent:.0f} s")
