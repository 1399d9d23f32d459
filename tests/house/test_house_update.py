"""``i18n/update.py`` carries the Korean over when the source terms change."""

import importlib.util

import polib
import pytest


@pytest.fixture(scope="module")
def update(root):
    spec = importlib.util.spec_from_file_location("gotgan_i18n_update", root / "i18n" / "update.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _file(**texts):
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for msgid, msgstr in texts.items():
        file.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    return file


def test_merge_keeps_adds_and_drops(update):
    merged = update.merge(_file(Budget="", Payee=""), _file(Budget="예산", Gone="없음"))
    assert {entry.msgid: entry.msgstr for entry in merged} == {"Budget": "예산", "Payee": ""}
    assert merged.metadata["Language"] == "ko"


def test_merge_keeps_what_is_in_doubt(update):
    korean = _file(Budget="예산")
    korean[0].flags.append("fuzzy")
    (entry,) = update.merge(_file(Budget=""), korean)
    assert entry.fuzzy


def test_every_addon_has_its_folder(update, addons):
    assert set(update.find_addons([])) == {addon.name for addon in addons}
    assert list(update.find_addons(["gotgan_base"])) == ["gotgan_base"]
