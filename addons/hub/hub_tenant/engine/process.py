"""A process of one tenant's own (silo): its configuration, its keys, its map, its life.

It gets the passwords of its own database and nothing else: not the master key, not the
provisioner's log-in.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg2.extensions

from odoo.tools import config

from odoo.addons.gotgan_isolation.credentials import password_of

from . import routes
from .refusal import Refusal

START_SECONDS = 60
EXEC_SECONDS = 3
STOP_SECONDS = 15
CONF = "odoo.conf"
# How the silo sends its mails: as the provisioner would.
MAIL = ("smtp_server", "smtp_port", "smtp_ssl", "smtp_user", "smtp_password", "email_from")


def prepare(work, half=None):
    """Write the folder of the silo; return its port. An existing one keeps its port."""
    folder = work.settings.silo(work.database)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    port = port_of(folder) or _free_port()
    keys = {"map": work.keys.map, "passwords": {
        work.database: password_of(work.database, work.keys),
    }}
    _write(folder / "keys.json", json.dumps(keys))
    write_map(work)
    if half:
        half()
    _write(folder / CONF, _conf(work, port, keys["passwords"][work.database]))
    return port


def write_map(work):
    """The silo's own map: its hosts, opened here."""
    folder = work.settings.silo(work.database)
    own = {host: {**entry, "origin": ""} for host, entry in work.facts["routes"].items()}
    if work.facts["state"] == "provisioning":
        own = {host: {**entry, "state": "active"} for host, entry in own.items()}
    routes.write(folder / "hosts.json", own, work.keys.map)


def _conf(work, port, password):
    """No ``db_name``: with one, Odoo asks the database "postgres" whether it exists.

    The map says which database this process serves.
    """
    server = psycopg2.extensions.parse_dsn(work.settings.dsn)
    options = {
        "addons_path": ",".join(config["addons_path"]),
        "data_dir": work.settings.data,
        "db_host": server.get("host", ""),
        "db_port": server.get("port", ""),
        "db_user": work.database,
        "db_password": password,
        "db_maxconn": 16,
        "list_db": False,
        "http_interface": "127.0.0.1",
        "http_port": port,
        "proxy_mode": config["proxy_mode"],
        **{key: config[key] for key in MAIL if config[key]},
        "server_wide_modules": "base,rpc,web,gotgan_isolation",
        "max_cron_threads": 1,
        "log_level": "info",
    }
    return "[options]\n" + "".join(f"{key} = {value}\n" for key, value in options.items())


def _write(path, text):
    partial = path.with_suffix(".partial")
    partial.touch(mode=0o600)
    partial.write_text(text)
    partial.rename(path)


def port_of(folder):
    try:
        lines = (folder / CONF).read_text().splitlines()
    except OSError:
        return None
    values = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return int(values["http_port"])


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def origin(folder):
    return f"http://127.0.0.1:{port_of(folder)}"


def pid_of(folder):
    """Return the id of the silo's process, or None when it does not run."""
    try:
        pid = int((folder / "pid").read_text())
        line = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except (OSError, ValueError):
        return None
    return pid if str(folder / CONF) in line else None


def is_running(folder):
    """Whether the silo answers."""
    if pid_of(folder) is None or not port_of(folder):
        return False
    connection = http.client.HTTPConnection("127.0.0.1", port_of(folder), timeout=5)
    try:
        connection.request("GET", "/web/health", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def start(work):
    """Start the silo and wait until it answers.

    :raises Refusal: when it does not come up
    """
    folder = work.settings.silo(work.database)
    if pid_of(folder) is None:
        _launch(folder)
    begun = time.monotonic()
    while not is_running(folder):
        spent = time.monotonic() - begun
        # Just begun, a process has no command line to be known by yet.
        if spent > START_SECONDS or (spent > EXEC_SECONDS and pid_of(folder) is None):
            tail = (folder / "server.log").read_text(errors="replace")[-600:]
            raise Refusal(
                "The tenant's own process did not start.", tail,
                do="see server.log in the tenant's folder, then try the job again.",
            )
        time.sleep(0.2)
    return origin(folder)


def _launch(folder):
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "GOTGAN_DOMAIN",
            "GOTGAN_OUTBOUND")
    env = {key: os.environ[key] for key in kept if key in os.environ}
    env.update(GOTGAN_KEYS=str(folder / "keys.json"), GOTGAN_HOSTS=str(folder / "hosts.json"))
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "odoo", "server", "-c", str(folder / CONF)],
            env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
            start_new_session=True,
        )
    _write(folder / "pid", str(process.pid))


def stop(folder):
    """End the silo's process, gently first."""
    pid = pid_of(folder)
    if pid is None:
        return
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while pid_of(folder) is not None and time.monotonic() < deadline:
        _reap(pid)
        time.sleep(0.1)
    if pid_of(folder) is not None:
        os.kill(pid, signal.SIGKILL)
        _reap(pid)


def _reap(pid):
    """A process that this one has started stays a zombie until it is waited for."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return
