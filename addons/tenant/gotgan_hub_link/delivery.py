"""Carrying a sealed message to the hub. No database."""

import json
import time
from typing import NamedTuple

import requests

from odoo.addons.gotgan_exchange.signing import seal

PATHS = {
    "report": "/exchange/v1/report",
    "consent": "/exchange/v1/consent",
    "inquiry": "/exchange/v1/consent",
}
PURPOSES = {"report": "report", "consent": "consent", "inquiry": "consent"}
# A message is good for ten minutes; whoever records it cannot use it later.
LIFETIME = 600
TIMEOUT = (5, 60)
MOST_ANSWER = 64 * 1024
# While a link stands so, the city may still agree, and the report is tried again.
STILL_OPEN = ("unknown", "asked", "offered", "active")
# What an operator puts right: a key, the register. The message is good and is tried again.
MENDED_ELSEWHERE = ("seal", "no_city")


class Answer(NamedTuple):
    """What came of it.

    :param state: the state the message is in now; empty: it is tried again
    :param reason: why, as a word
    :param details: what the hub found, for people
    :param link: how the hub says the link stands
    :param last_sequence: the highest number the hub has, when it has seen this one differently
    """

    state: str
    reason: str
    details: tuple = ()
    link: dict = None
    last_sequence: int = None


class Delivery:
    """One agency's way to its hub.

    :param get_param: reads a parameter of the tenant by name
    """

    def __init__(self, get_param):
        self.url = (get_param("gotgan.hub.url") or "").rstrip("/")
        self.private = get_param("gotgan.tenant.private_key")
        self.identity = get_param("database.uuid")

    @staticmethod
    def is_configured(get_param):
        return bool(get_param("gotgan.hub.url") and get_param("gotgan.tenant.private_key"))

    def send(self, kind, document):
        """Seal ``document``, carry it over and return the :class:`Answer`."""
        if not (self.url.startswith(("https://", "http://")) and self.private and self.identity):
            return Answer("", "unconfigured")
        sealed = seal(self.private, {
            "purpose": PURPOSES[kind], "exp": int(time.time()) + LIFETIME, "body": document,
        })
        try:
            response = requests.post(
                self.url + PATHS[kind], data=sealed.encode(), timeout=TIMEOUT,
                allow_redirects=False, stream=True,
                headers={
                    "Content-Type": "application/octet-stream", "Gotgan-Tenant": self.identity,
                },
            )
            with response:
                body = response.raw.read(MOST_ANSWER, decode_content=True)
        except (requests.RequestException, OSError) as error:
            return Answer("", "unreachable", (type(error).__name__,))
        return read_answer(response.status_code, body)


def read_answer(status, body):
    """Return the :class:`Answer` of what the hub said; what nobody understands is tried again.

    >>> read_answer(200, b'{"status": "accepted", "link": {"state": "active"}}')[:4]
    ('accepted', 'accepted', (), {'state': 'active'})
    >>> read_answer(409, b'{"reason": "sequence", "last_sequence": 7}').last_sequence
    7
    >>> read_answer(422, b'{"reason": "invalid", "violations": ["year: is missing"]}')[:3]
    ('refused', 'invalid', ('year: is missing',))
    >>> read_answer(403, b'{"reason": "no_link", "link": {"state": "offered"}}')[:2]
    ('', 'no_link')
    >>> read_answer(403, b'{"reason": "no_link", "link": {"state": "declined"}}')[:2]
    ('refused', 'no_link')
    >>> read_answer(401, b'{"reason": "seal"}')[:2]
    ('', 'seal')
    >>> read_answer(301, b'')[:3], read_answer(200, b'<html>')[:3]
    (('', 'busy', ('301',)), ('', 'busy', ('200',)))
    """
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return Answer("", "busy", (str(status),))
    link = said["link"] if isinstance(said.get("link"), dict) else None
    if status == 200 and said.get("status") == "accepted":
        return Answer("accepted", "accepted", (), link)
    reason = str(said.get("reason") or "")
    if status == 409 and type(said.get("last_sequence")) is int:
        return Answer("", "sequence", (), link, said["last_sequence"])
    if reason in MENDED_ELSEWHERE:
        return Answer("", reason, (), link)
    if reason == "no_link" and link and link.get("state") in STILL_OPEN:
        return Answer("", reason, (), link)
    if status in (400, 401, 403, 413, 422):
        details = said.get("violations") or []
        return Answer("refused", reason, tuple(str(one)[:300] for one in details[:20]), link)
    return Answer("", "busy", (str(status),), link)
