"""What clients say to the bank over the line, as dictionaries; both doors lead here."""

from .wire import Lost


class Desk:
    """The bank behind its line."""

    def __init__(self, bank, wire):
        self.bank, self.wire = bank, wire

    def transfer(self, client, account, items):
        """Carry each instruction; what was lost on the way is missing from the answer."""
        self.wire.deliver_late()
        results = []
        for item in items:
            def call(item=item):
                return self.bank.order(client, account, item)
            try:
                made = self.wire.carry(call)
            except Lost:
                continue
            results.append(self._say(made))
        return results

    def inquire(self, client, items):
        """Answer about each key: ``{"key", "valid_until"}``."""
        self.wire.deliver_late()
        results = []
        for item in items:
            try:
                status, made = self.wire.ask(
                    lambda item=item: self.bank.inquire(client, item["key"], item["valid_until"]),
                )
            except Lost:
                continue
            results.append(self._say(made) if made else {"key": item["key"], "status": status})
        return results

    def _say(self, made):
        said = {
            "key": made.key, "status": made.status, "reference": made.reference,
            "reason": made.reason, "day": made.day,
        }
        return {**said, "status": "pending"} if self.wire.ponders() else said
