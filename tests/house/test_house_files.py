"""Every file of the project: its length, its words, its place."""

import csv

import pytest
from gotgan_conformance.rules import addon, catalogue, markup, money, sizes, text
from gotgan_conformance.rules import layers as arrows
from gotgan_conformance.rules.nouns import check_nouns
from gotgan_conformance.rules.syntax import field_type, fields_of, models_in


def _read(path):
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def _texts(root, files):
    for path in files:
        if path.suffix not in text.BINARY:
            yield path.relative_to(root).as_posix(), path.suffix, _read(path)


def test_lengths(root, files, house):
    house([fault for item in _texts(root, files) for fault in sizes.check_file_length(*item)])


def test_words(root, files, house):
    texts = [(where, body) for where, _suffix, body in _texts(root, files)]
    house([fault for where, body in texts for fault in text.check_text(where, body)])


@pytest.mark.parametrize("rule", catalogue.MARKUP_RULES, ids=lambda rule: rule.__name__)
def test_markup(rule, markups, house):
    house([fault for where, tree in markups for fault in rule(where, tree)])


@pytest.fixture(scope="module")
def amounts(sources):
    """The field names that are Won wherever they occur."""
    kinds = {}
    for source in sources:
        for model in models_in(source.tree):
            for name, call in fields_of(model).items():
                kinds.setdefault(name, set()).add(field_type(call))
    return {name for name, found in kinds.items() if found == {"Won"}}


@pytest.mark.parametrize("rule", [markup.check_won_widget, markup.check_totals])
def test_amounts_on_screen(rule, markups, amounts, house):
    house(fault for item in markups for fault in rule(*item, amounts))


@pytest.mark.parametrize("rule", catalogue.ADDON_RULES, ids=lambda rule: rule.__name__)
def test_addon(rule, addons, house):
    house([fault for one in addons for fault in rule(one)])


def test_access_lines(addons, sources, house):
    house([fault for one in addons for fault in addon.check_access_lines(one, sources)])


@pytest.mark.parametrize("rule", catalogue.LAYER_RULES, ids=lambda rule: rule.__name__)
def test_layers(rule, addons, layers, house):
    house(rule(addons, layers))


def test_imports_follow_the_arrows(sources, addons, layers, house):
    house(arrows.check_import_arrows(sources, addons, layers))


def test_reading_only_reads(sources, layers, house):
    house(arrows.check_reading(sources, layers))


def test_base_knows_no_business_noun(root, sources, layers, house):
    with (root / "i18n" / "terms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    nouns = {row["identifier"] for row in rows if row["checked"] == "yes"}
    innocent = [source for source in sources if source.addon in layers["without_nouns"]]
    house(fault for source in innocent for fault in check_nouns(source, nouns))


def test_amounts_by_name():
    assert money.is_amount_name("unit_price") and not money.is_amount_name("execution_rate")
