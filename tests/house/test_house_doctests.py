"""The examples in the rules' docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest
from gotgan_conformance import rules

NAMES = [module.name for module in pkgutil.iter_modules(rules.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name):
    module = importlib.import_module(f"gotgan_conformance.rules.{name}")
    assert doctest.testmod(module).failed == 0
