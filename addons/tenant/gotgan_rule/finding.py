"""What a check says about a document."""

import hashlib
import json
from dataclasses import dataclass

# From the gravest on: what stops a step, what stops it until somebody with the right answers for
# it, what is only said.
SEVERITIES = ("block", "overridable", "notice")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a document, and what to do about it.

    A check gives the first four; who judges the document adds the rest. Where a check names a
    severity itself, that one counts: a ceiling that is nearly reached is worth a notice.

    :param str message: what is wrong, with the figures
    :param str fix: what to do next
    :param record: the record it is about (a line), where it is not the document itself
    :param tuple facts: what makes it this finding and no other: codes, ids and amounts, in plain
        values. An override holds only for the same facts, so that a document changed later needs a
        new one. By default the message itself.
    :param edition: the edition of the rule that was asked
    :param str severity: one of ``SEVERITIES``
    :param str article: the article, as the edition cites it
    :param override: the ``gotgan.rule.override`` that answers for it, empty where there is none
    """

    message: str
    fix: str = ""
    record: object = None
    facts: tuple = ()
    edition: object = None
    severity: str = ""
    article: str = ""
    override: object = None

    @property
    def fingerprint(self):
        """Return what stays the same as long as the facts do.

        >>> one = Finding("too much", facts=("203", 5))
        >>> one.fingerprint == Finding("너무 많음", facts=("203", 5)).fingerprint
        True
        >>> one.fingerprint == Finding("too much", facts=("203", 6)).fingerprint
        False
        """
        about = [self.record._name, self.record._origin.ids] if self.record else None
        facts = [about, *(self.facts or (self.message,))]
        text = json.dumps(facts, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def stops(self):
        """Say whether a step is refused because of this.

        >>> Finding("x", severity="block").stops, Finding("x", severity="notice").stops
        (True, False)
        """
        return self.severity == "block" or (self.severity == "overridable" and not self.override)
