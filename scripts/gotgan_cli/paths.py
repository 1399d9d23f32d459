"""Where things lie: everything local in one folder that git ignores."""

import contextlib
import fcntl
import os
import pathlib
import shutil

from . import say
from .errors import Refusal, disk_full

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAYOUT = "2"
"""Raised when the layout of the local folder changes so that an old one cannot be used."""

FIRST_RUN_BYTES = 3 * 1024**3


def home():
    return pathlib.Path(os.environ.get("GOTGAN_HOME") or ROOT / ".gotgan").resolve()


def cache():
    """Downloads. Kept by ``clean`` unless told otherwise, so that work goes on offline."""
    return home() / "cache"


def log(name):
    return home() / "log" / f"{name}.log"


def run_dir():
    return home() / "run"


def filestore():
    return home() / "data" / "filestore"


def addon_folders():
    rooms = (ROOT / "addons" / room for room in ("common", "tenant", "hub"))
    return [room for room in rooms if room.is_dir()]


def prepare():
    """Make the local folder, and refuse one made by another version."""
    folder = home()
    stamp = folder / "version"
    if stamp.exists() and stamp.read_text().strip() != LAYOUT:
        raise Refusal(
            f"The data folder {folder} was made by another version of gotgan "
            f"(layout {stamp.read_text().strip()}, this one needs {LAYOUT}).",
            do="keep it by setting GOTGAN_HOME to a new folder, "
            "or remove it with 'scripts/gotgan clean --all --yes'.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("cache", "log", "run", "data", "var"):
        (folder / name).mkdir(exist_ok=True)
    stamp.write_text(LAYOUT + "\n")


def check_space(needed=FIRST_RUN_BYTES):
    free = shutil.disk_usage(home()).free
    if free < needed:
        raise disk_full(
            f"{home()} has {free // 1024**2:,} MB free; about {needed // 1024**2:,} MB are needed."
        )


@contextlib.contextmanager
def lock():
    """One run at a time changes the local folder; a second one waits and says so.

    The lock is held by the kernel for an open file, so a killed run leaves none.
    """
    prepare()
    with open(home() / "lock", "a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            say.line(
                f"Another run is at work (process {handle.read().strip() or '?'}); waiting for it …"
            )
            fcntl.flock(handle, fcntl.LOCK_EX)
        handle.seek(0)
        handle.truncate()
        handle.write(str(os.getpid()))
        handle.flush()
        yield


@contextlib.contextmanager
def whole(target):
    """Build a folder or file beside ``target`` and put it in place at the end.

    What an interrupted run left is thrown away, so a half-built thing is never used.
    """
    partial = target.with_name(target.name + ".partial")
    if partial.exists():
        say.line(f"  an earlier run stopped half-way in {partial.name}; starting that step again")
        remove(partial)
    target.parent.mkdir(parents=True, exist_ok=True)
    yield partial
    remove(target)
    partial.rename(target)


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
