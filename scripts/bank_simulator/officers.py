"""The bank's register of signatures: who may order transfers, and whether an order is signed so."""

import base64
import json
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LABEL = b"gotgan-seal-1."
SIGNED = ("key", "bank", "number", "holder", "amount", "order", "date", "officer")


class Officers:
    """Cards of officers as they were handed in at the counter.

    :param file: a file with one card (JSON) a line, looked into again whenever it changes
    """

    def __init__(self, file=None):
        self.file, self.seen, self.cards = file and Path(file), None, {}

    def add(self, card):
        """Enter a card: ``{"client", "officer", "name", "public", "from", "to"}``, ISO days.

        What is known of a key stays as it is; only its last day is added.
        """
        known = self.cards.setdefault((card["client"], card["officer"]), dict(card))
        known["to"] = known["to"] or card["to"]

    def why_not(self, client, account, item, today):
        """Return why an order is not signed as it must be; empty where it is.

        :param today: ISO day in Seoul
        """
        self._look()
        card = self.cards.get((client, item.get("officer")))
        if not item.get("signature"):
            return "서명 없음"
        if not card:
            return "미등록 서명자"
        if today < card["from"] or (card["to"] and today > card["to"]):
            return "서명자 유효기간 경과"
        if not _is_day_until(item["date"], today) or not _holds(card, client, account, item):
            return "서명 불일치"
        return ""

    def _look(self):
        if self.file and self.file.exists() and self.file.stat().st_mtime_ns != self.seen:
            self.seen = self.file.stat().st_mtime_ns
            for line in filter(None, self.file.read_text(encoding="utf-8").splitlines()):
                self.add(json.loads(line))


def _is_day_until(text, today):
    """Whether ``YYYYMMDD`` is a day and not one to come."""
    try:
        return date.fromisoformat(str(text)).isoformat() <= today
    except ValueError:
        return False


def _holds(card, client, account, item):
    """Whether the signature is over what the bank was told, as ``gotgan_exchange`` seals it."""
    said = {"purpose": "payment", "client": client, "account": account}
    said.update({name: item[name] for name in SIGNED})
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    payload = base64.urlsafe_b64encode(text.encode()).rstrip(b"=")
    try:
        key = Ed25519PublicKey.from_public_bytes(_decode(card["public"]))
        key.verify(_decode(item["signature"]), LABEL + payload)
    except (InvalidSignature, ValueError):
        return False
    return True


def _decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
