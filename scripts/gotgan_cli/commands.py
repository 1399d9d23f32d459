"""What each command does; the words of the command line are in ``arguments``."""

import json
import os
import subprocess

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
    tenants,
    venv,
)
from .errors import Refusal


def _ready(path):
    """Everything installed and PostgreSQL running, for commands that need no server."""
    venv.ensure(path=path)
    postgres.ensure()
    odoo.write_config(http_port=server.port())


def _upgrade_tenants():
    """A tenant's database follows the code before the server reads it."""
    for tenant in tenants.listing():
        if tenant["outdated"]:
            tenants.upgrade(tenant["name"])


def run_demo(args):
    address, logins = demo.run(args.odoo, args.port or server.port())
    print(f"\n곳간 is ready at {address}\n")
    print(demo.table(logins))
    print("\nStop it with 'scripts/gotgan down'.")


def start(args):
    with paths.lock():
        venv.ensure(path=args.odoo)
        postgres.ensure()
        odoo.write_config(http_port=args.port or server.port())
        _upgrade_tenants()
        now = server.start(args.port or server.port())
        tenants.follow_port(now["port"])
    for tenant in tenants.listing():
        print(tenant["url"])
    if not tenants.listing():
        print(
            "The server is up; there is no tenant yet. Make one: scripts/gotgan tenant create NAME"
        )


def serve(args):
    """Production: this process becomes the server, so a supervisor or container can watch it."""
    with paths.lock():
        _ready(args.odoo)
        _upgrade_tenants()
        workers = 2 * (os.cpu_count() or 1) + 1 if args.workers is None else args.workers
        file = odoo.write_production_config(workers)
    port = ["--http-port", str(args.port)] if args.port else []
    command = [*odoo.base_command("server"), "-c", str(file), *port]
    os.execve(command[0], command, {**os.environ, **odoo.env()})


def stop(args):
    with paths.lock():
        stopped = [
            name
            for name, done in (("server", server.stop()), ("PostgreSQL", postgres.stop()))
            if done
        ]
    print("Stopped: " + ", ".join(stopped) if stopped else "Nothing was running.")


def show_status(args):
    status.show(as_json=args.json)


def show_logs(args):
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


def clean_up(args):
    clean.run(everything=args.all, yes=args.yes)


def open_shell(args):
    with paths.lock():
        _ready(args.odoo)
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


def run_tests(args):
    return suite.run(args.rest, quick=args.quick, path=args.odoo)


def run_bench(args):
    return bench.run(args.name, args.rest, as_json=args.json, path=args.odoo)


def tenant_create(args):
    tenants.check_name(args.name)
    with paths.lock():
        _ready(args.odoo)
        made = tenants.create(args.name, args.kind, server.port())
    if args.json:
        print(json.dumps(made, ensure_ascii=False))
        return
    print(f"Tenant {made['name']} ({made['kind']}) at {made['url']}")
    print(f"First log-in: {made['login']}  {made['password']}   (shown once)")
    if not server.running():
        print("The server is not running; start it with 'scripts/gotgan up'.")


def tenant_list(args):
    rows = tenants.listing()
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    for row in [] if args.json else rows:
        print(f"{row['name']:<24}{row['kind']:<16}{row['bytes'] // 1024**2:>6} MB  {row['url']}")


def tenant_drop(args):
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


def ledger_verify(args):
    with paths.lock():
        _ready(args.odoo)
    return odoo.passthrough(
        "ledger",
        "verify",
        "-d",
        tenants.database_of(args.tenant),
        *(["--json"] if args.json else []),
        needs="gotgan_ledger",
    )


def budget_import(args):
    file = os.path.abspath(args.file)
    if not os.path.isfile(file):
        raise Refusal(f"There is no file {args.file}.")
    with paths.lock():
        _ready(args.odoo)
    flags = [
        f"--{flag}"
        for flag in ("dry-run", "keep-missing", "json")
        if vars(args)[flag.replace("-", "_")]
    ]
    flags += [f"--{key}={vars(args)[key]}" for key in ("year", "date") if vars(args)[key]]
    return odoo.passthrough(
        "budget",
        "import",
        "-d",
        tenants.database_of(args.tenant),
        file,
        *flags,
        needs="gotgan_budget",
    )


def install(args):
    with paths.lock():
        venv.ensure(path=args.odoo, test=args.test)


def show_pins(args):
    if args.action == "update":
        with paths.lock():
            pins_update.run_update()
    print(pins.FILE)
