"""Watches which rules a test has judged by: what was found, by which article, and what was free.

A case is no proof because it has the name of a rule. It is one when, while it ran, the rule found
something and cited its article, and let the same kind of document pass.
"""

import contextlib
import dataclasses
from unittest.mock import patch


@dataclasses.dataclass
class Seen:
    """What one test has seen of one rule: articles of what broke it, of what passed, of reading."""

    broken: set = dataclasses.field(default_factory=set)
    passed: set = dataclasses.field(default_factory=set)
    read: set = dataclasses.field(default_factory=set)

    def add(self, other):
        for field in dataclasses.fields(self):
            getattr(self, field.name).update(getattr(other, field.name))
        return self


class Witness:
    """``seen[test][code]`` is a :class:`Seen`."""

    def __init__(self):
        self.seen, self.test = {}, ""

    def note(self, code, kind, article):
        found = self.seen.setdefault(self.test, {}).setdefault(code, Seen())
        getattr(found, kind).add(article)

    def of(self, code, tests):
        total = Seen()
        for test in tests:
            total.add(self.seen.get(test, {}).get(code, Seen()))
        return total

    @contextlib.contextmanager
    def watching(self):
        """Look over the shoulder of whoever judges a document or reads a value."""
        from odoo.addons.gotgan_rule.models.rule_check_mixin import RuleCheckMixin
        from odoo.addons.gotgan_rule.models.rule_edition_memory_mixin import RuleEditionMemoryMixin

        complete = RuleCheckMixin._complete_findings
        read = RuleEditionMemoryMixin._get_value

        def completed(record, found, edition):
            found = complete(record, found, edition)
            for one in found:
                self.note(edition.rule_id.code, "broken", one.article)
            if not found:
                self.note(edition.rule_id.code, "passed", edition._cite())
            return found

        def value_read(edition, kind):
            if edition.rule_id.code:
                self.note(edition.rule_id.code, "read", edition._cite())
            return read(edition, kind)

        with (
            patch.object(RuleCheckMixin, "_complete_findings", completed),
            patch.object(RuleEditionMemoryMixin, "_get_value", value_read),
        ):
            yield self
