"""The words of ``odoo tenant``."""

import argparse

KINDS = ("municipality", "agency", "corporation")
PASSED_ON = ("-c", "--config"), ("-d", "--database"), ("--db_host",), ("--db_port",), (
    "--db_user",), ("--db_password",), ("--addons-path",), ("--data-dir",), ("--log-level",)
SIMPLE = {
    "show": "one tenant: facts, addresses, history, jobs",
    "enter": "an address that lets the first administrator in, once, within a minute",
    "resume": "open a suspended or read-only tenant again",
    "restore": "bring an archived tenant back",
    "export": "write everything of a tenant into a folder with checksums",
    "retry": "try what has failed again",
    "parameters": "send a tenant its settings again",
}
REASONED = {
    "suspend": "nobody can enter any more",
    "restrict": "everything can be read and nothing changed",
    "archive": "close the database; nobody can reach it",
    "delete": "destroy an archived tenant, and keep a certificate",
    "give-up": "take back what a failed opening has done",
    "drop": "archive and destroy a tenant, or take back a failed one",
}


def parse(args, prog, about):
    """Return the options; those of the server are gathered in ``server_args``.

    >>> parse(["create", "yongin", "--kind", "agency", "-d", "hub"], "odoo tenant", "").server_args
    ['--database=hub']
    """
    parser = argparse.ArgumentParser(prog=prog, description=about)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_create(actions)
    _add_simple(actions)
    _add_others(actions)
    options = parser.parse_args(args)
    given = {names[-1]: getattr(options, "server" + names[-1]) for names in PASSED_ON}
    options.server_args = [f"{name}={value}" for name, value in given.items() if value]
    return options


def _add(actions, name, text):
    parser = actions.add_parser(name, help=text, description=text, allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="print JSON")
    for names in PASSED_ON:
        parser.add_argument(
            *names, dest="server" + names[-1], metavar="…", help=argparse.SUPPRESS,
        )
    return parser


def _add_create(actions):
    parser = _add(actions, "create", "open a new tenant")
    parser.add_argument("name", metavar="NAME", help="the first part of its address")
    parser.add_argument("--kind", choices=KINDS, default="municipality")
    parser.add_argument("--agency-name", metavar="TEXT", help="default: NAME")
    parser.add_argument(
        "--template", metavar="DATABASE", help="clone this one instead of the registered one",
    )
    parser.add_argument("--business-number", metavar="NUMBER")
    parser.add_argument("--parent", metavar="NAME", help="the tenant of its local government")
    parser.add_argument("--isolation", choices=("pool", "silo"), default="pool")
    for one in ("name", "email", "phone"):
        parser.add_argument(f"--officer-{one}", metavar="TEXT", help="of the first administrator")


def _add_simple(actions):
    for name, text in SIMPLE.items():
        _add(actions, name, text).add_argument("name", metavar="NAME")
    for name, text in REASONED.items():
        parser = _add(actions, name, text)
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("--reason", metavar="TEXT", help="kept in the tenant's history")
        if name in ("delete", "drop"):
            parser.add_argument("--yes", action="store_true", help="really")


def _add_others(actions):
    _add(actions, "list", "the tenants").add_argument(
        "--all", action="store_true", help="the deleted ones too",
    )
    rename = _add(actions, "rename", "give a tenant another name in its address")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new_name", metavar="NEW")
    move = _add(actions, "move", "move a tenant to the shared process or to one of its own")
    move.add_argument("name", metavar="NAME")
    move.add_argument("isolation", choices=("pool", "silo"))
    standby = _add(actions, "standby", "the databases that wait for a tenant")
    standby.add_argument("what", nargs="?", choices=("list", "fill", "clear"), default="list")
    template = _add(actions, "template", "what tenants are cloned from")
    template.add_argument("what", nargs="?", choices=("list", "add"), default="list")
    template.add_argument("words", nargs="*", metavar="KIND DATABASE")
    _add(actions, "audit", "compare what there is with the register")
    _add(actions, "map", "write the map of hosts again, as the register says")
