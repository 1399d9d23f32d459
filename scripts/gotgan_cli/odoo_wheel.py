"""Makes a wheel named ``odoo`` from a tree, with the addons of the pins only.

Wheels of OCA addons ask for a distribution ``odoo>=19.0a,<19.1a``; with this
one they and our own packages resolve. Links are replaced by the files they
point to, because Debian's package shares fonts and scripts with others.
"""

import ast
import base64
import csv
import hashlib
import io
import os
import pathlib
import re
import zipfile

from . import pins, say
from .errors import Refusal

SKIP = {"__pycache__", ".git"}
STAMP = (2026, 1, 1, 0, 0, 0)


def manifests(source):
    """``{addon: (folder, manifest)}`` of every addon of the tree."""
    found = {}
    for root in source.addons:
        for folder in sorted(root.iterdir()):
            file = folder / "__manifest__.py"
            if file.is_file():
                found.setdefault(
                    folder.name, (folder, ast.literal_eval(file.read_text(encoding="utf-8")))
                )
    return found


def imported(folder):
    """Addons whose Python an addon imports without depending on them."""
    names = set()
    for file in sorted(folder.rglob("*.py")):
        if "tests" not in file.relative_to(folder).parts:
            names.update(
                re.findall(
                    r"^\s*(?:from|import) odoo\.addons\.(\w+)",
                    file.read_text(encoding="utf-8"),
                    re.M,
                )
            )
    return names


def closure(found, wanted, imports=imported):
    """``wanted`` and everything it depends on, or imports all the same.

    >>> found = {"a": ("", {"depends": ["b"]}), "b": ("", {}), "c": ("", {}), "d": ("", {})}
    >>> closure(found, ["a"], imports=lambda folder: {"d"})
    ['a', 'b', 'd']
    """
    kept, queue = set(), list(wanted)
    while queue:
        name = queue.pop()
        if name in kept:
            continue
        if name not in found:
            raise Refusal(f"This Odoo has no addon named {name!r}, which Gotgan needs.")
        kept.add(name)
        folder, manifest = found[name]
        queue += manifest.get("depends", [])
        queue += sorted(imports(folder) & set(found))
    return sorted(kept)


class Wheel:
    """A wheel under construction: files and their record."""

    def __init__(self, path, name, version):
        self.info = f"{name}-{version}.dist-info"
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED)
        self.record = []

    def add(self, name, data):
        self.archive.writestr(zipfile.ZipInfo(name, STAMP), data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        self.record.append((name, f"sha256={digest}", len(data)))

    def close(self):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(
            [*self.record, (f"{self.info}/RECORD", "", "")]
        )
        self.archive.writestr(zipfile.ZipInfo(f"{self.info}/RECORD", STAMP), out.getvalue())
        self.archive.close()


def _is_wanted(path):
    if "/i18n" in str(path.parent) and path.suffix in (".po", ".pot"):
        return path.stem in pins.odoo("languages").split()
    return path.suffix not in (".pyc", ".map")


def _resolve(path, source, awesome):
    """The real file behind a link of Debian's package, or None when there is none."""
    if path.exists():
        return path
    target = os.readlink(path)
    name = pathlib.PurePath(target)
    if "fonts-font-awesome" in name.parts:
        # sid's Font Awesome is 7; Odoo draws with 4.7, and Debian crossed the names of the links.
        file = awesome / path.name
        return file if file.exists() else None
    share = target.partition("share/")[2]
    if source.linked and share and (file := source.linked / "usr/share" / share).exists():
        return file if not file.is_symlink() else file.resolve()
    return None


def _walk(folder):
    for root, folders, files in os.walk(folder, followlinks=True):
        folders[:] = sorted(f for f in folders if f not in SKIP)
        for file in sorted(files):
            yield pathlib.Path(root) / file


def _files(source, kept):
    """``(name in the wheel, file)`` of the core and of the kept addons."""
    for path in _walk(source.package):
        relative = path.relative_to(source.package)
        if relative.parts[0] != "addons":
            yield f"odoo/{relative}", path
    for name, (folder, _manifest) in manifests(source).items():
        if name in kept:
            for path in _walk(folder):
                yield f"odoo/addons/{name}/{path.relative_to(folder)}", path


def stubs(found, kept):
    """Manifests of addons left out, one for each category that would be missing with them.

    Odoo's base data refers to the categories of all its addons; a manifest
    marked as not installable makes the category and nothing else.

    >>> addon = lambda category: ("", {"category": category})
    >>> list(stubs({"a": addon("X/Y"), "b": addon("X/Y"), "c": addon("Z")}, {"c"}))
    ['a']
    """
    seen = {found[name][1].get("category") for name in kept}
    chosen = {}
    for name in sorted(found):
        category = found[name][1].get("category")
        if category and category not in seen:
            seen.add(category)
            chosen[name] = {
                "name": name,
                "category": category,
                "author": "Odoo S.A.",
                "license": "LGPL-3",
                "installable": False,
            }
    return chosen


def wheel_version(source):
    """A version that satisfies ``>=19.0a,<19.1a`` and says where it is from.

    >>> from types import SimpleNamespace as S
    >>> wheel_version(S(origin="debian 19.0.0+dfsg-1", version="19.0.0+dfsg-1"))
    '19.0+debian.19.0.0.dfsg.1'
    """
    local = re.sub(r"[^a-z0-9]+", ".", source.origin.lower()).strip(".")
    return f"{pins.odoo('series')}+{local}"


def build(source, target, awesome):
    """Write the wheel file ``target`` (whose name carries :func:`wheel_version`)."""
    version = wheel_version(source)
    found = manifests(source)
    kept = set(closure(found, pins.odoo_addons()))
    wheel, missing = Wheel(target, "odoo", version), []
    for name, path in _files(source, kept):
        if not _is_wanted(path):
            continue
        real = _resolve(path, source, awesome)
        if real is None:
            missing.append(name)
        else:
            wheel.add(name, real.read_bytes())
    for name, manifest in stubs(found, kept).items():
        wheel.add(f"odoo/addons/{name}/__manifest__.py", f"{manifest!r}\n".encode())
    _add_metadata(wheel, version)
    wheel.close()
    if missing:
        say.warn(f"{len(missing)} files of Odoo's package link to nothing (first: {missing[0]}).")


def _add_metadata(wheel, version):
    requires = "".join(
        f"Requires-Dist: {name.partition('==')[0]}\n" for name in pins.names("runtime")
    )
    low, high = "3.10", "3.14"
    wheel.add(
        f"{wheel.info}/METADATA",
        f"Metadata-Version: 2.1\nName: odoo\nVersion: {version}\n"
        "Summary: Odoo with the addons Gotgan needs\n"
        f"License: LGPL-3.0\nRequires-Python: >={low},<{high}\n{requires}".encode(),
    )
    wheel.add(
        f"{wheel.info}/WHEEL",
        b"Wheel-Version: 1.0\nGenerator: gotgan\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    )
    wheel.add(
        f"{wheel.info}/entry_points.txt", b"[console_scripts]\nodoo = odoo.cli.command:main\n"
    )
