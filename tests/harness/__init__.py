"""The pytest plugin behind ``scripts/gotgan test``.

* Addons' own tests (``addons/*/*/tests/test_*.py``, Odoo's TestCase classes)
  are collected under their Odoo names and run in this process, on a clone of
  the template database that is dropped at the end.
* Doctests of plain-Python modules in ``addons`` and ``scripts`` are collected.
* ``--quick`` leaves out what takes long: everything marked ``slow`` and the
  folders of races, attacks, journeys and acceptance.
* Two workers are dealt what ``dealing`` keeps together, the longest first.
"""

import os
import pathlib

import pytest

from . import collect, live, screens

SLOW_FOLDERS = {
    "races", "attacks", "browser", "journeys", "acceptance", "crashes", "bench", "rules"
}


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="only the fast tests")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: left out by --quick")
    if live.is_given():
        live.configure()


def pytest_unconfigure(config):
    live.close()


def pytest_ignore_collect(collection_path, config):
    """Measurements are run by ``scripts/gotgan bench``, never as tests."""
    return (
        True if collection_path.name == "bench" and collection_path.parent.name == "tests" else None
    )


def pytest_collect_directory(path, parent):
    """A package of an addon is a plain folder to pytest, which would import it by a wrong name."""
    return collect.folder(path, parent)


def pytest_collect_file(file_path, parent):
    return collect.doctests(file_path, parent)


def pytest_pycollect_makemodule(module_path, parent):
    return collect.odoo_module(module_path, parent)


def _is_slow(item):
    if item.get_closest_marker("slow"):
        return True
    parts = pathlib.Path(str(item.path)).relative_to(item.config.rootpath).parts
    return parts[0] == "tests" and parts[1] in SLOW_FOLDERS


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getvalue("dist") != "loadscope":
        return None
    from .dealing import Dealing

    return Dealing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if os.environ.get("PYTEST_XDIST_WORKER"):
        from . import dealing

        dealing.sort(items)
    if not config.getoption("--quick"):
        return
    slow = [item for item in items if _is_slow(item)]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if not _is_slow(item)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if collect.is_odoo(item):
        live.ensure_registry(collect.house(item))
        live.begin(item)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item):
    if collect.is_odoo(item):
        live.hand_over(item.instance)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item):
    if collect.is_odoo(item):
        live.end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A browser test that fails says what its pages showed."""
    report = yield
    if report.failed:
        report.sections += screens.describe()
    return report
