"""The commands and their words; what they do is in the other modules."""

import argparse
import json
import os
import signal
import subprocess
import sys

from . import (
    bench,
    clean,
    demo,
    odoo,
    paths,
    pins,
    pins_update,
    postgres,
    server,
    status,
    suite,
    templates,
    tenants,
    venv,
)
from .errors import Refusal, from_os_error

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


def _ready():
    """Everything installed and PostgreSQL running, for commands that need no server."""
    venv.ensure(path=_options.odoo)
    postgres.ensure()
    odoo.write_config(http_port=server.port())


def cmd_demo(args):
    address, logins = demo.run(args.odoo, args.port or server.port())
    print(f"\n곳간 is ready at {address}\n")
    print(demo.table(logins))
    print("\nStop it with 'scripts/gotgan down'.")


def cmd_up(args):
    with paths.lock():
        venv.ensure(path=args.odoo)
        postgres.ensure()
        odoo.write_config(http_port=args.port or server.port())
        for tenant in tenants.listing():
            tenants.upgrade(tenant["name"])
        now = server.start(args.port or server.port())
        tenants.follow_port(now["port"])
    for tenant in tenants.listing():
        print(tenant["url"])
    if not tenants.listing():
        print(
            "The server is up; there is no tenant yet. Make one: scripts/gotgan tenant create NAME"
        )


def cmd_down(args):
    with paths.lock():
        stopped = [
            name
            for name, done in (("server", server.stop()), ("PostgreSQL", postgres.stop()))
            if done
        ]
    print("Stopped: " + ", ".join(stopped) if stopped else "Nothing was running.")


def cmd_status(args):
    status.show(as_json=args.json)


def cmd_logs(args):
    file = paths.log("odoo")
    if not file.exists():
        raise Refusal("There is no log yet.", do="start the server: scripts/gotgan up")
    command = ["tail", "-n", str(args.lines), *(["-F"] if args.follow else []), str(file)]
    if not args.tenant:
        return subprocess.call(command)
    tail = subprocess.Popen(command, stdout=subprocess.PIPE)
    pattern = f" {tenants.PREFIX}{args.tenant} "
    found = subprocess.call(["grep", "--line-buffered", "-F", pattern], stdin=tail.stdout)
    tail.wait()
    return 0 if found == 1 else found


def cmd_clean(args):
    clean.run(everything=args.all, yes=args.yes)


def cmd_shell(args):
    with paths.lock():
        _ready()
    dbname = tenants.database_of(args.tenant)
    command = [
        *odoo.base_command("shell"),
        "-c",
        str(odoo.command_file()),
        "-d",
        dbname,
        "--no-http",
    ]
    return subprocess.call(command, env={**os.environ, **odoo.env()})


def cmd_test(args):
    return suite.run(args.rest, quick=args.quick, path=args.odoo)


def cmd_bench(args):
    return bench.run(args.name, args.rest, as_json=args.json, path=args.odoo)


def cmd_tenant_create(args):
    tenants.check_name(args.name)
    with paths.lock():
        _ready()
        made = tenants.create(args.name, args.kind, server.port())
    if args.json:
        print(json.dumps(made, ensure_ascii=False))
        return
    print(f"Tenant {made['name']} ({made['kind']}) at {made['url']}")
    print(f"First log-in: {made['login']}  {made['password']}   (shown once)")
    if not server.running():
        print("The server is not running; start it with 'scripts/gotgan up'.")


def cmd_tenant_list(args):
    rows = tenants.listing()
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    for row in [] if args.json else rows:
        print(f"{row['name']:<24}{row['kind']:<16}{row['bytes'] // 1024**2:>6} MB  {row['url']}")


def cmd_tenant_drop(args):
    dbname = tenants.database_of(args.name)
    if not args.yes:
        raise Refusal(
            f"This deletes the tenant {args.name} and everything in it ({dbname}).",
            do=f"say so: scripts/gotgan tenant drop {args.name} --yes",
            code=2,
        )
    with paths.lock():
        tenants.drop(args.name)
    print(f"Tenant {args.name} is gone.")


def cmd_ledger_verify(args):
    with paths.lock():
        _ready()
    return odoo.passthrough(
        "ledger",
        "verify",
        "-d",
        tenants.database_of(args.tenant),
        *(["--json"] if args.json else []),
        needs="gotgan_ledger",
    )


def cmd_budget_import(args):
    file = os.path.abspath(args.file)
    if not os.path.isfile(file):
        raise Refusal(f"There is no file {args.file}.")
    with paths.lock():
        _ready()
    flags = [flag for flag, given in (("--dry-run", args.dry_run), ("--json", args.json)) if given]
    return odoo.passthrough(
        "budget",
        "import",
        "-d",
        tenants.database_of(args.tenant),
        file,
        *flags,
        needs="gotgan_budget",
    )


def cmd_install(args):
    with paths.lock():
        venv.ensure(path=args.odoo, test=args.test)


def cmd_pins(args):
    if args.action == "update":
        with paths.lock():
            pins_update.run_update()
    print(pins.FILE)


_options = argparse.Namespace(odoo=None)


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
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_running(commands)
    _add_testing(commands)
    _add_tenants(commands)
    _add_upkeep(commands)
    return parser


def _add(commands, name, function, help_, description=None):
    command = commands.add_parser(
        name, help=help_, description=description or help_, allow_abbrev=False
    )
    for option in ("--odoo", "--dsn"):
        command.add_argument(option, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    command.set_defaults(function=function)
    return command


def _add_running(commands):
    for name, function, text in (
        (
            "demo",
            cmd_demo,
            "install, prepare and serve the demo city hall; print its address and log-ins",
        ),
        ("up", cmd_up, "start PostgreSQL and the server"),
    ):
        command = _add(commands, name, function, text)
        command.add_argument(
            "--port", type=int, help="port of the web server (default: the last one used, or 8069)"
        )
    _add(commands, "down", cmd_down, "stop both")
    command = _add(commands, "status", cmd_status, "what runs where: addresses, tenants, versions")
    command.add_argument("--json", action="store_true")
    command = _add(commands, "logs", cmd_logs, "the server's log")
    command.add_argument("-f", "--follow", action="store_true", help="go on as it grows")
    command.add_argument("-n", "--lines", type=int, default=100)
    command.add_argument(
        "tenant", nargs="?", metavar="TENANT", help="only the lines of this tenant"
    )
    command = _add(commands, "shell", cmd_shell, "a Python shell inside a tenant")
    command.add_argument("tenant", metavar="TENANT")


def _add_testing(commands):
    command = _add(
        commands,
        "test",
        cmd_test,
        "run the tests",
        "Run the tests. Everything that is not known here goes to pytest: paths, -k, -x, -n 0 …",
    )
    command.add_argument(
        "--quick", action="store_true", help="the fast ones only (under 3 minutes)"
    )
    command.set_defaults(rest=[])
    command = _add(commands, "bench", cmd_bench, "run the measurements of tests/bench")
    command.add_argument("name", nargs="?", metavar="NAME", help="one of them")
    command.add_argument("--json", action="store_true")
    command.set_defaults(rest=[])


def _add_tenants(commands):
    tenant = commands.add_parser("tenant", help="create, list and drop tenants").add_subparsers(
        metavar="ACTION", required=True
    )
    command = _add(tenant, "create", cmd_tenant_create, "clone a new tenant from its template")
    command.add_argument("name", metavar="NAME", help="reached at exactly NAME.localhost")
    command.add_argument("--kind", choices=templates.KINDS, default=templates.KINDS[0])
    command.add_argument("--json", action="store_true")
    command = _add(tenant, "list", cmd_tenant_list, "the tenants")
    command.add_argument("--json", action="store_true")
    command = _add(tenant, "drop", cmd_tenant_drop, "delete a tenant and everything in it")
    command.add_argument("name", metavar="NAME")
    command.add_argument("--yes", action="store_true", help="really")
    ledger = commands.add_parser("ledger", help="check the budget ledger").add_subparsers(
        metavar="ACTION", required=True
    )
    command = _add(
        ledger, "verify", cmd_ledger_verify, "fold every move and name the first wrong row"
    )
    command.add_argument("tenant", metavar="TENANT")
    command.add_argument("--json", action="store_true")
    budget = commands.add_parser("budget", help="bring a budget in").add_subparsers(
        metavar="ACTION", required=True
    )
    command = _add(
        budget,
        "import",
        cmd_budget_import,
        "read a budget export of e호조 (CSV or XLSX), all of it or nothing",
    )
    command.add_argument("tenant", metavar="TENANT")
    command.add_argument("file", metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help="only say what would happen")
    command.add_argument("--json", action="store_true")


def _add_upkeep(commands):
    command = _add(commands, "install", cmd_install, "only install; for images and build machines")
    command.add_argument("--test", action="store_true", help="the test tools too")
    command = _add(
        commands,
        "clean",
        cmd_clean,
        "remove tenants, databases and the installation",
        "Remove tenants, databases and the installation. Downloads stay, so that work goes on offline.",
    )
    command.add_argument("--all", action="store_true", help="the downloads too")
    command.add_argument("--yes", action="store_true", help="do not ask")
    command = _add(
        commands, "pins", cmd_pins, "where the versions stand; 'pins update' writes new ones"
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


def main(argv=None):
    args = parse(sys.argv[1:] if argv is None else argv)
    _options.odoo = args.odoo
    if args.dsn:
        os.environ["GOTGAN_DSN"] = args.dsn
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return args.function(args) or 0
    except Refusal as refusal:
        print(f"\ngotgan: {refusal}", file=sys.stderr)
        return refusal.code
    except KeyboardInterrupt:
        print(
            "\ngotgan: stopped. Run the same command again; it goes on where it stopped.",
            file=sys.stderr,
        )
        return 130
    except OSError as error:
        if known := from_os_error(error):
            print(f"\ngotgan: {known}", file=sys.stderr)
            return 1
        raise
