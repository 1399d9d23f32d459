"""The Python environment: every package pinned, hash-checked, and cached for work offline."""

import hashlib
import json
import os
import pathlib
import shutil
import sys
import sysconfig
import tempfile

from . import apt, odoo_source, odoo_wheel, paths, pins, say
from .errors import Refusal
from .run import run


def folder():
    return paths.home() / "venv"


def python():
    return folder() / "bin" / "python"


def _tag():
    return f"{sys.version_info[0]}.{sys.version_info[1]}-{sysconfig.get_platform()}"


def state():
    """What is installed, as written at the end of an installation."""
    try:
        return json.loads((folder() / "gotgan.json").read_text())
    except (OSError, ValueError):
        return {}


def site_packages():
    """Debian's own scheme differs inside and outside an environment, so it is not asked."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return folder() / "lib" / version / "site-packages"


def _make(target):
    """An empty environment; Debian splits ``ensurepip`` off, then pip's own wheel is fetched."""
    has_pip = run("Looking for pip", [sys.executable, "-c", "import ensurepip"], check=False) == ""
    options = [] if has_pip else ["--without-pip"]
    run(
        "Making a Python environment",
        [sys.executable, "-m", "venv", *options, target],
        log=paths.log("install"),
    )
    if not has_pip:
        wheel = _debian_pip()
        run(
            "Installing pip",
            [
                target / "bin/python",
                f"{wheel}/pip",
                "install",
                "-q",
                "--no-index",
                "--no-deps",
                wheel,
            ],
            log=paths.log("install"),
        )


def _debian_pip():
    """pip's wheel out of Debian's ``python3-pip-whl`` of this machine's own release."""
    kept = sorted((paths.cache() / "pip").glob("usr/share/python-wheels/pip-*.whl"))
    if kept:
        return kept[-1]
    release = apt.os_release()
    if release.get("ID") != "debian" or not apt.available():
        raise Refusal(
            "This Python has no pip (module ensurepip).",
            do="install your system's python3-venv and try again.",
        )
    suite = apt.Suite(release.get("VERSION_CODENAME", "sid"))
    suite.update()
    versions = suite.versions("python3-pip-whl")
    if not versions:
        raise Refusal(
            "This Python has no pip (module ensurepip).", do="apt-get install python3-venv"
        )
    odoo_source.unpack(suite.fetch("python3-pip-whl", versions[0]), paths.cache() / "pip")
    return sorted((paths.cache() / "pip").glob("usr/share/python-wheels/pip-*.whl"))[-1]


def _pip(python_path, *args, doing):
    return run(
        doing,
        [python_path, "-m", "pip", "--disable-pip-version-check", "--no-input", *args],
        log=paths.log("install"),
        env={
            "PIP_RETRIES": "2",
            "PIP_DEFAULT_TIMEOUT": os.environ.get("PIP_DEFAULT_TIMEOUT", "20"),
        },
    )


def _fetch(python_path, group):
    """Download a group of pins once; later installations read the cache and no registry."""
    text = pins.requirements(group)
    key = hashlib.sha256((text + _tag()).encode()).hexdigest()[:12]
    target = paths.cache() / "python" / f"{group}-{key}"
    with tempfile.TemporaryDirectory() as scratch:
        file = pathlib.Path(scratch) / "requirements.txt"
        file.write_text(text)
        if not target.exists():
            with paths.whole(target) as partial:
                _pip(
                    python_path,
                    "download",
                    "-q",
                    "--require-hashes",
                    "--no-deps",
                    "--no-build-isolation",
                    "-d",
                    partial,
                    "-r",
                    file,
                    doing="Downloading Python packages",
                )
        _pip(
            python_path,
            "install",
            "-q",
            "--require-hashes",
            "--no-deps",
            "--no-build-isolation",
            "--no-index",
            "--find-links",
            target,
            "-r",
            file,
            doing="Installing Python packages",
        )


def _odoo_wheel(python_path, path):
    """The cached wheel of the wanted source, built when there is none."""
    source = odoo_source.wanted(path)
    awesome = _awesome(python_path)
    if source:
        stamp = (source.package / "release.py").stat().st_mtime_ns
        key = hashlib.sha256(f"{source.package} {stamp} {pins.digest()}".encode()).hexdigest()[:12]
        target = (
            paths.cache()
            / "odoo"
            / key
            / f"odoo-{odoo_wheel.wheel_version(source)}-py3-none-any.whl"
        )
        if not target.exists():
            with (
                say.step(f"Making a wheel of the Odoo in {source.package}"),
                paths.whole(target) as partial,
            ):
                odoo_wheel.build(source, partial, awesome)
        return target, source.origin
    return _debian_wheel(awesome)


def _awesome(python_path):
    code = "import xstatic.pkg.font_awesome as f; print(f.BASE_DIR)"
    return (
        pathlib.Path(run("Looking for fonts", [python_path, "-W", "ignore", "-c", code]).strip())
        / "fonts"
    )


def _debian_wheel(awesome):
    folder_ = paths.cache() / "odoo" / pins.digest()
    kept = sorted(folder_.glob("odoo-*.whl"))
    if kept:
        return kept[-1], (folder_ / "origin").read_text()
    with say.step("Downloading Odoo 19 from Debian (120 MB)"):
        odoo_source.download()
    with (
        say.step("Making a wheel of it"),
        tempfile.TemporaryDirectory(dir=paths.cache()) as scratch,
    ):
        source = odoo_source.from_debian(pathlib.Path(scratch))
        folder_.mkdir(parents=True, exist_ok=True)
        (folder_ / "origin").write_text(source.origin)
        with paths.whole(
            folder_ / f"odoo-{odoo_wheel.wheel_version(source)}-py3-none-any.whl"
        ) as partial:
            odoo_wheel.build(source, partial, awesome)
        return folder_ / f"odoo-{odoo_wheel.wheel_version(source)}-py3-none-any.whl", source.origin


def _chosen(path):
    """The Odoo a person gave, now or in an earlier run; empty for "find it yourself"."""
    note = paths.home() / "odoo-path"
    if path or os.environ.get("GOTGAN_ODOO"):
        note.write_text(str(odoo_source.wanted(path).package))
    return note.read_text() if note.exists() else ""


def ensure(*, path=None, test=False):
    """Install what is missing. Quick when nothing is."""
    chosen = _chosen(path)
    want = {"pins": pins.digest("build", "runtime"), "tag": _tag(), "odoo": chosen}
    now = state()
    if {key: now.get(key) for key in want} != want:
        _install(want, chosen or None)
    want_test = pins.digest("test")
    if test and state().get("test") != want_test:
        with say.step("Installing the test tools"):
            _fetch(python(), "test")
        _write({**state(), "test": want_test})


def _install(want, path):
    paths.check_space()
    target = folder()
    if target.exists():
        say.line("The pins changed, or an earlier run stopped half-way: installing again.")
        shutil.rmtree(target)
    with say.step("Making a Python environment"):
        _make(target)
    with say.step("Installing pinned Python packages"):
        _fetch(python(), "build")
        _fetch(python(), "runtime")
    wheel, origin = _odoo_wheel(python(), path)
    with say.step("Installing Odoo"):
        _pip(python(), "install", "-q", "--no-index", "--no-deps", wheel, doing="Installing Odoo")
    _write({**want, "origin": origin, "wheel": wheel.name})


def _write(values):
    (folder() / "gotgan.json").write_text(json.dumps(values, indent=1))
