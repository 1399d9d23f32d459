"""What each kind of job consists of, as data.

A step is three functions of a :class:`~.work.Work`:

* ``probe`` answers what the step would have returned when it is done already, else ``None``;
* ``do`` does it and returns a dictionary; it may be called again after having been killed anywhere;
* ``undo`` takes it back, whether or not it was done, or is ``None`` where nothing stays behind.

Another addon adds a kind with :func:`register`, a step of its own with :class:`Step`, and the words
for both with ``selection_add`` on ``hub.job.kind`` and ``hub.job.step.name``.
"""

from collections.abc import Callable
from dataclasses import dataclass


def always(_work):
    return True


@dataclass(frozen=True)
class Step:
    """One step. ``applies`` says whether this tenant needs it at all."""

    name: str
    probe: Callable
    do: Callable
    undo: Callable | None = None
    applies: Callable = always


@dataclass(frozen=True)
class Kind:
    """A kind of job: its steps, in order. ``tries`` is how often each step is tried."""

    name: str
    steps: tuple
    tries: int = 3


KINDS = {}


def register(kind):
    """Make a kind of job known; returns it.

    >>> register(Kind("nothing", ())).tries
    3
    >>> KINDS.pop("nothing").steps
    ()
    """
    KINDS[kind.name] = kind
    return kind
