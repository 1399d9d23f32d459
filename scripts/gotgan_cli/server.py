"""The server in the background: start, stop, and whether it answers."""

import http.client
import os
import time

from . import addons, address, bank, keys, mail, odoo, paths, postgres, say
from .background import Background
from .errors import Refusal

DEFAULT_PORT = 8069
START_SECONDS = 60


def _process():
    return Background("odoo", str(odoo.config_file()))


def running():
    """``{"pid", "port"}`` of the running server, or an empty dictionary."""
    return _process().running()


def stop():
    """Stop the server; returns whether there was one."""
    return _process().stop()


def _sources():
    """What the server's code is made of; Python it has loaded does not change with the files."""
    return addons.set_digest(addons.ours())


def port():
    note = _process().read()
    return int(os.environ.get("GOTGAN_PORT") or note.get("port") or DEFAULT_PORT)


def env(port_):
    """What the server is told: its keys, the map, and whom it may call."""
    hub = f"hub.{address.domain()}:{port_}"
    banks = [bank.address()] if bank.running() else []
    outside = [hub, mail.address(), *banks, *filter(None, [os.environ.get("GOTGAN_OUTBOUND")])]
    return {**odoo.server_env(), **keys.server_env(), "GOTGAN_OUTBOUND": ",".join(outside)}


def start(port_, **more):
    """Start the server, or leave alone one that runs today's code on this port.

    :param more: variables for its environment.
    :raises Refusal: when the port belongs to somebody else, or the server does not answer.
    """
    if now := running():
        if (now["port"], now.get("sources"), now.get("more")) == (port_, _sources(), more):
            return now
        stop()
    if not postgres.port_is_free(port_):
        raise Refusal(
            f"Port {port_} is taken by another program.",
            do=f"stop that program, or choose another port: scripts/gotgan up --port {port_ + 1}",
        )
    odoo.write_config(http_port=port_)
    with say.step("Starting the server"):
        process = _process().start(
            [*odoo.base_command("server"), "-c", odoo.config_file()],
            {**env(port_), **more},
            port=port_,
            sources=_sources(),
            more=more,
        )
        _wait(process, port_, paths.log("odoo"))
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
