"""The tools' own rules: ruff, and pylint-odoo's mandatory set."""

import importlib.util
import subprocess
import sys

import pytest


def _run(root, module, *arguments):
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed here")
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff(root):
    _run(root, "ruff", "check", "--quiet", "--output-format", "concise", ".")


def test_pylint_odoo(root, addons):
    if importlib.util.find_spec("pylint_odoo") is None:
        pytest.skip("pylint_odoo is not installed here")
    folders = [str(addon.path.relative_to(root)) for addon in addons]
    _run(root, "pylint", "--rcfile=.pylintrc", *folders)
