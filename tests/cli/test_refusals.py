"""What can go wrong on a machine, made to go wrong: each says what, why, and what to do."""

import errno
import os
import shutil
import socket
import subprocess
import sys

import pytest
from gotgan_cli import odoo_source, paths, postgres, server, venv
from gotgan_cli.errors import Refusal, explain, from_os_error

ROOT = paths.ROOT


def test_wrong_python(cli, tmp_path):
    old = tmp_path / "python3.8"
    old.write_text('#!/bin/sh\ncase "$2" in *exit*) exit 1;; *) echo 3.8.10;; esac\n')
    old.chmod(0o755)
    done = cli("status", GOTGAN_PYTHON=old)
    assert done.returncode == 2
    assert "3.8.10" in done.stderr
    assert "3.10 to 3.13" in done.stderr


def test_port_taken(home):
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        with pytest.raises(Refusal, match=f"Port {port} is taken") as refusal:
            server.start(port)
    assert f"--port {port + 1}" in str(refusal.value)


def test_too_little_space_is_said_before_anything_is_downloaded(home, monkeypatch):
    usage = shutil.disk_usage(home)._replace(free=10 * 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Refusal, match="disk is full") as refusal:
        paths.check_space()
    assert "10 MB" in str(refusal.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a tiny disk")
def test_a_disk_that_is_really_full(cli, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount")
    try:
        done = cli("install", GOTGAN_HOME=disk / "local")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert done.returncode == 1
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr


def test_disk_full_in_the_middle():
    assert "disk is full" in str(explain("x", "ERROR: [Errno 28] No space left on device"))
    assert "disk is full" in str(from_os_error(OSError(errno.ENOSPC, "No space left on device")))


def test_no_network(cli, home):
    """A proxy nobody listens on: what a machine without a network looks like to pip."""
    dead = "http://127.0.0.1:9"
    done = cli(
        "install",
        GOTGAN_HOME=home,
        http_proxy=dead,
        https_proxy=dead,
        HTTP_PROXY=dead,
        HTTPS_PROXY=dead,
        no_proxy="",
        PIP_RETRIES=0,
    )
    assert done.returncode == 1, done.stderr
    assert "No network" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_package_the_registry_does_not_have(cli, home, tmp_path):
    empty = tmp_path / "registry"
    empty.mkdir()
    done = cli(
        "install",
        GOTGAN_HOME=home,
        PIP_NO_INDEX=1,
        PIP_FIND_LINKS=empty,
        PIP_CONFIG_FILE=os.devnull,
    )
    assert done.returncode == 1, done.stderr
    assert "the registry does not have a package" in done.stderr
    assert "config/pins.ini" in done.stderr


def test_a_file_that_is_not_the_pinned_one():
    said = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
    assert "not the pinned one" in str(explain("Installing", said))


def test_a_half_finished_step_is_thrown_away_and_done_again(home):
    target = home / "cache" / "thing"
    with pytest.raises(RuntimeError), paths.whole(target) as partial:
        partial.mkdir()
        (partial / "half").write_text("half")
        raise RuntimeError("killed")
    assert not target.exists()
    with paths.whole(target) as partial:
        partial.mkdir()
        (partial / "whole").write_text("whole")
    assert [file.name for file in target.iterdir()] == ["whole"]


def test_an_environment_without_its_stamp_is_installed_again(home, monkeypatch):
    (venv.folder() / "bin").mkdir(parents=True)
    monkeypatch.setattr(
        venv, "_install", lambda want, path: (_ for _ in ()).throw(Refusal("again"))
    )
    with pytest.raises(Refusal, match="again"):
        venv.ensure()


def test_a_local_folder_of_another_version(cli, home):
    (home / "version").write_text("0\n")
    done = cli("up", GOTGAN_HOME=home)
    assert done.returncode == 1
    assert "made by another version" in done.stderr
    assert "GOTGAN_HOME" in done.stderr


def test_a_database_folder_of_another_postgresql(home, monkeypatch):
    monkeypatch.setattr(postgres, "account", lambda: None)
    data = postgres.root_folder() / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("14\n")
    monkeypatch.setattr(postgres, "binaries", lambda: home)
    monkeypatch.setattr(postgres, "run", lambda *a, **k: "postgres (PostgreSQL) 18.6")
    with pytest.raises(Refusal, match="is of PostgreSQL 14; the pinned server is 18"):
        postgres.ensure()


def test_the_second_run_waits_for_the_first(cli, home):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from gotgan_cli import paths\n"
            "with paths.lock():\n print('locked', flush=True); sys.stdin.read()",
        ],
        env={**os.environ, "GOTGAN_HOME": str(home), "PYTHONPATH": str(ROOT / "scripts")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "locked\n"
    second = subprocess.Popen(
        [ROOT / "scripts" / "gotgan", "down"],
        env={**os.environ, "GOTGAN_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = iter(second.stderr.readline, "")
    assert any(f"process {holder.pid}" in line for line in said)
    assert second.poll() is None
    holder.communicate(timeout=60)
    assert holder.returncode == 0
    second.communicate(timeout=60)
    assert second.returncode == 0


def test_a_folder_that_holds_no_odoo(cli, home, tmp_path):
    done = cli("--odoo", tmp_path, "install", GOTGAN_HOME=home)
    assert done.returncode == 1
    assert "There is no Odoo in" in done.stderr


def test_another_series_of_odoo(tmp_path):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo" / "release.py").write_text("version_info = (18, 0, 0, FINAL, 0, '')\n")
    with pytest.raises(Refusal, match=r"holds Odoo 18\.0; Gotgan needs Odoo 19\.0"):
        odoo_source.from_path(tmp_path)


def test_a_server_that_does_not_answer(cli, home):
    (home / "venv").symlink_to(sys.prefix)  # what is installed is not what is asked here
    done = cli(
        "tenant", "list", GOTGAN_HOME=home, GOTGAN_DSN="postgresql://x:y@127.0.0.1:9/postgres"
    )
    assert done.returncode == 1
    assert "does not answer" in done.stderr
    assert "GOTGAN_DSN" in done.stderr
