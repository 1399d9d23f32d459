"""The provisioner's plain functions (addons/hub/hub_tenant/engine), called without Odoo."""

import json

from . import keys, paths, venv
from .run import run

FOLDER = paths.ROOT / "addons" / "hub" / "hub_tenant"

CALLER = """
import importlib, json, os, sys
sys.path.insert(0, {folder!r})
dsn = os.environ["GOTGAN_PROVISIONER_DSN"]
from engine import cluster
for module, name, arguments in json.load(sys.stdin):
    function = getattr(importlib.import_module("engine." + module), name)
    if arguments and arguments[0] == "<cursor>":
        with cluster.connect(dsn) as cur:
            function(cur, *arguments[1:])
    else:
        function(*[dsn if one == "<dsn>" else one for one in arguments])
"""


def call(doing, *calls):
    """Call functions one after another in one process.

    :param calls: ``(module, function, arguments)``; among the arguments ``<cursor>`` stands for
        a cursor of the provisioner and ``<dsn>`` for its DSN.
    """
    run(
        doing,
        [venv.python(), "-c", CALLER.format(folder=str(FOLDER))],
        env=keys.provisioner_env(),
        stdin=json.dumps(calls),
        log=paths.log("odoo-setup"),
    )
