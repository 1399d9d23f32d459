"""What every addon's folder holds."""

import ast
import csv
import io
import re
from pathlib import Path

from .syntax import assigned, is_model, models_in
from .violation import Violation

READMES = ("DESCRIPTION.md", "CONTEXT.md", "ROADMAP.md")
MANIFEST = {"license": "AGPL-3", "author": "Gotgan"}
ACCESS = "security/ir.model.access.csv"
ACCESS_HEADER = "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink"

ATTACK = re.compile(r"attack|append_only")


def check_readme(addon):
    texts = {name: _read(addon.path / "readme" / name) for name in READMES}
    return [
        Violation("readme", addon.name, f"readme/{name} is missing or empty")
        for name, text in texts.items()
        if len(text.strip()) < 20
    ]


def _read(path):
    return path.read_text("utf-8") if path.is_file() else ""


def check_manifest(addon):
    """The manifest says the licence, and names each data file that exists, once."""
    found = [
        Violation("manifest", addon.name, f"{key} must be {value!r}")
        for key, value in MANIFEST.items()
        if addon.manifest.get(key) != value
    ]
    if not str(addon.manifest.get("version", "")).startswith("19.0."):
        found.append(Violation("manifest", addon.name, "version must start with 19.0."))
    return found + _check_data_files(addon)


def _check_data_files(addon):
    listed = [*addon.manifest.get("data", []), *addon.manifest.get("demo", [])]
    missing = [name for name in listed if not (addon.path / name).is_file()]
    twice = {name for name in listed if listed.count(name) > 1}
    return [
        *(Violation("manifest", addon.name, f"{name} does not exist") for name in missing),
        *(Violation("manifest", addon.name, f"{name} is listed twice") for name in twice),
        *(
            Violation("manifest", addon.name, f"{name} is not loaded")
            for name in _unlisted(addon, listed)
        ),
    ]


def _unlisted(addon, listed):
    folders = ("views", "security", "wizards", "wizard", "report", "reports", "menus")
    paths = [path for folder in folders for path in addon.glob(f"{folder}/*.xml")]
    names = [path.relative_to(addon.path).as_posix() for path in paths]
    return [name for name in names if name not in listed]


def check_imports(addon):
    """Every module of a package is imported, or its models and tests silently do not exist."""
    return [
        Violation("not-imported", f"{addon.name}/{path.relative_to(addon.path)}", "never imported")
        for folder in ("models", "wizards", "wizard", "report", "reports", "controllers", "tests")
        for path in addon.glob(f"{folder}/*.py")
        if path.name != "__init__.py" and _must_import(path, folder)
        if path.stem not in _imported(path.parent / "__init__.py")
    ]


def _must_import(path, folder):
    return folder != "tests" or path.name.startswith("test_")


def _imported(path):
    tree = ast.parse(_read(path))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.ImportFrom, ast.Import))
        for alias in node.names
    } | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def check_access_file(where, text):
    """Access lines have ids of their own, and always name a group."""
    rows = list(csv.DictReader(io.StringIO(text)))
    if text and text.split("\n")[0].strip() != ACCESS_HEADER:
        return [Violation("access-csv", where, f"the header must be {ACCESS_HEADER}")]
    ids = [row["id"] for row in rows]
    return [
        *(
            Violation("access-group", where, f"{row['id']} names no group")
            for row in rows
            if not row["group_id:id"]
        ),
        *(
            Violation("access-csv", where, f"{name} occurs twice")
            for name in sorted(set(ids))
            if ids.count(name) > 1
        ),
    ]


def check_access_lines(addon, sources):
    """Every model with records that the addon defines has at least one access line."""
    text = _read(addon.path / ACCESS)
    granted = {row["model_id:id"].split(".")[-1] for row in csv.DictReader(io.StringIO(text))}
    return [
        *check_access_file(f"{addon.name}/{ACCESS}", text),
        *(
            Violation("access-missing", source.at(model), f"{name} has no access line")
            for source in sources
            if source.addon == addon.name and source.kind == "product"
            for model in models_in(source.tree)
            if (name := _own_name(model)) and f"model_{name.replace('.', '_')}" not in granted
        ),
    ]


def _own_name(model):
    """Return the name of a model with records that this class creates, else nothing."""
    values = assigned(model)
    name = getattr(values.get("_name"), "value", "")
    inherited = values.get("_inherit")
    inherits = [inherited, *getattr(inherited, "elts", [])]
    extends = any(getattr(node, "value", None) == name for node in inherits)
    abstract = any("AbstractModel" in ast.unparse(base) for base in model.bases)
    return "" if not is_model(model) or extends or abstract else name


def check_test_vocabulary(addon):
    """Tests speak through ``common.py``, one user per role, and never as the administrator.

    An addon that only runs another one's tests again has no words of its own to keep.
    Attacks are made as the administrator too, so files that say so in their name are let through.
    """
    tests = addon.glob("tests/test_*.py")
    found = [
        Violation("tests", f"{addon.name}/tests/{path.name}", "uses the administrator's account")
        for path in [*tests, *addon.glob("tests/common.py")]
        if not ATTACK.search(path.name)
        and any(name in _read(path) for name in ("base.user_" + "admin", "SUPERUSER" + "_ID"))
    ]
    if not tests and "post_load" in addon.manifest:
        return found  # server-wide: no database to test in, so it is tested from outside
    if not tests:
        found.append(Violation("tests", addon.name, "has no tests"))
    elif not Path(addon.path / "tests" / "common.py").is_file() and _define_anything(tests):
        found.append(Violation("tests", addon.name, "has no tests/common.py"))
    return found


def _define_anything(paths):
    kinds = (ast.ClassDef, ast.FunctionDef)
    return any(isinstance(node, kinds) for path in paths for node in ast.parse(_read(path)).body)
