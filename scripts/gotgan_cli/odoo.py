"""Odoo's own commands, run with the local configuration."""

import json
import os
import re
import subprocess

from . import addons, keys, mail, paths, postgres, say, venv
from .errors import Refusal, explain
from .run import run

WORDS_OF_SECRETS = ("admin_passwd", "db_password")


def config_file():
    return paths.home() / "odoo.conf"


def command_file():
    """For commands: they talk to a person, so the log keeps to warnings."""
    return paths.home() / "odoo-command.conf"


def addons_path():
    return ",".join(str(p) for p in paths.addon_folders())


def _shared(user, password):
    where = postgres.dsn()
    return {
        "addons_path": addons_path(),
        "data_dir": paths.home() / "data",
        "db_host": where.host,
        "db_port": where.port,
        "db_user": user,
        "db_password": password,
        "admin_passwd": postgres.secret("master"),
        "list_db": False,
        "without_demo": True,
        **mail.odoo_options(),
    }


def write_config(**extra):
    """The local ``odoo.conf``; the one at the top of the checkout is production's.

    The server's has the bus's log-in: each database is opened with its own (gotgan_isolation).
    Commands have the provisioner's.
    """
    where = postgres.dsn()
    keys.ensure()
    _write(
        config_file(),
        {
            **_shared(keys.BUS, keys.password_of(keys.BUS)),
            "db_maxconn": 64,
            "proxy_mode": False,
            "http_interface": "127.0.0.1",
            "server_wide_modules": "base,rpc,web,gotgan_isolation",
            "max_cron_threads": 2,
            "log_level": "info",
            **extra,
        },
    )
    _write(
        command_file(),
        {
            **_shared(where.user, where.password),
            "server_wide_modules": "base,rpc,web",
            "http_interface": "127.0.0.1",
            "log_level": "warn",
            **{key: value for key, value in extra.items() if key != "http_port"},
        },
    )


def owner_file(dbname):
    """For what changes tables: done by the database's own role, so that they belong to it.

    The isolation sends what Odoo says to the database "postgres" to the bus.
    """
    file = paths.home() / "run" / f"{dbname}.conf"
    options = {
        "server_wide_modules": "base,rpc,web,gotgan_isolation",
        "http_interface": "127.0.0.1",
        "log_level": "warn",
    }
    _write(file, {**_shared(dbname, keys.password_of(dbname)), **options})
    return file


def write_production_config(workers):
    """The checkout's ``odoo.conf`` with what belongs to this machine after it."""
    own = {**_shared(keys.BUS, keys.password_of(keys.BUS)), "workers": workers}
    own = {key: value for key, value in own.items() if key not in ("list_db", "without_demo")}
    file = paths.home() / "odoo-production.conf"
    file.touch(mode=0o600)
    lines = "".join(f"{key} = {value}\n" for key, value in own.items())
    file.write_text((paths.ROOT / "odoo.conf").read_text(encoding="utf-8") + lines)
    return file


def _write(file, options):
    file.touch(mode=0o600)
    lines = ["[options]", *(f"{key} = {value}" for key, value in options.items())]
    file.write_text("\n".join(lines) + "\n")


def server_env():
    """No word of the provisioner's log-in."""
    return {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def env():
    """For commands: the provisioner's log-in, for Odoo and for PostgreSQL's own tools."""
    return {**server_env(), "ODOO_RC": str(command_file()), **postgres.dsn().env()}


def base_command(name):
    return [str(venv.folder() / "bin" / "odoo"), f"--addons-path={addons_path()}", name]


def server_once(doing, dbname, *options):
    """Run the server until its modules are loaded: ``-i`` or ``-u`` of addons.

    Odoo answers 0 for some broken installations, so its log is read as well.
    """
    command = [
        *base_command("server"),
        "-c",
        command_file(),
        "-d",
        dbname,
        "--stop-after-init",
        "--no-http",
        "--max-cron-threads=0",
        *options,
    ]
    output = run(doing, command, env=env(), log=paths.log("odoo-setup"), check=False)
    _check(doing, output)
    return output


def _check(doing, output):
    if re.search(r" (?:CRITICAL|ERROR) |Traceback|Some modules are not loaded", output):
        raise explain(doing, _gist(output), see=paths.log("odoo-setup"))


def _gist(output):
    """Odoo's errors without the frames between; the log file has them.

    >>> _gist("  File x, line 1\\nodoo.tools.convert.ParseError: while parsing\\n    return 1")
    'odoo.tools.convert.ParseError: while parsing'
    """
    told = re.compile(
        r"^\S*(?:Error|Exception|Warning)\b.*|.* (?:ERROR|CRITICAL) .*|.*No space left.*"
    )
    return "\n".join(line for line in output.splitlines() if told.match(line)) or output


def _inside(name, values):
    """The text of ``inside/NAME.py`` with ``values`` put before it."""
    text = (paths.ROOT / "scripts" / "gotgan_cli" / "inside" / f"{name}.py").read_text()
    return f"import json\nvalues = json.loads({json.dumps(json.dumps(values))})\n{text}"


def script(doing, dbname, name, **values):
    """Run ``inside/NAME.py`` in Odoo's shell with ``values`` and return the JSON it prints last."""
    command = [
        *base_command("shell"),
        "-c",
        command_file(),
        "-d",
        dbname,
        "--no-http",
        "--log-level=error",
    ]
    output = run(
        doing, command, env=env(), log=paths.log("odoo-setup"), stdin=_inside(name, values)
    )
    if "GOTGAN-DONE" not in output:
        raise explain(doing, output)
    return json.loads(output.rpartition("GOTGAN-DONE ")[2].splitlines()[0])


def upgrade(doing, dbname, install, upgrade_):
    """Install and upgrade addons as the role that owns the database, so all stays its own."""
    values = {
        "config": str(owner_file(dbname)),
        "database": dbname,
        "install": install,
        "upgrade": upgrade_,
    }
    output = run(
        doing,
        [venv.python(), "-"],
        env={**server_env(), **keys.server_env()},
        log=paths.log("odoo-setup"),
        stdin=_inside("upgrade", values),
        check=False,
    )
    _check(doing, output)
    if "GOTGAN-DONE" not in output:
        raise explain(doing, output)


def run_command(doing, name, *args):
    """Run a command of one of our addons and return what it said; its failure is ours."""
    return run(doing, [*base_command(name), *args], env=env(), log=paths.log("odoo-setup"))


def passthrough(name, *args, needs):
    """Run a command of one of our addons, its output and exit code untouched."""
    if not addons.has_command(name):
        raise Refusal(
            f"No addon of this checkout provides 'odoo {name}'.",
            do=f"it belongs to the addon {needs}.",
        )
    say.line()
    return subprocess.run(
        [*base_command(name), *map(str, args)], env={**os.environ, **env()}, check=False
    ).returncode
