"""What makes a password weak. Plain Python: no ``env``; the caller finds the words."""

import functools
import re
from pathlib import Path

_LIST = Path(__file__).parent / "data" / "common_passwords.txt"
_ROWS = (
    "0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!@#$%^&*()",
)  # fmt: skip
_RUN = 4  # 1234, qwer, 4321
_SAME = 3  # aaa
_PADDING = 5  # what may be hung on a common word without making it an own one
_LEET = str.maketrans("@4310!$57", "aaeioisst")
_CLASSES = (r"[A-Z]", r"[a-z]", r"[0-9]", r"[^A-Za-z0-9\s]")


@functools.cache
def common_passwords():
    """The passwords attackers try first: from leaks, and the walks over a Korean keyboard."""
    return frozenset(_LIST.read_text("utf-8").split())


def count_classes(password):
    """Return how many of capital, small letter, digit and sign ``password`` has.

    >>> [count_classes(one) for one in ("abc", "aB1", "aB1!", "가나다", "가나다1")]
    [1, 3, 4, 1, 2]
    """
    return sum(1 for one in _CLASSES if re.search(one, password))


def find_run(password):
    """Return the first four characters that follow one another on a keyboard or in the alphabet.

    >>> [find_run(one) for one in ("x1234y", "REWQ!", "ab12cd", "1qaz!")]
    ['1234', 'rewq', '', '1qaz']
    """
    low = password.casefold()
    pieces = (low[at : at + _RUN] for at in range(len(low) - _RUN + 1))
    return next((one for one in pieces if _is_run(one)), "")


def _is_run(piece):
    return any(piece in row or piece[::-1] in row for row in _ROWS)


def find_repeat(password):
    """Return three or more equal characters in a row.

    >>> [find_repeat(one) for one in ("baaad", "book", "x1111")]
    ['aaa', '', '1111']
    """
    found = re.search(rf"(.)\1{{{_SAME - 1},}}", password, re.IGNORECASE)
    return found[0] if found else ""


def find_word(password, words):
    """Return the first of ``words`` (login, name, agency, telephone) that ``password`` contains.

    >>> find_word("Budget2026!", ["budget", "한가람"]), find_word("tiger-House-7", ["ho"])
    ('budget', '')
    """
    low = password.casefold()
    long_enough = (one.casefold() for one in words if len(one) >= (2 if _is_hangul(one) else 4))
    return next((one for one in long_enough if one in low or one in low.translate(_LEET)), "")


def _is_hangul(word):
    return bool(re.search("[가-힣]", word))


def is_common(password):
    """Say whether ``password`` is a common one, or one with a little hung on to it.

    >>> [is_common(one) for one in ("qwer1234!", "P@ssw0rd!", "1q2w3e4r!!", "Monkey2024!")]
    [True, True, True, True]
    >>> [is_common(one) for one in ("tiger-House-7", "Monkey83!9#2$7ab")]
    [False, False]
    """
    low = password.casefold()
    for spelling in {low, low.translate(_LEET)}:
        bare = re.sub(r"^[^a-z0-9가-힣]+|[^a-z0-9가-힣]+$", "", spelling)
        word = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", spelling)
        for one in {spelling, bare, word, *(spelling[:end] for end in range(6, len(spelling)))}:
            if len(low) - len(one) <= _PADDING and one in common_passwords():
                return True
    return False


def find_faults(password, words=(), length=9, classes=3):
    """Return the rules ``password`` breaks, as pairs (rule, what was found).

    >>> find_faults("tiger-House-7")
    []
    >>> [rule for rule, _found in find_faults("aaa1234", ["aaa1"])]
    ['length', 'classes', 'run', 'repeat', 'word', 'common']
    """
    checks = (
        ("length", len(password) if len(password) < length else ""),
        ("classes", count_classes(password) if count_classes(password) < classes else ""),
        ("run", find_run(password)),
        ("repeat", find_repeat(password)),
        ("word", find_word(password, words)),
        ("common", "…" if is_common(password) else ""),
    )
    return [(rule, found) for rule, found in checks if found != ""]
