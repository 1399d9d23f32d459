"""What an agency says to the hub about its consent.

::

    {"schema": "gotgan.consent", "version": 1, "tenant": uuid, "sequence": 18,
     "as_of": moment, "state": "agreed" or "ended" or "unknown", "depth": depth or null,
     "date_from": day or null, "date_to": day or null, "reason": text or null,
     "capacity": who agreed, by office, without a name}

``unknown`` only asks how things stand. The hub answers each message with the state of the link.
"""

from . import checks
from .depth import DEPTHS
from .report import UUID
from .violation import Violation

SCHEMA = "gotgan.consent"
VERSION = 1
STATES = ("agreed", "ended", "unknown")

_shape = checks.record(
    {
        "schema": checks.choice(SCHEMA),
        "version": checks.integer(1),
        "tenant": checks.text(36, pattern=UUID),
        "sequence": checks.integer(1),
        "as_of": checks.moment,
        "state": checks.choice(*STATES),
        "depth": checks.optional(checks.choice(*DEPTHS)),
        "date_from": checks.optional(checks.day),
        "date_to": checks.optional(checks.day),
        "reason": checks.optional(checks.text(500)),
        "capacity": checks.optional(checks.text(100)),
    }
)


def validate_consent(message):
    """Return what is wrong with a message about consent, as a list of :class:`Violation`.

    >>> [str(one) for one in validate_consent({"schema": "gotgan.consent", "version": 2})]
    ['version: 2 is not known here; known: 1']
    """
    if not isinstance(message, dict) or message.get("schema") != SCHEMA:
        return [Violation("schema", f"is not {SCHEMA}")]
    if message.get("version") != VERSION or type(message["version"]) is not int:
        version = str(message.get("version"))[:20]
        return [Violation("version", f"{version} is not known here; known: {VERSION}")]
    found = _shape(message, "")
    if not found and message["state"] == "agreed":
        found = [
            Violation(name, "is missing") for name in ("depth", "date_from") if not message[name]
        ]
    if not found and message["date_to"] and message["date_to"] < (message["date_from"] or ""):
        found = [Violation("date_to", "lies before date_from")]
    return found
