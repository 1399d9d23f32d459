"""The line to the bank, and everything that goes wrong on it."""

import random
from typing import NamedTuple


class Faults(NamedTuple):
    """How often each thing goes wrong, each as a chance between 0 and 1.

    lose      the message never arrives
    mute      it arrives, and the answer is lost
    double    it arrives twice
    delay     it arrives later, among others in no order; the caller hears nothing
    reject    the bank refuses it for a reason of its own
    ponder    the bank says it has not decided
    """

    lose: float = 0
    mute: float = 0
    double: float = 0
    delay: float = 0
    reject: float = 0
    ponder: float = 0


class Lost(Exception):
    """The caller hears nothing."""


class Wire:
    """Carries calls to the bank by a seed: the same seed goes wrong in the same way."""

    def __init__(self, seed=0, faults=None):
        self.chance, self.faults, self.late = random.Random(seed), faults or Faults(), []
        self.seed = seed

    def refuses(self, key):
        """Say why the bank refuses this key; the same key always gets the same answer."""
        mine = random.Random(f"{self.seed}/{key}")
        return "수취은행 점검" if mine.random() < self.faults.reject else ""

    def carry(self, call):
        """Carry one instruction, or lose, delay or double it; return the bank's answer."""
        if self._happens("lose"):
            raise Lost("lost on the way")
        if self._happens("delay"):
            self.late.append(call)
            raise Lost("on the way")
        answer = call()
        if self._happens("double"):
            answer = call()
        if self._happens("mute"):
            raise Lost("the answer was lost")
        return answer

    def ask(self, call):
        """Carry a question: it may be lost, but asking changes nothing at the bank."""
        if self._happens("lose") or self._happens("mute"):
            raise Lost("no answer")
        return call()

    def ponders(self):
        return self._happens("ponder")

    def deliver_late(self, everything=False):
        """Let what is on its way arrive, in no order; some of it stays out longer."""
        arriving = [one for one in self.late if everything or self.chance.random() < 0.5]
        self.late = [one for one in self.late if one not in arriving]
        self.chance.shuffle(arriving)
        for call in arriving:
            call()

    def _happens(self, fault):
        return self.chance.random() < getattr(self.faults, fault)
