"""The tools' own rules: ruff, and pylint-odoo's mandatory set."""

import importlib.util
import re
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
    _run(root, "pylint", "--rcfile=.pylintrc", "--jobs=1", *folders)


def test_pre_commit_uses_the_pinned_versions(root):
    """One file of pins: what a commit is checked with is what the tests check with."""
    hooks = (root / ".pre-commit-config.yaml").read_text("utf-8")
    pins = (root / "config" / "pins.ini").read_text("utf-8")
    wanted = re.findall(r'"([\w-]+==[\w.]+)"', hooks)
    assert wanted
    assert [pin for pin in wanted if not re.search(rf"^\s+{re.escape(pin)}\s", pins, re.M)] == []
