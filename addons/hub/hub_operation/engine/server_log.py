"""The last lines a server wrote about one tenant.

Nothing of the agency's own is in them: the server's log has no figures, and addresses and names are
masked before they are written (gotgan_access_log).
"""

import re

from odoo.addons.hub_tenant.engine.kinds import Step
from odoo.addons.hub_tenant.engine.refusal import Refusal

MOST_BYTES = 4 * 1024**2
MOST_LINES = 300
_BEGINS = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2},\d{3} ")


def tail(path):
    """The last part of a file, as text, from the beginning of a line on."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - MOST_BYTES))
        text = file.read().decode(errors="replace")
    return text if size <= MOST_BYTES else text.partition("\n")[2]


def lines_about(database, text):
    """Return the entries that name the database, with the lines that belong to them.

    >>> text = ("2026-11-22 10:00:00,001 7 INFO gotgan_t1 web: GET\\n"
    ...         "2026-11-22 10:00:00,002 7 ERROR gotgan_t1 web: failed\\nTraceback\\n"
    ...         "2026-11-22 10:00:00,003 7 INFO gotgan_t12 web: GET")
    >>> lines_about("gotgan_t1", text)[1:]
    ['2026-11-22 10:00:00,002 7 ERROR gotgan_t1 web: failed', 'Traceback']
    """
    named = re.compile(rf"\b{re.escape(database)}\b")
    found, ours = [], False
    for line in text.splitlines():
        if _BEGINS.match(line):
            ours = bool(named.search(line))
        if ours:
            found.append(line)
    return found


def _do(work):
    folder = work.settings.logs
    if folder is None:
        raise Refusal(
            "The servers' logs cannot be read from here.", "GOTGAN_LOGS is not set.",
            do="name the folder of the logs to the provisioner, and start it again.",
        )
    found = []
    for path in sorted([*folder.glob("*.log"), *work.settings.silo(work.database).glob("*.log")]):
        found += lines_about(work.database, tail(path))
    return {"lines": sorted_by_time(found)[-MOST_LINES:]}


def sorted_by_time(lines):
    """Bring entries of several files into the order of time; what belongs together stays.

    >>> sorted_by_time(["2026-11-22 10:00:00,002 b", "Traceback", "2026-11-22 10:00:00,001 a"])
    ['2026-11-22 10:00:00,001 a', '2026-11-22 10:00:00,002 b', 'Traceback']
    """
    entries = []
    for line in lines:
        if _BEGINS.match(line) or not entries:
            entries.append([line])
        else:
            entries[-1].append(line)
    return [line for entry in sorted(entries, key=lambda one: one[0][:23]) for line in entry]


SERVER_LOG = Step("server_log", lambda work: None, _do)
