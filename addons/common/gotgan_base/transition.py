"""What a document may do, said as data.

A document declares ``_transitions = {name: Transition(...)}``; buttons, the server and the
structural tests all read the same declaration.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """One declared step of a document.

    :param source: the states it may start from
    :param target: the state it ends in
    :param who: ``kind:value``, the authority it needs, e.g. ``author``, ``group:<xml id>``,
        ``office:commitment_officer``; several alternatives are separated by ``|``
    :param needs_reason: a reason must be given (returns, cancellations)
    """

    source: tuple
    target: str
    who: str
    needs_reason: bool = False

    def authorities(self):
        """Return the alternatives of ``who`` as pairs (kind, value).

        >>> Transition(("draft",), "sent", "author|group:base.group_user").authorities()
        [('author', ''), ('group', 'base.group_user')]
        """
        return [tuple(one.partition(":")[::2]) for one in self.who.split("|")]


class WritePass:
    """Lets exactly one write through the guard of a document: these records, these fields, once.

    It travels in the context, but it is compared by type and used up by the first write that
    matches, so it neither leaks into nested writes nor can be forged by JSON.
    """

    KEY = "gotgan_write_pass"

    def __init__(self, records, vals):
        self._model, self._ids, self._fields = records._name, set(records.ids), set(vals)

    def take(self, records, vals):
        """Return whether this write is the one the pass was made for; it is then used up."""
        fits = (records._name, set(records.ids), set(vals)) == (
            self._model, self._ids, self._fields,
        )
        if fits:
            self._model = None
        return fits


def takes_pass(records, vals):
    """Return whether ``records.write(vals)`` carries an unused pass of its own."""
    one = records.env.context.get(WritePass.KEY)
    return isinstance(one, WritePass) and one.take(records, vals)
