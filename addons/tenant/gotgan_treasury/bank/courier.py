"""The order in which an intent is kept and a bank is spoken to. No database, no Odoo.

What makes it pay once, whatever dies and whenever:

1. An instruction is *sent* before it is spoken of: the state is kept (committed) first. Whoever
   finds it *sent* after a crash does not know whether the bank heard it, and only asks.
2. Nothing leads back to *created*. What was spoken of once is never spoken of again.
3. Every instruction carries the moment its time is over. The bank refuses it from then on; so its
   answer "never heard of it, and too late now" ends the matter, and a new one may be written.
"""

from .answer import complete


class Silence(Exception):
    """The bank could not be reached, or did not answer in words we know."""


class Courier:
    """Carries what waits to the bank, and asks about what is open.

    :param store: keeps instructions: ``take_new()`` and ``take_open()`` mark a few as being sent or
        asked about and return their keys; ``note(purpose, verdicts)`` writes answers down;
        ``keep()`` makes all of it last
    :param bank: ``send(keys)`` and ``inquire(keys)`` return verdicts or raise :class:`Silence`
    """

    def __init__(self, store, bank):
        self.store, self.bank = store, bank

    def carry(self):
        """Send what waits, then ask about what is open; return how many were spoken of."""
        return (
            self._round("send", self.store.take_new, self.bank.send)
            + self._round("inquire", self.store.take_open, self.bank.inquire)
        )

    def _round(self, purpose, take, speak):
        count = 0
        while keys := take():
            self.store.keep()
            verdicts = self._listen(speak, keys)
            self.store.note(purpose, verdicts)
            self.store.keep()
            count += len(keys)
        return count

    @staticmethod
    def _listen(speak, keys):
        try:
            return complete(keys, speak(keys))
        except Silence as silence:
            words = str(silence)
            return [one._replace(reason=words) for one in complete(keys, [])]
