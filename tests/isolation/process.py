"""A real server process of the estate, with its own configuration, port and log."""

import http.client
import os
import signal
import subprocess
import time

from harness.clones import free_port
from psycopg2.extensions import parse_dsn

START_SECONDS = 180


class Process:
    """Serves what its keys and the map say, at ``port`` of 127.0.0.1."""

    def __init__(self, label, folder, dsn, environ, options=(), prefix=()):
        self.label, self.folder, self.options, self.prefix = label, folder, options, prefix
        self.port = free_port()
        self.log_file = folder / f"{label}.log"
        self.environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environ}
        self.process = None
        self.config = folder / f"{label}.conf"
        where = parse_dsn(dsn)
        self.config.write_text("\n".join([
            "[options]",
            f"addons_path = {os.environ['GOTGAN_ADDONS_PATH']}",
            f"data_dir = {folder / 'data'}",
            f"db_host = {where.get('host', '127.0.0.1')}",
            f"db_port = {where.get('port', '5432')}",
            "db_user = nobody_at_all",
            "list_db = False",
            "server_wide_modules = base,rpc,web,gotgan_isolation",
            "http_interface = 127.0.0.1",
            f"http_port = {self.port}",
            "max_cron_threads = 0",
            "limit_memory_hard = 0",
            "limit_time_real = 0",
            "db_maxconn = 32",
            "proxy_mode = True",
            "log_level = info", "",
        ]))

    def command(self):
        return [
            *self.prefix, os.environ["GOTGAN_ODOO_BIN"],
            f"--addons-path={os.environ['GOTGAN_ADDONS_PATH']}", "server",
            "-c", str(self.config), *self.options,
        ]

    def start(self, wait=True):
        with self.log_file.open("ab") as out:
            self.process = subprocess.Popen(
                self.command(), env=self.environ, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                cwd="/", start_new_session=True)
        if wait:
            self.wait_for(self._answers)
        return self

    def _answers(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/web/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def wait_for(self, is_ready):
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            if is_ready():
                return
            time.sleep(0.1)
        raise RuntimeError(f"the process {self.label} did not start:\n{self.log()[-3000:]}")

    def log(self):
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def inside(self, database, code):
        """Run ``code`` with the superuser's ``env`` in a twin of this process; return its output.

        What even code inside the process cannot do, nobody can do from outside.
        """
        command = [
            os.environ["GOTGAN_ODOO_BIN"], f"--addons-path={os.environ['GOTGAN_ADDONS_PATH']}",
            "shell", "-c", str(self.config), "-d", database, "--no-http",
            f"--logfile={self.log_file}", "--shell-interface=python",
        ]
        done = subprocess.run(
            command, input=code, env=self.environ, cwd="/", check=False, text=True,
            capture_output=True, timeout=300)
        if done.returncode or "Traceback" in done.stderr:
            raise RuntimeError(done.stdout[-1000:] + done.stderr[-3000:])
        return done.stdout

    def end(self):
        """Ask it to stop, and do not wait."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def stop(self):
        self.end()
        if self.process and self.process.poll() is None:
            try:
                self.process.wait(4)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
