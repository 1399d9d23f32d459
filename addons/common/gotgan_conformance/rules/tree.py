"""Gathering: what the repository holds, read once."""

import ast
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

ROOMS = ("common", "tenant", "hub")


class Addon(NamedTuple):
    """One addon: technical name, room it lives in, folder, and its manifest as data."""

    name: str
    room: str
    path: Path
    manifest: dict

    def glob(self, pattern):
        return sorted(path for path in self.path.glob(pattern) if path.is_file())


class Source(NamedTuple):
    """A parsed Python file. ``kind`` is product, test, cli or script; ``addon`` may be empty."""

    where: str
    text: str
    tree: ast.Module
    kind: str
    addon: str

    def at(self, node):
        return f"{self.where}:{node.lineno}"


def find_root(start=None):
    """Return the repository's root: the nearest folder above that holds ``addons/common``."""
    start = Path(start or __file__).resolve()
    return next(path for path in start.parents if (path / "addons" / "common").is_dir())


def find_addons(root):
    """Return every addon of the repository, by name."""
    addons = [
        Addon(path.parent.name, room, path.parent, ast.literal_eval(path.read_text("utf-8")))
        for room in ROOMS
        for path in (root / "addons" / room).glob("*/__manifest__.py")
    ]
    return sorted(addons)


def find_files(root):
    """Return the files that belong to the repository: tracked, or about to be.

    Without git (an image, an archive) every file outside hidden folders counts.
    """
    command = ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"]
    try:
        output = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return [path for path in root.rglob("*") if path.is_file() and not _is_hidden(path, root)]
    paths = {root / name for name in output.split("\0") if name}
    return sorted(path for path in paths if path.is_file())


def _is_hidden(path, root):
    return any(part.startswith((".", "__pycache__")) for part in path.relative_to(root).parts)


def parse(text, where="snippet.py", kind="product", addon=""):
    """Return a Source; also how the tests of the rules hand in their faulty snippets."""
    return Source(where, text, ast.parse(text), kind, addon)


@lru_cache(maxsize=4)
def read_sources(root):
    """Return every Python file of the repository, parsed once per run."""
    return [
        parse(path.read_text("utf-8"), *_place(path.relative_to(root)))
        for path in find_files(root)
        if _is_python(path)
    ]


def read_markup(root, files):
    """Return (where, tree) of every XML file of the addons."""
    return [
        (path.relative_to(root).as_posix(), etree.parse(str(path)).getroot())
        for path in files
        if path.suffix == ".xml" and path.is_relative_to(root / "addons")
    ]


def _is_python(path):
    if path.suffix == ".py":
        return True
    if path.suffix or path.parent.name != "scripts":
        return False
    first_line = path.read_text("utf-8", errors="replace").partition("\n")[0]
    return first_line.startswith("#!") and "python" in first_line


def _place(relative):
    """Return (where, kind, addon) of a file.

    >>> _place(Path("addons/common/gotgan_base/models/event.py"))
    ('addons/common/gotgan_base/models/event.py', 'product', 'gotgan_base')
    """
    parts = relative.parts
    addon = parts[2] if parts[0] == "addons" and len(parts) > 3 else ""
    if "tests" in parts:
        kind = "test"
    elif addon:
        kind = "cli" if "cli" in parts else "product"
    else:
        kind = "script"
    return relative.as_posix(), kind, addon
