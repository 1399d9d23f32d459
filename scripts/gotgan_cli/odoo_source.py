"""Where Odoo 19 comes from: installed, given by path, or Debian's package."""

import dataclasses
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import tarfile

from . import apt, pins, say
from .errors import Refusal, explain


@dataclasses.dataclass
class Source:
    """A tree with Odoo in it.

    :ivar package: the folder ``odoo`` (with ``cli``, ``addons/base`` …).
    :ivar addons: folders with more addons.
    :ivar linked: root under which absolute and broken links are looked up.
    """

    origin: str
    version: str
    package: pathlib.Path
    addons: list
    linked: pathlib.Path | None = None


def read_series(package):
    """``19.0`` from ``odoo/release.py`` without importing it, or an empty string."""
    try:
        text = (package / "release.py").read_text()
    except OSError:
        return ""
    found = re.search(r"version_info\s*=\s*\(\s*(\d+)\s*,\s*(\d+)", text)
    return f"{found[1]}.{found[2]}" if found else ""


def from_path(path):
    """A source tree (``odoo-bin`` beside ``odoo`` and ``addons``) or an installed package."""
    path = pathlib.Path(path).expanduser().resolve()
    for package in (path / "odoo", path, path / "usr/lib/python3/dist-packages/odoo"):
        if series := read_series(package):
            break
    else:
        raise Refusal(
            f"There is no Odoo in {path}.", do="give the folder that holds 'odoo/release.py'."
        )
    if series != pins.odoo("series"):
        raise Refusal(f"{path} holds Odoo {series}; Gotgan needs Odoo {pins.odoo('series')}.")
    # Debian leaves incomplete copies beside the package: what is inside it comes first.
    addons = [p for p in (package / "addons", package.parent / "addons") if p.is_dir()]
    return Source("path", series, package, addons)


def installed():
    """The ``odoo`` the Python in use can import, if it is of the right series."""
    try:
        spec = importlib.util.find_spec("odoo")
    except (ImportError, ValueError):
        return None
    for location in (spec.submodule_search_locations or []) if spec else []:
        package = pathlib.Path(location)
        if series := read_series(package):
            if series == pins.odoo("series"):
                return Source("installed", series, package, [package / "addons"])
            say.warn(
                f"the installed Odoo in {package} is {series}; "
                f"looking for {pins.odoo('series')} elsewhere."
            )
    return None


def wanted(path):
    """A line that says which source would be used; part of the wheel's name in the cache."""
    if path:
        return from_path(path)
    return installed() or (
        from_path(os.environ["GOTGAN_ODOO"]) if os.environ.get("GOTGAN_ODOO") else None
    )


def download():
    """All Debian packages of the pins, in the cache; returns ``{name: (file, version)}``."""
    suite = apt.Suite(pins.odoo("suite"))
    pinned = pins.debs()
    cached = suite.downloads / "used.json"
    used = json.loads(cached.read_text()) if cached.exists() else {}
    if not all(_is_cached(pin, suite, used) for pin in pinned):
        suite.update()
        for index, pin in enumerate(pinned):
            file, version, exact = apt.get(pin, suite, any_version=index > 0)
            used[pin.name] = {
                "pin": pin.version,
                "version": version,
                "exact": exact,
                "file": file.name,
                "sha256": apt.sha256(file),
            }
            cached.write_text(json.dumps(used, indent=1))
    return {
        pin.name: (suite.downloads / used[pin.name]["file"], used[pin.name]["version"])
        for pin in pinned
    }


def _is_cached(pin, suite, used):
    row = used.get(pin.name)
    if not row or row["pin"] != pin.version or not (suite.downloads / row["file"]).exists():
        return False
    return apt.sha256(suite.downloads / row["file"]) == (
        pin.sha256 if row["exact"] else row["sha256"]
    )


def _keep(name):
    """Whether a member of Odoo's package is worth unpacking (translations are 8 parts in 10)."""
    if "/i18n" in name and name.endswith((".po", ".pot")):
        return pathlib.PurePath(name).stem in pins.odoo("languages").split()
    return not name.startswith(
        ("./usr/lib/python3/dist-packages/addons", "./usr/lib/python3/dist-packages/setup")
    )


def unpack(deb, target, keep=lambda name: True):
    """Stream a package into ``target`` as an ordinary user, keeping links as links."""
    process = subprocess.Popen(
        ["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
        for member in archive:
            if member.isdir() or not keep(member.name):
                continue
            member.uid = member.gid = os.getuid()
            archive.extract(member, target, set_attrs=False)
    if process.wait():
        raise explain(f"Unpacking {deb.name}", process.stderr.read().decode(errors="replace"))


def from_debian(folder):
    """Unpack the pinned packages under ``folder``."""
    files = download()
    for index, (file, _version) in enumerate(files.values()):
        unpack(file, folder, _keep if index == 0 else lambda name: "/share/" in name)
    version = files[pins.debs()[0].name][1]
    package = folder / "usr/lib/python3/dist-packages/odoo"
    if read_series(package) != pins.odoo("series"):
        raise Refusal(f"Debian's package {version} does not hold Odoo {pins.odoo('series')}.")
    return Source(f"debian {version}", version, package, [package / "addons"], folder)
