"""The Korean an official reads: complete, in step with the source, one word for one thing.

An *entry* is ``(msgid, msgstr, fuzzy)``. A *term* is a row of ``i18n/terms.csv``:
``en``, ``ko`` (the acceptable words, ``|`` between them), ``avoid`` (words an official would not
write). ``exceptions`` is a set of ``(addon, msgid, en)`` from ``i18n/exceptions.csv``.
"""

import re
from typing import NamedTuple

from .violation import Violation

PLACEHOLDER = re.compile(r"%\(\w+\)[sdrf]|\{\w+\}|%%")
TAG = re.compile(r"</?\w+")
LATIN = re.compile(r"[A-Za-z]{2,}")
HANGUL = re.compile(r"[가-힣]")
# Words that are the same in Korean papers.
SAME = {
    "XLSX",
    "PDF",
    "CSV",
    "SHA",
    "ID",
    "API",
    "JSON",
    "URL",
    "HTML",
    "Gotgan",
    "Won",
    "KRW",
    "Odoo",
    "VAT",
}


class Entry(NamedTuple):
    msgid: str
    msgstr: str
    fuzzy: bool = False


class Term(NamedTuple):
    en: str
    ko: tuple
    avoid: tuple = ()
    checked: bool = True


def read_terms(rows):
    """Return the terms of the rows of ``terms.csv``; each spelling is a term of its own."""
    return [
        Term(en, tuple(row["ko"].split("|")), tuple(filter(None, row["avoid"].split("|"))), checked)
        for row in rows
        for checked in [row["checked"] == "yes"]
        for en in row["en"].split("|")
    ]


def has_terms(folder):
    """Say whether an addon's folder holds anything a person reads."""
    product = [
        *folder.glob("models/*.py"),
        *folder.glob("**/*.xml"),
        *folder.glob("static/**/*.js"),
    ]
    return any(path.name != "__init__.py" for path in product)


def check_complete(addon, entries):
    """Nothing untranslated, nothing in doubt, nothing left in English."""
    return [
        Violation("ko-complete", addon, f"{fault}: {entry.msgid!r}")
        for entry in entries
        if (fault := _incomplete(entry))
    ]


def _incomplete(entry):
    if not entry.msgstr.strip():
        return "untranslated"
    if entry.fuzzy:
        return "fuzzy"
    words = set(LATIN.findall(_plain(entry.msgid))) - SAME
    if words and entry.msgstr == entry.msgid:
        return "left in English"
    if words and not HANGUL.search(entry.msgstr) and len(words) > 1:
        return "no Korean in it"
    return ""


def _plain(text):
    """Return a text without placeholders and markup."""
    return re.sub(r"<[^>]+>", " ", PLACEHOLDER.sub(" ", text))


def check_placeholders(addon, entries):
    """A translation keeps every placeholder and every tag of its source."""
    return [
        Violation("ko-placeholder", addon, f"{entry.msgid!r} → {entry.msgstr!r}")
        for entry in entries
        if entry.msgstr
        and any(
            sorted(pattern.findall(entry.msgid)) != sorted(pattern.findall(entry.msgstr))
            for pattern in (PLACEHOLDER, TAG)
        )
    ]


def check_in_step(addon, wanted, entries, file):
    """``file`` holds exactly the wanted source terms."""
    present = {entry.msgid for entry in entries}
    return [
        *(
            Violation("ko-step", f"{addon}/i18n/{file}", f"lacks {text!r}")
            for text in sorted(set(wanted) - present)
        ),
        *(
            Violation("ko-step", f"{addon}/i18n/{file}", f"has stale {text!r}")
            for text in sorted(present - set(wanted))
        ),
    ]


def check_terms(addon, entries, terms, exceptions=frozenset()):
    """One term, one word: where the English says it, the Korean says it too."""
    ordered = sorted(terms, key=lambda term: -len(term.en))
    return [
        Violation(
            "ko-term",
            addon,
            f"{term.en!r} is {'/'.join(term.ko)}: {entry.msgid!r} → {entry.msgstr!r}",
        )
        for entry in entries
        if entry.msgstr
        for term in terms_in(entry.msgid, ordered)
        if term.checked
        and not any(word in entry.msgstr for word in term.ko)
        and (addon, entry.msgid, term.en) not in exceptions
    ]


def terms_in(text, ordered):
    """Return the terms a text names, longest first; a word counts for one term only.

    >>> terms = [Term("commitment officer", ("재무관",)), Term("commitment", ("지출원인행위",))]
    >>> [term.en for term in terms_in("The Commitment Officer signs", terms)]
    ['commitment officer']
    """
    rest, found = _plain(text).lower().replace("_", " "), []
    for term in ordered:
        pattern = re.compile(rf"\b{re.escape(term.en.lower())}(?:s|es)?\b")
        if pattern.search(rest):
            found.append(term)
            rest = pattern.sub(" ", rest)
    return found


def check_avoided(addon, entries, terms):
    """Variants that an official would correct with a red pen."""
    return [
        Violation("ko-variant", addon, f"write {term.ko[0]}, not {word}: {entry.msgstr!r}")
        for entry in entries
        for term in terms
        for word in term.avoid
        if word in entry.msgstr
    ]
