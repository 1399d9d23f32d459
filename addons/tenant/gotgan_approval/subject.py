"""What a document says about itself to those who approve it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """The head of a document as its line reads it.

    :param name: the title
    :param amount: won; it decides how high the line climbs
    :param department: the ``hr.department`` whose case it is
    :param rows: pairs (label, text), what those who sign look at
    """

    name: str
    amount: int
    department: object
    rows: tuple = ()


class ApprovalPass:
    """Lets lines perform one transition of their documents, until it is closed.

    It travels in the context, but is compared by type, so that no call from outside can carry one.
    """

    KEY = "gotgan_approval_pass"

    def __init__(self, documents, transition, capacity):
        self._model, self._ids = documents._name, frozenset(documents.ids)
        self._transition, self._capacity = transition, capacity

    def get_capacity(self, document, step):
        """Return in which capacity the document's step is performed; '' if this is another."""
        fits = self.is_for(document) and document._transitions[self._transition] is step
        return self._capacity if fits else ""

    def is_for(self, document):
        """Return whether the line is at work on this document."""
        return document._name == self._model and document.id in self._ids

    def close(self):
        """Let nothing more through."""
        self._ids = frozenset()


def get_pass(env):
    """Return the pass of a line that is at work, or ``None``."""
    one = env.context.get(ApprovalPass.KEY)
    return one if isinstance(one, ApprovalPass) else None
