"""The demo tenant: a city hall with people, a budget and a month of spending."""

import json
import unicodedata

from . import addons, database, odoo, paths, postgres, say, server, tenants, venv
from .errors import Refusal

NAME = "demo"


def _logins_file():
    return paths.home() / "secrets" / "demo-logins.json"


def run(path, port):
    """Prepare everything and return ``(address, log-ins)``."""
    with paths.lock():
        say.line(
            "Gotgan demo. The first run takes some minutes, later ones seconds. Ctrl-C is safe."
        )
        venv.ensure(path=path)
        postgres.ensure()
        odoo.write_config(http_port=port)
        logins = _ensure_tenant(port)
        server.start(port)
        tenants.follow_port(port)
    return tenants.url(NAME, port), logins


def _ensure_tenant(port):
    if "gotgan_demo_city" not in addons.ours():
        raise Refusal(
            "This checkout has no addon gotgan_demo_city, so there is no demo city to show."
        )
    dbname = tenants.PREFIX + NAME
    if database.exists(dbname) and _logins_file().exists():
        tenants.upgrade(NAME)
        return json.loads(_logins_file().read_text())
    if database.exists(dbname):
        tenants.drop(NAME)
    return _build(port)


def _build(port):
    """Filled before it can be reached, so that a stopped run is simply done again."""
    found = []

    def fill(making):
        with say.step("Building the demo city"):
            odoo.server_once(
                "Installing the demo city", making, "-i", "gotgan_demo_city", "--without-demo=all"
            )
            found.extend(
                _parse(
                    odoo.run_command("Building the demo city", "democity", "-d", making, "--json")
                )
            )
            tenants.note_sources(making)
        _write_logins(found)

    tenants.create(NAME, "municipality", port, fill)
    return found


def _write_logins(logins):
    file = _logins_file()
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps(logins, ensure_ascii=False, indent=1))


def _parse(output):
    """The log-ins in a command's output; log lines may stand before them.

    >>> _parse('2026 INFO x\\n[{"role": "감사", "login": "a", "password": "b"}]\\n')
    [{'role': '감사', 'login': 'a', 'password': 'b'}]
    """
    for start in (
        i for i, char in enumerate(output) if char == "[" and output[max(0, i - 1)] in "\n["
    ):
        try:
            found = json.JSONDecoder().raw_decode(output[start:])[0]
        except ValueError:
            continue
        if isinstance(found, list) and found and "login" in found[0]:
            return found
    raise Refusal("The demo city gave no log-ins.", output[-1500:])


def _pad(text, width):
    """Korean letters are two columns wide.

    >>> _pad("감사", 6) + "|"
    '감사  |'
    """
    taken = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * max(0, width - taken)


def table(logins):
    rows = [
        ("역할", "log-in", "password"),
        *((row["role"], row["login"], row["password"]) for row in logins),
    ]
    return "\n".join(
        "  " + _pad(role, 14) + _pad(login, 24) + password for role, login, password in rows
    )
