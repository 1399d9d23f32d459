"""The demo: the public site, the hub, a city hall with a month of spending, and its agencies."""

import json
import unicodedata

from . import (
    address,
    bank,
    cluster,
    hub,
    keys,
    mail,
    odoo,
    paths,
    say,
    server,
    templates,
    tenants,
    venv,
)
from .errors import Refusal
from .run import run as run_

CITY = "demo"
OVERSEER, PASSWORD = "city", "gotgan-demo"
AGENCIES = 2
"""How many of the city's agencies a plain demo brings up; ``--city`` brings all thirteen."""


def run(path, port, *, city=False):
    """Prepare everything; returns what :func:`welcome` tells."""
    with paths.lock():
        say.line(
            "Gotgan demo. The first run takes some minutes, later ones seconds. Ctrl-C is safe."
        )
        venv.ensure(path=path)
        cluster.ensure()
        odoo.write_config(http_port=port)
        mail.start()
        hub.ensure(port)
        tenants.upgrade_all()
        _ensure_city()
        bank.start()
        server.start(port, GOTGAN_MAIL_FOLDER=str(mail.folder()), GOTGAN_BANK=bank.address())
        hub.start_provisioner(port)
        agencies = _ensure_agencies(None if city else AGENCIES)
        _link()
        tenants.note_releases()
        tenants.follow_port(port)
    return {"port": port, "logins": _logins(), "agencies": agencies}


def _has(name):
    return any(row["name"] == name for row in tenants.register())


def _ensure_city():
    """Cloned from a template in which the city is built already, so it is there whole or not.

    A clone knows no password, so its people are let in afterwards.
    """
    if not _has(CITY):
        template = templates.for_demo()
        with say.step("Opening the demo city"):
            hub.command(
                "create",
                CITY,
                "--kind",
                "municipality",
                "--agency-name",
                "가온시",
                "--template",
                template,
            )
            odoo.run_command(
                "Letting people in",
                "democity",
                "--bank",
                str(bank.note()),
                "-d",
                tenants.database_of(CITY),
            )


def _ensure_agencies(number):
    """The city's agencies that are not there yet; each one's people and budget are made once."""
    wanted = _plan()[:number]
    for one in wanted:
        if not _has(one["address"]):
            with say.step(f"Opening {one['name']}"):
                _open_agency(one)
    return wanted


def _open_agency(one):
    """Filled before anybody knows its address; filling goes on where an earlier run stopped."""
    hub.command(
        "create",
        one["address"],
        "--kind",
        one["kind"],
        "--agency-name",
        one["name"],
        "--business-number",
        one["business_number"],
        "--parent",
        CITY,
        "--template",
        templates.for_stage(),
    )
    file = paths.run_dir() / f"{one['address']}.json"
    file.write_text(json.dumps(one, ensure_ascii=False))
    odoo.run_command(
        f"Filling {one['name']}",
        "demoagency",
        "-d",
        tenants.database_of(one["address"]),
        "--plan",
        str(file),
    )
    file.unlink()


def _link():
    """The city asks for its agencies' reports; each of them has agreed when it was filled."""
    odoo.script(
        "Linking the city and its agencies",
        keys.HUB,
        "demo_hub",
        city=CITY,
        login=OVERSEER,
        password=PASSWORD,
    )


PLANNER = """
import json, sys
sys.path.insert(0, {folder!r})
from demo.agencies import make_agencies
plain = [one._asdict() for one in make_agencies()]
for one in plain:
    one["people"] = [person._asdict() for person in one["people"]]
    one["budget"] = [subject._asdict() for subject in one["budget"]]
print(json.dumps(plain))
"""


def _plan():
    """The thirteen agencies, as the generator of the city's model tells them."""
    folder = paths.ROOT / "addons" / "hub" / "hub_oversight"
    code = PLANNER.format(folder=str(folder))
    return json.loads(run_("Planning the agencies", [venv.python(), "-c", code]))


def _logins():
    return _parse(odoo.run_command("Reading the log-ins", "democity", "--logins", "--json"))


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


def welcome(ready):
    """Where to go and who to be."""
    port = ready["port"]
    lines = [
        "",
        f"곳간 is ready. The public site, where an agency signs up: {address.of('', port)}",
        f"The operators' hub: {address.of('hub', port)}",
        f"  {hub.OPERATOR}  {hub.password()}",
        f"  {OVERSEER}  {PASSWORD}   the city over its agencies",
        "Mails are kept on this machine: scripts/gotgan mail",
        "",
        f"가온시, the city hall: {address.of(CITY, port)}",
        table(ready["logins"]),
        "",
        "Its agencies (the same log-ins and passwords in each):",
        *(
            f"  {_pad(one['name'], 24)}{address.of(one['address'], port)}"
            for one in ready["agencies"]
        ),
    ]
    return "\n".join(lines)
