"""The roots outside the database: one line a day in a file that is only ever appended to.

Whoever owns the database owns its triggers; who wants to rewrite the log unseen must also rewrite
this file, and whatever the operators copied it to.
"""

import json
import os
from pathlib import Path

from odoo.tools import config

FOLDER = "access_roots"


def get_path(dbname):
    return Path(config["data_dir"]) / FOLDER / f"{dbname}.log"


def append(dbname, line):
    """Append one line and have it on the disk before returning."""
    path = get_path(dbname)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"{json.dumps(line, sort_keys=True)}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def read(dbname):
    """Return the lines as dicts; a line that cannot be read is ``{"unreadable": text}``."""
    path = get_path(dbname)
    if not path.is_file():
        return []
    return [_parse(text) for text in path.read_text("utf-8").splitlines() if text.strip()]


def _parse(text):
    try:
        line = json.loads(text)
    except ValueError:
        return {"unreadable": text[:200]}
    return line if isinstance(line, dict) and "root" in line else {"unreadable": text[:200]}
