"""A scenario is one story in steps: each stands on the one before, so a broken one ends it."""

import pytest

BROKEN = pytest.StashKey()


def pytest_runtest_makereport(item, call):
    """Remember the first step of a story that failed."""
    if call.excinfo and not call.excinfo.errisinstance(pytest.skip.Exception):
        item.parent.stash.setdefault(BROKEN, item.name)


def pytest_runtest_setup(item):
    broken = item.parent.stash.get(BROKEN, None)
    if broken:
        pytest.skip(f"the story ended at {broken}")
