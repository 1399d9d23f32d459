"""The Korean of every addon: complete, in step, and in the words of the term base."""

import csv

import polib
import pytest
from gotgan_conformance.rules import korean
from gotgan_conformance.rules.violation import Violation


@pytest.fixture(scope="session")
def terms(root):
    with (root / "i18n" / "terms.csv").open(encoding="utf-8", newline="") as file:
        return korean.read_terms(csv.DictReader(file))


@pytest.fixture(scope="session")
def exceptions(root):
    with (root / "i18n" / "exceptions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def translated(addons):
    """{addon: (entries of the template, entries of ko.po)}, of the addons that have both."""
    return {
        addon.name: tuple(_entries(path) for path in _paths(addon))
        for addon in addons
        if all(path.is_file() for path in _paths(addon))
    }


def _paths(addon):
    return addon.path / "i18n" / f"{addon.name}.pot", addon.path / "i18n" / "ko.po"


def _entries(path):
    return [
        korean.Entry(entry.msgid, entry.msgstr, entry.fuzzy)
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    ]


def test_files_exist(addons, house):
    house(
        Violation("ko-files", addon.name, f"i18n/{path.name} is missing")
        for addon in addons
        if korean.has_terms(addon.path)
        for path in _paths(addon)
        if not path.is_file()
    )


def test_complete(translated, house):
    house(
        fault
        for addon, (_template, entries) in translated.items()
        for fault in korean.check_complete(addon, entries)
    )


def test_in_step_with_the_template(translated, house):
    house(
        fault
        for addon, (template, entries) in translated.items()
        for fault in korean.check_in_step(addon, [one.msgid for one in template], entries, "ko.po")
    )


def test_placeholders(translated, house):
    house(
        fault
        for addon, (_template, entries) in translated.items()
        for fault in korean.check_placeholders(addon, entries)
    )


def test_terms(translated, terms, exceptions, house):
    excused = {(row["addon"], row["msgid"], row["en"]) for row in exceptions}
    house(
        fault
        for addon, (_template, entries) in translated.items()
        for fault in korean.check_terms(addon, entries, terms, excused)
    )


def test_variants(translated, terms, house):
    house(
        fault
        for addon, (_template, entries) in translated.items()
        for fault in korean.check_avoided(addon, entries, terms)
    )


def test_exceptions_are_reasoned_and_needed(exceptions, translated, house):
    house(
        Violation("ko-exception", row["addon"], f"{fault}: {row['msgid']!r}")
        for row in exceptions
        if (fault := _exception_fault(row, translated))
    )


def _exception_fault(row, translated):
    if len(row["reason"] or "") < 10:
        return "no reason"
    _template, entries = translated.get(row["addon"], ((), ()))
    return "" if row["msgid"] in {entry.msgid for entry in entries} else "no such sentence"
