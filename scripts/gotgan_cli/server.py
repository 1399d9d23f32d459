"""The Odoo server in the background: start, stop, and whether it answers."""

import http.client
import json
import os
import pathlib
import signal
import subprocess
import time

from . import addons, odoo, paths, postgres, say
from .errors import Refusal

DEFAULT_PORT = 8069
START_SECONDS = 60


def _file():
    return paths.run_dir() / "server.json"


def _read():
    try:
        return json.loads(_file().read_text())
    except (OSError, ValueError):
        return {}


def _is_ours(pid):
    """Whether process ``pid`` is our server and not a stranger with the same number."""
    try:
        line = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return False
    return str(odoo.config_file()) in line


def running():
    """``{"pid", "port"}`` of the running server, or an empty dictionary."""
    now = _read()
    return now if now.get("pid") and _is_ours(now["pid"]) else {}


def _sources():
    """What the server's code is made of; Python it has loaded does not change with the files."""
    return addons.set_digest(addons.ours())


def port():
    return int(
        os.environ.get("GOTGAN_PORT")
        or running().get("port")
        or _read().get("port")
        or DEFAULT_PORT
    )


def start(port_):
    """Start the server, or leave alone one that runs today's code on this port.

    :raises Refusal: when the port belongs to somebody else, or the server does not answer.
    """
    if now := running():
        if (now["port"], now.get("sources")) == (port_, _sources()):
            return now
        stop()
    if not postgres.port_is_free(port_):
        raise Refusal(
            f"Port {port_} is taken by another program.",
            do=f"stop that program, or choose another port: scripts/gotgan up --port {port_ + 1}",
        )
    odoo.write_config(http_port=port_)
    log = paths.log("odoo")
    with log.open("ab") as out, say.step("Starting the server"):
        process = subprocess.Popen(
            [*odoo.base_command("server"), "-c", str(odoo.config_file())],
            env={**os.environ, **odoo.env()},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd="/",
            start_new_session=True,
        )
        started = {"pid": process.pid, "port": port_, "sources": _sources()}
        _file().write_text(json.dumps(started))
        _wait(process, port_, log)
    return running()


def _wait(process, port_, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        if answers(port_):
            return
        time.sleep(0.2)
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
    raise Refusal("The server did not start.", tail, do=f"the whole log: {log}")


def answers(port_, host="nobody.localhost"):
    connection = http.client.HTTPConnection("127.0.0.1", port_, timeout=5)
    try:
        connection.request("GET", "/web/health", headers={"Host": host})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def stop():
    """Stop the server; returns whether there was one."""
    now = running()
    if not now:
        return False
    os.kill(now["pid"], signal.SIGTERM)
    for _turn in range(100):
        if not _is_ours(now["pid"]):
            return True
        time.sleep(0.1)
    os.kill(now["pid"], signal.SIGKILL)
    return True
