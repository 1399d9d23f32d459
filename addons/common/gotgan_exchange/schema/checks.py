"""Small checks that are put together to a schema.

A check is called with a value and its path, and returns the violations it found; it never raises,
whatever the value is.
"""

import re
from datetime import date, datetime

from .violation import Violation

# The largest whole number a browser keeps exactly.
MOST_WON = 9_007_199_254_740_991
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
# A document that is wrong everywhere need not be told so a million times.
MOST_VIOLATIONS = 50


def integer(least=-MOST_WON, most=MOST_WON):
    """Check for a whole number.

    >>> integer(0)(-1, "paid")
    [Violation(path='paid', fault='-1 is below 0')]
    >>> integer()(True, "paid"), integer()(3, "paid")
    ([Violation(path='paid', fault='is not a whole number')], [])
    """

    def check(value, path):
        if type(value) is not int:
            return [Violation(path, "is not a whole number")]
        if value < least:
            return [Violation(path, f"{value} is below {least}")]
        return [Violation(path, f"{value} is above {most}")] if value > most else []

    return check


def text(most, least=1, pattern=None):
    """Check for a text without control characters.

    >>> text(5)("가나다라마바", "name"), text(5)("가", "name")
    ([Violation(path='name', fault='is longer than 5')], [])
    >>> text(5)("가\\n", "name")
    [Violation(path='name', fault='has characters that cannot be shown')]
    """

    def check(value, path):
        if not isinstance(value, str):
            return [Violation(path, "is not a text")]
        if not least <= len(value) <= most:
            fault = f"is longer than {most}" if len(value) > most else "is empty"
            return [Violation(path, fault)]
        if CONTROL.search(value):
            return [Violation(path, "has characters that cannot be shown")]
        if pattern and not re.fullmatch(pattern, value, re.ASCII):
            return [Violation(path, "is not of the expected form")]
        return []

    return check


def choice(*values):
    """Check for one of ``values``.

    >>> choice("a", "b")("c", "kind")
    [Violation(path='kind', fault='is none of a, b')]
    """

    def check(value, path):
        known = isinstance(value, str) and value in values
        return [] if known else [Violation(path, f"is none of {', '.join(values)}")]

    return check


def day(value, path):
    """Check for a date.

    >>> day("2026-02-30", "date"), day("2026-02-28", "date")
    ([Violation(path='date', fault='is not a date')], [])
    """
    return _dated(value, path, DAY, date.fromisoformat, "is not a date")


def moment(value, path):
    """Check for a moment in UTC.

    >>> moment("2026-11-22T10:00:00.5Z", "as_of"), moment("2026-11-22 10:00", "as_of")
    ([], [Violation(path='as_of', fault='is not a moment in UTC')])
    """
    return _dated(value, path, MOMENT, datetime.fromisoformat, "is not a moment in UTC")


def _dated(value, path, shape, read, fault):
    if not isinstance(value, str) or not shape.fullmatch(value):
        return [Violation(path, fault)]
    try:
        read(value)
    except ValueError:
        return [Violation(path, fault)]
    return []


def optional(check):
    """Check only what is not null."""
    return lambda value, path: [] if value is None else check(value, path)


def array(check, most):
    """Check a list of at most ``most`` items, each by ``check``.

    >>> array(integer(), 2)([1, "2"], "list")
    [Violation(path='list[1]', fault='is not a whole number')]
    >>> array(integer(), 2)([1, 2, 3], "list")
    [Violation(path='list', fault='has more than 2 items')]
    """

    def check_all(value, path):
        if not isinstance(value, list):
            return [Violation(path, "is not a list")]
        if len(value) > most:
            return [Violation(path, f"has more than {most} items")]
        found = []
        for place, item in enumerate(value):
            found += check(item, f"{path}[{place}]")
            if len(found) >= MOST_VIOLATIONS:
                break
        return found

    return check_all


def mapping(check_key, check_value, most):
    """Check an object that is used as a table: any keys of one kind, values of another."""

    def check(value, path):
        if not isinstance(value, dict):
            return [Violation(path, "is not an object")]
        if len(value) > most:
            return [Violation(path, f"has more than {most} entries")]
        found = []
        for key, item in value.items():
            found += [*check_key(key, f"{path}.{key}"), *check_value(item, f"{path}.{key}")]
            if len(found) >= MOST_VIOLATIONS:
                break
        return found

    return check


def record(fields):
    """Check an object that has exactly ``fields``.

    >>> record({"a": integer()})({"b": 1}, "x")
    [Violation(path='x.a', fault='is missing'), Violation(path='x.b', fault='is not expected')]
    """

    def check(value, path):
        if not isinstance(value, dict):
            return [Violation(path, "is not an object")]
        at = f"{path}." if path else ""
        found = []
        for name, check_field in fields.items():
            if name in value:
                found += check_field(value[name], at + name)
            else:
                found.append(Violation(at + name, "is missing"))
        extra = [name for name in value if name not in fields]
        return found + [
            Violation((at + str(name))[:80], "is not expected") for name in extra[:MOST_VIOLATIONS]
        ]

    return check
