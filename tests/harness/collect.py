"""What pytest finds in ``addons`` and ``scripts``: Odoo's test classes and doctests."""

import doctest
import importlib

import pytest

from . import live


def _addon(path, root):
    """``(addon, dotted rest)`` of a Python file inside an addon, else None."""
    parts = path.relative_to(root).parts
    if len(parts) < 4 or parts[0] != "addons":
        return None
    return parts[2], ".".join([*parts[3:-1], *([] if path.stem == "__init__" else [path.stem])])


def odoo_name(path, root):
    found = _addon(path, root)
    return found and ".".join(["odoo", "addons", found[0], *([found[1]] if found[1] else [])])


def _parts(path, parent):
    root = parent.config.rootpath
    return path.relative_to(root).parts if path.is_relative_to(root) else ()


def folder(path, parent):
    return (
        pytest.Dir.from_parent(parent, path=path)
        if _parts(path, parent)[:1] == ("addons",)
        else None
    )


def odoo_module(path, parent):
    """An addon's test module; every other one is left to pytest."""
    return (
        OdooModule.from_parent(parent, path=path)
        if _parts(path, parent)[:1] == ("addons",)
        else None
    )


def doctests(path, parent):
    """A plain-Python module with examples in it."""
    parts = _parts(path, parent)
    if (
        path.suffix != ".py"
        or "tests" in parts
        or not (parts[:1] == ("addons",) or parts[:2] == ("scripts", "gotgan_cli"))
    ):
        return None
    return (
        DoctestFile.from_parent(parent, path=path)
        if ">>> " in path.read_text(encoding="utf-8")
        else None
    )


def house(item):
    """Whose database an addon's test runs in: the hub's, or a tenant's."""
    parts = item.path.relative_to(item.config.rootpath).parts
    return "hub" if parts[1] == "hub" else "tenant"


def is_odoo(item):
    return item.getparent(OdooModule) is not None


class OdooModule(pytest.Module):
    """A test module of an addon, imported as ``odoo.addons.<addon>.tests.<name>``."""

    def _getobj(self):
        if not live.is_given():
            pytest.skip("needs Odoo: run it with scripts/gotgan test", allow_module_level=True)
        return importlib.import_module(odoo_name(self.path, self.config.rootpath))


class DoctestFile(pytest.File):
    """One item for each docstring with examples."""

    def collect(self):
        name = odoo_name(self.path, self.config.rootpath)
        if name and not live.is_given():
            return
        module = importlib.import_module(name or f"gotgan_cli.{self.path.stem}")
        for found in doctest.DocTestFinder(exclude_empty=True).find(module, module.__name__):
            if found.examples:
                yield DoctestItem.from_parent(self, name=found.name, examples=found)


class DoctestItem(pytest.Item):
    def __init__(self, *, examples, **kwargs):
        super().__init__(**kwargs)
        self.examples = examples

    def runtest(self):
        flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
        runner = doctest.DocTestRunner(optionflags=flags, verbose=False)
        lines = []
        runner.run(self.examples, out=lines.append, clear_globs=False)
        if runner.failures:
            pytest.fail("".join(lines), pytrace=False)

    def reportinfo(self):
        return self.path, self.examples.lineno, self.name
