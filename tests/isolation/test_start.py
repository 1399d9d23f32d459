"""When a server process refuses to start (A13), and what it must be told."""

import subprocess

import pytest

from .process import Process


@pytest.fixture
def ended(estate):
    """``ended(text, **environ)``: start a process that must not start; returns what it says."""
    def run(replace=(), **environ):
        process = Process("refused", estate.folder, estate.dsn, {
            "GOTGAN_KEYS": str(estate.keys_file), "GOTGAN_HOSTS": str(estate.hosts_file),
            **environ})
        text = process.config.read_text()
        for line in replace:
            name = line.partition("=")[0].strip()
            kept = [one for one in text.splitlines() if not one.startswith(f"{name} ")]
            text = "\n".join([*kept, line, ""])
        process.config.write_text(text)
        # Odoo takes PGHOST before what the file says.
        env = {key: value for key, value in process.environ.items() if not key.startswith("PG")}
        done = subprocess.run(
            process.command(), env=env, cwd="/", timeout=180, check=False,
            capture_output=True, text=True)
        assert done.returncode != 0
        return done.stdout + done.stderr

    return run


def test_an_unencrypted_way_to_a_remote_database(ended):
    """A13: another machine needs sslmode require or better."""
    for mode in ("prefer", "disable", "allow"):
        said = ended(["db_host = db.example.kr", f"db_sslmode = {mode}"])
        assert "db.example.kr is another machine" in said


def test_a_replica_counts_too(ended):
    assert "another machine" in ended(["db_replica_host = 10.0.0.9"])


def test_keys_that_others_can_read(ended, estate):
    loose = estate.folder / "loose.json"
    loose.write_text(estate.keys_file.read_text())
    loose.chmod(0o644)
    assert "others can read it" in ended(GOTGAN_KEYS=str(loose))


@pytest.mark.parametrize("text", ["", "{}", '{"map": "xyz"}', '{"map": "aa"}', "[]"])
def test_broken_keys(ended, estate, text):
    broken = estate.folder / "broken.json"
    broken.touch(mode=0o600)
    broken.write_text(text)
    assert "gotgan_isolation" in ended(GOTGAN_KEYS=str(broken))


def test_a_map_without_a_key(ended):
    assert "GOTGAN_KEYS is not" in ended(GOTGAN_KEYS="")


def test_limits_that_are_none(ended):
    assert "gotgan_isolation" in ended(GOTGAN_LIMITS="ip=many")
