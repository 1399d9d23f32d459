"""The house tests read files only: no database, no Odoo."""

import sys
from pathlib import Path

import pytest
import tomllib

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "addons" / "common"))

from gotgan_conformance.rules import tree  # noqa: E402
from gotgan_conformance.rules.violation import describe  # noqa: E402


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def addons(root):
    return tree.find_addons(root)


@pytest.fixture(scope="session")
def sources(root):
    return tree.read_sources(root)


@pytest.fixture(scope="session")
def files(root):
    return tree.find_files(root)


@pytest.fixture(scope="session")
def markups(root, files):
    return tree.read_markup(root, files)


@pytest.fixture(scope="session")
def layers(root):
    return tomllib.loads((root / "config" / "layers.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def house():
    """Assert that a list of violations is empty, and print them all when it is not."""

    def check(violations):
        found = list(violations)
        if found:
            pytest.fail(describe(found), pytrace=False)

    return check
