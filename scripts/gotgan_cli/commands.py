"""What each command does; the words of the command line are in ``arguments``."""

import os
import subprocess

from . import (
    address,
    bank,
    bench,
    clean,
    cluster,
    demo,
    hub,
    keys,
    mail,
    odoo,
    paths,
    pins,
    pins_update,
    postgres,
    rules,
    server,
    status,
    suite,
    tenants,
    venv,
)
from .errors import Refusal


def _ready(path, port=None):
    """Everything installed, PostgreSQL running, the hub up to date; enough for any command."""
    venv.ensure(path=path)
    cluster.ensure()
    odoo.write_config(http_port=port or server.port())


def _ready_hub(path, port=None):
    port = port or server.port()
    _ready(path, port)
    hub.ensure(port)
    return port


def run_demo(args):
    ready = demo.run(args.odoo, args.port or server.port(), city=args.city)
    print(demo.welcome(ready))
    print("\nStop it with 'scripts/gotgan down'.")


def start(args):
    with paths.lock():
        port = _ready_hub(args.odoo, args.port)
        tenants.upgrade_all()
        mail.start()
        bank.resume()
        server.start(port)
        hub.start_provisioner(port)
        tenants.follow_port(port)
    print(address.of("", port), " the public site")
    print(address.of("hub", port), " the operators' hub")
    for tenant in tenants.listing():
        print(tenant["url"])


def serve(args):
    """Production: this process becomes the server, so a supervisor or container can watch it."""
    with paths.lock():
        port = _ready_hub(args.odoo, args.port)
        tenants.upgrade_all()
        workers = 2 * (os.cpu_count() or 1) + 1 if args.workers is None else args.workers
        file = odoo.write_production_config(workers)
    options = ["--http-port", str(args.port)] if args.port else []
    command = [*odoo.base_command("server"), "-c", str(file), *options]
    os.execve(command[0], command, {**os.environ, **server.env(port)})


def provision(args):
    """Production: this process becomes the provisioner, beside ``serve``."""
    with paths.lock():
        _ready_hub(args.odoo)
    command = [*odoo.base_command("provisioner"), "-c", str(odoo.command_file()), "-d", keys.HUB]
    os.execve(command[0], command, {**os.environ, **odoo.env(), **keys.provisioner_env()})


def stop(args):
    with paths.lock():
        stopped = hub.stop_all()
        stopped += [
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
    pattern = f" {tenants.database_of(args.tenant)} "
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


def run_tenant(args):
    """``odoo tenant``: what operators do from the keyboard; the hub has the words."""
    with paths.lock():
        _ready_hub(args.odoo)
    return hub.forward(*args.words)


def show_mail(args):
    mail.show(args.lines)


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


def rules_add(args):
    file = os.path.abspath(args.file)
    if not os.path.isfile(file):
        raise Refusal(f"There is no file {args.file}.")
    with paths.lock():
        _ready(args.odoo)
    return rules.add(file, args.tenants, as_json=args.json)


def install(args):
    with paths.lock():
        venv.ensure(path=args.odoo, test=args.test)


def show_pins(args):
    if args.action == "update":
        with paths.lock():
            pins_update.run_update()
    print(pins.FILE)
