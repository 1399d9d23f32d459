"""Token buckets: how much one address, person or tenant may ask. Plain Python, its own clock.

>>> now = [0.0]
>>> few = Buckets(rate=1, burst=2, clock=lambda: now[0])
>>> [few.take("a") for _turn in range(3)]
[0.0, 0.0, 1.0]
>>> few.take("b")
0.0
>>> now[0] = 1.0
>>> few.take("a"), few.take("a")
(0.0, 1.0)
"""

import collections
import threading
import time

MOST = 20_000
"""Keys remembered; the longest unused is forgotten first, so a flood costs no memory."""


class Buckets:
    """One bucket for each key, filled at ``rate`` tokens a second up to ``burst``."""

    def __init__(self, rate, burst, clock=time.monotonic, most=MOST):
        self._rate, self._burst, self._clock, self._most = rate, burst, clock, most
        self._held = collections.OrderedDict()
        self._lock = threading.Lock()

    def take(self, key, cost=1.0):
        """Return 0.0 when granted, else the seconds until it would be."""
        now = self._clock()
        with self._lock:
            tokens, since = self._held.pop(key, (self._burst, now))
            tokens = min(self._burst, tokens + (now - since) * self._rate)
            granted = tokens >= cost
            self._held[key] = (tokens - cost if granted else tokens, now)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return 0.0 if granted else (cost - tokens) / self._rate

    def __len__(self):
        return len(self._held)
