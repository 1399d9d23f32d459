from typing import NamedTuple


class Violation(NamedTuple):
    """One broken law: its name, where, and what is wrong there in words a developer can act on."""

    rule: str
    where: str
    what: str

    def __str__(self):
        return f"{self.where}: [{self.rule}] {self.what}"


def describe(violations):
    """Return the violations as the text of a failing test.

    >>> print(describe([Violation("no-print", "a.py:3", "print() in product code")]))
    1 violation(s)
      a.py:3: [no-print] print() in product code
    """
    lines = [f"  {violation}" for violation in sorted(violations)]
    return "\n".join([f"{len(lines)} violation(s)", *lines])
