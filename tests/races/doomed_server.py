"""A PostgreSQL server of its own that a test may kill as often as it likes."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psutil
from harness.clones import free_port

SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = on
synchronous_commit = on
shared_buffers = 64MB
autovacuum = off
"""


class DoomedServer:
    """Start it, fill it, kill it with SIGKILL, start it again on the same files."""

    def __init__(self, binaries):
        self.folder = Path(tempfile.mkdtemp(prefix="gotgan-doomed-"))
        self.binaries, self.data = Path(binaries), self.folder / "data"
        self.port = free_port()
        self.account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if self.account:
            shutil.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self._run("initdb", "-D", self.data, "-U", "odoo", "-A", "trust", "-E", "UTF8",
                  "--locale=C")
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(SETTINGS)

    def start(self):
        self._run("pg_ctl", "start", "-w", "-D", self.data, "-l", self.folder / "log",
                  "-o", f"-p {self.port}")

    def kill(self):
        """Kill the postmaster and every process of it at once, as a power cut would."""
        postmaster = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        postmaster.suspend()  # so that no child is born while they are counted
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            # Without its postmaster a process may end before its turn comes.
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=30)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        time.sleep(0.1)

    def restore(self, source_dsn, source, target):
        """Bring a copy of database ``source`` of another server in as ``target``."""
        self._run("createdb", *self.where, target)
        dump = subprocess.Popen(
            [self.binaries / "pg_dump", "-Fc", "-d", source_dsn.removesuffix("postgres") + source],
            stdout=subprocess.PIPE,
        )
        subprocess.run(
            [self.binaries / "pg_restore", "--no-owner", "--no-acl", *self.where, "-d", target],
            stdin=dump.stdout, check=True,
        )

    @property
    def where(self):
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "odoo"]

    def remove(self):
        self.kill()
        shutil.rmtree(self.folder)

    def _run(self, program, *args):
        drop = {}
        if self.account and program in ("initdb", "pg_ctl"):
            drop = {
                "user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": [],
            }
        subprocess.run(
            [str(self.binaries / program), *map(str, args)], check=True, cwd="/",
            stdout=subprocess.DEVNULL, **drop,
        )
