"""Runs named tests of addons, one class at a time, as the addons' own runs do.

A case that stands in no addon is one of this folder: its place begins with ``rules/``.
"""

import importlib
import types
import unittest

from harness import live


class Result(unittest.TestResult):
    """Tells the witness which test is running."""

    def __init__(self, witness):
        super().__init__()
        self.witness, self.faults = witness, {}

    def startTest(self, test):
        super().startTest(test)
        self.witness.test = name_of(test)
        live.hand_over(test)

    def addError(self, test, err):
        super().addError(test, err)
        self.faults[name_of(test)] = self._exc_info_to_string(err, test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.faults[name_of(test)] = self._exc_info_to_string(err, test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            self.faults[name_of(test)] = self._exc_info_to_string(err, test)


def name_of(test):
    """Return ``addon/module/Class.method`` of a test, or the class of what failed before any."""
    found = type(test)
    parts = found.__module__.split(".")
    method = getattr(test, "_testMethodName", str(test))
    if len(parts) == 1:
        return f"rules/{parts[0]}/{found.__name__}.{method}"
    return f"{parts[2]}/{parts[-1]}/{found.__name__}.{method}" if len(parts) > 2 else str(test)


def run(names, witness):
    """Run the tests ``names`` while ``witness`` watches; return ``{name: what went wrong}``.

    A name is ``addon/module/Class.method``.
    """
    live.ensure_registry("tenant")
    result, classes = Result(witness), {}
    for name in names:
        place, method = name.split(".")
        classes.setdefault(place, []).append(method)
    with witness.watching():
        for place, methods in classes.items():
            addon, module, name = place.split("/")
            where = module if addon == "rules" else f"odoo.addons.{addon}.tests.{module}"
            case = getattr(importlib.import_module(where), name)
            live.begin(types.SimpleNamespace(cls=case))
            try:
                unittest.TestSuite(map(case, methods)).run(result)
            finally:
                live.end()
    return result.faults
