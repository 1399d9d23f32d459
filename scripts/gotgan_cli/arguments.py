"""The words of the command line."""

import argparse

from . import commands

DESCRIPTION = """\
Gotgan (곳간): the finances of Korean local governments, on Odoo 19.

  scripts/gotgan demo     install everything, serve a demo city hall, print its log-ins
  scripts/gotgan test     run all tests

Everything local lies in one folder that git ignores (.gotgan, or GOTGAN_HOME)."""

EPILOG = """\
environment:
  GOTGAN_HOME    the local folder (default: .gotgan in the checkout)
  GOTGAN_DSN     a PostgreSQL server to use instead of the embedded one,
                 e.g. postgresql://user:password@host:5432/postgres
  GOTGAN_ODOO    a folder with Odoo 19 to use instead of Debian's package
  GOTGAN_PORT    the port of the web server (default: 8069)
  GOTGAN_PYTHON  the Python to use (3.10 to 3.13)"""


def _parser():
    parser = argparse.ArgumentParser(
        prog="scripts/gotgan",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--odoo", metavar="PATH", help="use the Odoo 19 in this folder")
    parser.add_argument(
        "--dsn", metavar="DSN", help="use this PostgreSQL server (same as GOTGAN_DSN)"
    )
    menu = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_running(menu)
    _add_testing(menu)
    _add_tenants(menu)
    _add_upkeep(menu)
    return parser


def _add(menu, name, function, help_, description=None):
    command = menu.add_parser(
        name, help=help_, description=description or help_, allow_abbrev=False
    )
    for option in ("--odoo", "--dsn"):
        command.add_argument(option, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    command.set_defaults(function=function)
    return command


def _add_running(menu):
    for name, function, text in (
        (
            "demo",
            commands.run_demo,
            "install, prepare and serve the demo city hall; print its address and log-ins",
        ),
        ("up", commands.start, "start PostgreSQL, the server and the hub's provisioner"),
    ):
        command = _add(menu, name, function, text)
        command.add_argument(
            "--port", type=int, help="port of the web server (default: the last one used, or 8069)"
        )
        if name == "demo":
            command.add_argument(
                "--city",
                action="store_true",
                help="with all thirteen agencies of the city and their 600 people",
            )
    _add(menu, "down", commands.stop, "stop everything")
    command = _add(
        menu, "serve", commands.serve, "production: run the server in the foreground by odoo.conf"
    )
    command.add_argument("--port", type=int, help="instead of odoo.conf's")
    command.add_argument("--workers", type=int, help="default: twice the cores plus one")
    _add(menu, "provision", commands.provision, "production: make tenants, beside 'serve'")
    command = _add(
        menu, "mail", commands.show_mail, "the mails the product has sent on this machine"
    )
    command.add_argument("-n", "--lines", type=int, default=1, help="how many (default: 1)")
    command = _add(
        menu, "status", commands.show_status, "what runs where: addresses, tenants, versions"
    )
    command.add_argument("--json", action="store_true")
    command = _add(menu, "logs", commands.show_logs, "the server's log")
    command.add_argument("-f", "--follow", action="store_true", help="go on as it grows")
    command.add_argument("-n", "--lines", type=int, default=100)
    command.add_argument(
        "tenant", nargs="?", metavar="TENANT", help="only the lines of this tenant"
    )
    command = _add(menu, "shell", commands.open_shell, "a Python shell inside a tenant")
    command.add_argument("tenant", metavar="TENANT")


def _add_testing(menu):
    command = _add(
        menu,
        "test",
        commands.run_tests,
        "run the tests",
        "Run the tests. Everything that is not known here goes to pytest: paths, -k, -x, -n 0 …",
    )
    command.add_argument(
        "--quick", action="store_true", help="the fast ones only (under 3 minutes)"
    )
    command.set_defaults(rest=[])
    command = _add(menu, "bench", commands.run_bench, "run the measurements of tests/bench")
    command.add_argument("name", nargs="?", metavar="NAME", help="one of them")
    command.add_argument("--json", action="store_true")
    command.set_defaults(rest=[])


TENANT = """\
What operators do from the keyboard. The hub has the words:

  scripts/gotgan tenant list                    the tenants
  scripts/gotgan tenant create NAME --kind …    a new tenant at exactly NAME.localhost
  scripts/gotgan tenant show NAME               its steps, jobs and hosts
  scripts/gotgan tenant suspend|resume|rename|archive|export|drop NAME …
  scripts/gotgan tenant audit                   the register against what is really there
  scripts/gotgan tenant list --help             all words of one action; most know --json"""


def _add_tenants(menu):
    command = menu.add_parser(
        "tenant",
        help="create, list, suspend, export and drop tenants",
        description=TENANT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("words", nargs=argparse.REMAINDER, metavar="ACTION …")
    command.set_defaults(function=commands.run_tenant)
    ledger = menu.add_parser("ledger", help="check the budget ledger").add_subparsers(
        metavar="ACTION", required=True
    )
    command = _add(
        ledger, "verify", commands.ledger_verify, "fold every move and name the first wrong row"
    )
    command.add_argument("tenant", metavar="TENANT")
    command.add_argument("--json", action="store_true")
    budget = menu.add_parser("budget", help="bring a budget in").add_subparsers(
        metavar="ACTION", required=True
    )
    command = _add(
        budget,
        "import",
        commands.budget_import,
        "read a budget export of e호조 (CSV, XLSX), all or nothing",
    )
    command.add_argument("tenant", metavar="TENANT")
    command.add_argument("file", metavar="FILE")
    command.add_argument("--year", type=int, help="the fiscal year (default: what the file says)")
    command.add_argument("--date", help="the day the appropriations are dated, YYYY-MM-DD")
    command.add_argument(
        "--keep-missing", action="store_true", help="leave lines alone that the file no longer has"
    )
    command.add_argument("--dry-run", action="store_true", help="only say what would happen")
    command.add_argument("--json", action="store_true")
    rules = menu.add_parser("rules", help="bring new editions of the law in").add_subparsers(
        metavar="ACTION", required=True
    )
    command = _add(
        rules,
        "add",
        commands.rules_add,
        "bring editions of the law (CSV) to tenants without a release",
        "Bring editions of the law (CSV, the columns of addons/tenant/gotgan_rule/data/tables/"
        "rule_edition.csv) to tenants, each all or nothing. What begins today or later is in "
        "force; what began earlier waits as a draft for the agency.",
    )
    command.add_argument("file", metavar="FILE")
    command.add_argument("tenants", nargs="*", metavar="TENANT", help="default: all active ones")
    command.add_argument("--json", action="store_true")


def _add_upkeep(menu):
    command = _add(menu, "install", commands.install, "only install; for images and build machines")
    command.add_argument("--test", action="store_true", help="the test tools too")
    command = _add(
        menu,
        "clean",
        commands.clean_up,
        "remove tenants, databases and the installation",
        "Remove tenants, databases and the installation. "
        "Downloads stay, so that work goes on offline.",
    )
    command.add_argument("--all", action="store_true", help="the downloads too")
    command.add_argument("--yes", action="store_true", help="do not ask")
    command = _add(
        menu,
        "pins",
        commands.show_pins,
        "where the versions stand; 'pins update' writes new ones",
    )
    command.add_argument("action", nargs="?", choices=("show", "update"), default="show")


def parse(argv):
    """Arguments, with what ``test`` and ``bench`` do not know kept for pytest."""
    parser = _parser()
    args, rest = parser.parse_known_args(argv)
    if rest and args.command not in ("test", "bench"):
        parser.error("unknown: " + " ".join(rest))
    args.rest = rest
    return args
