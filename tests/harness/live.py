"""Odoo inside the test process: its configuration, and the registries of this worker's clones.

The hub's addons and the tenants' never share a database, so a worker has up to two.
"""

import functools
import importlib
import os
import sys
import threading
import types

from . import clones
from .server import HASTY

_state = {"server": None}
_databases = {}
TEMPLATES = {"tenant": "GOTGAN_TEMPLATE", "hub": "GOTGAN_HUB_TEMPLATE"}


def is_given():
    """Whether ``scripts/gotgan test`` has prepared a database for this run."""
    return any(os.environ.get(name) for name in TEMPLATES.values())


def configure():
    """Point Odoo at the local server and our addons; nothing is connected yet."""
    import odoo.init
    from odoo.tools import config

    config.parse_config(
        [
            "-c",
            os.environ["GOTGAN_ODOO_CONF"],
            "--addons-path",
            os.environ["GOTGAN_ADDONS_PATH"],
            "--http-interface=127.0.0.1",
            "--max-cron-threads=0",
            # Odoo's own limit is on the address space, and Chromium inherits it and dies of it.
            "--limit-memory-hard=0",
            "--db-filter=^$",
            "--log-level=warn",
        ],
        setup_logging=True,
    )
    import odoo.modules.module
    import odoo.tests

    odoo.modules.module.initialize_sys_path()
    _use_plain_unittest()
    _spare_children()
    _hire_quickly()


def _use_plain_unittest():
    """Odoo's own ``run`` expects Odoo's result object; pytest brings its own."""
    import unittest

    from odoo.tests import BaseCase, case

    if "run" in vars(BaseCase):
        del BaseCase.run
    case.TestCase.run = unittest.TestCase.run
    case.TestCase.subTest = unittest.TestCase.subTest
    case.TestCase._callTestMethod = unittest.TestCase._callTestMethod


def _spare_children():
    """Odoo's test classes end every child of their process: here those are servers of others."""
    import odoo.tests.common

    class Childless:
        Process = staticmethod(lambda: types.SimpleNamespace(children=lambda recursive: []))
        wait_procs = staticmethod(lambda processes, timeout: (processes, []))

    odoo.tests.common.psutil = Childless


def _hire_quickly():
    """People of a test are not written a letter of invitation: it takes as long as the rest."""
    import odoo.tests.common

    make = odoo.tests.common.new_test_user

    @functools.wraps(make)
    def new_test_user(env, login="", groups="base.group_user", context=None, **values):
        context = {"no_reset_password": True, **(context or {})}
        return make(env, login, groups, context, **values)

    odoo.tests.new_test_user = odoo.tests.common.new_test_user = new_test_user


def hurry():
    """Let this process wait as little as a hasty server, outside of Odoo's own tests of passwords.

    A server that is not hasty counts its own rounds when it checks the passwords given here.
    """
    import odoo.addons
    from odoo.addons.base.models import res_users

    _state.setdefault("rounds", res_users.MIN_ROUNDS)
    path = str(HASTY.parent)
    if path not in odoo.addons.__path__:
        odoo.addons.__path__.append(path)
    importlib.import_module(f"odoo.addons.{HASTY.name}")
    res_users.MIN_ROUNDS = 1


def _hash_slowly():
    if "rounds" in _state:
        sys.modules["odoo.addons.base.models.res_users"].MIN_ROUNDS = _state["rounds"]


def ensure_registry(house):
    """Make ``house`` ("tenant" or "hub") the database of the next test.

    The first time its template is cloned for this worker and its registry loaded.
    """
    import odoo.modules.registry
    from odoo.tools import config

    dbname = _databases.get(house)
    if not dbname:
        dbname = _databases[house] = clones.make(os.environ[TEMPLATES[house]])
    config["db_name"] = [dbname]
    config["dbfilter"] = f"^{dbname}$"
    _run_post_load(odoo.modules.registry.Registry(dbname))
    return dbname


def _run_post_load(registry):
    """What our addons do to the process when Odoo is the first to import them.

    Here pytest was, so Odoo has left it out. Every hook is made to be called again: it also
    undoes what a test of a command did to the process by configuring it anew.
    """
    from odoo.modules.module import Manifest

    for name in registry._init_modules:
        hook = name.startswith(("gotgan_", "hub_")) and Manifest.for_addon(name).get("post_load")
        if hook:
            getattr(sys.modules[f"odoo.addons.{name}"], hook)()


def begin(item):
    """The flags Odoo's own runner sets; only while one of its tests runs."""
    import odoo.modules.module
    from odoo.tests import HttpCase
    from odoo.tools import config

    _hash_slowly()
    threading.current_thread().testing = True
    odoo.modules.module.current_test = item.cls
    config["test_enable"] = True
    if issubclass(item.cls, HttpCase):
        _serve()


def hand_over(instance):
    """Odoo asks the running test whether a request of its server belongs to it."""
    import odoo.modules.module

    odoo.modules.module.current_test = instance


def end():
    import odoo.modules.module
    from odoo.tools import config

    threading.current_thread().testing = False
    odoo.modules.module.current_test = False
    config["test_enable"] = False


def _serve():
    """Odoo's threaded server in this process, for its HttpCase."""
    if _state["server"]:
        return
    import signal

    from odoo import http
    from odoo.service import server
    from odoo.tools import config

    config["http_port"] = clones.free_port()
    server.load_server_wide_modules()
    server.server = server.ThreadedServer(http.root)
    server.server.start(stop=False)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _state["server"] = server.server


def close():
    """Drop what this worker made, whatever the tests did."""
    if _state["server"]:
        _state["server"].stop()
    if _databases and "odoo.sql_db" in sys.modules:
        sys.modules["odoo.sql_db"].close_all()
    clones.drop_all()
    _databases.clear()
    _state["server"] = None
