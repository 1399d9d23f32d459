"""A real Odoo process on a free port, to be attacked, clicked at and killed."""

import http.client
import os
import pathlib
import signal
import subprocess
import time

from . import clones

START_SECONDS = 180
HASTY = pathlib.Path(__file__).parent / "servers" / "hasty"


class Server:
    """Serves exactly one database at ``url``.

    ``kill`` is kill -9: nothing is flushed, nothing is said.

    :param hasty: let people wait less for retries and passwords (``servers/hasty``)
    """

    def __init__(self, dbname, options=(), hasty=False):
        self.dbname = dbname
        self.options = options
        self.hasty = hasty
        self.port = clones.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = pathlib.Path(os.environ["GOTGAN_LOCAL"]) / "log" / f"test-{dbname}.log"
        self.process = None

    def start(self):
        command = [
            os.environ["GOTGAN_ODOO_BIN"],
            f"--addons-path={self._addons_path()}",
            "server",
            "-c",
            os.environ["GOTGAN_ODOO_CONF"],
            "-d",
            self.dbname,
            f"--db-filter=^{self.dbname}$",
            "--http-interface=127.0.0.1",
            f"--http-port={self.port}",
            "--max-cron-threads=0",
            *self._hasty_options(),
            *self.options,
        ]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        self._wait()
        return self

    def _addons_path(self):
        path = os.environ["GOTGAN_ADDONS_PATH"]
        return f"{path},{HASTY.parent}" if self.hasty else path

    def _hasty_options(self):
        if not self.hasty:
            return []
        from odoo.tools import config

        return [f"--load={','.join([*config['server_wide_modules'], HASTY.name])}"]

    def _wait(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                connection.request("GET", "/web/login")
                if connection.getresponse().status < 500:
                    return
            except OSError:
                time.sleep(0.2)
            finally:
                connection.close()
        raise RuntimeError(
            f"the server did not start:\n{self.log.read_text(errors='replace')[-3000:]}"
        )

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self):
        self.stop()
        return self.start()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
