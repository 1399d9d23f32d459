"""Help that reads well, and a refusal for every way a command can be mistaken."""

import pytest
from gotgan_cli import arguments, tenants
from gotgan_cli.errors import Refusal

COMMANDS = (
    "demo up serve down status logs shell test bench install clean pins tenant ledger budget"
).split()


def test_help_names_every_command(cli):
    done = cli("--help")
    assert done.returncode == 0
    assert [name for name in COMMANDS if f"    {name} " not in done.stdout] == []
    assert "GOTGAN_DSN" in done.stdout


@pytest.mark.parametrize(
    "words", [[name] for name in COMMANDS] + [["tenant", "create"], ["budget", "import"]]
)
def test_every_command_has_help(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        arguments.parse([*words, "--help"])
    assert stopped.value.code == 0
    assert "usage: scripts/gotgan" in capsys.readouterr().out


def test_unknown_words_go_to_pytest_and_nowhere_else(capsys):
    assert arguments.parse(["test", "--quick", "-k", "a b", "tests/x.py"]).rest == [
        "-k",
        "a b",
        "tests/x.py",
    ]
    with pytest.raises(SystemExit):
        arguments.parse(["status", "--jsno"])
    assert "--jsno" in capsys.readouterr().err


def test_odoo_and_dsn_may_stand_before_or_after_the_command():
    assert arguments.parse(["--odoo", "/x", "demo"]).odoo == "/x"
    assert arguments.parse(["demo", "--odoo", "/x"]).odoo == "/x"
    assert arguments.parse(["up", "--dsn", "host=h"]).dsn == "host=h"


@pytest.mark.parametrize(
    "name",
    ["", "a", "A1", "1a", "a_b", "a.b", "-a", "a-", "곳간", "a" * 32, "a'; DROP", "www", "admin"],
)
def test_a_name_that_is_no_host_is_refused(name):
    with pytest.raises(Refusal):
        tenants.check_name(name)


@pytest.mark.parametrize("name", ["ab", "yongin-si", "a" * 31, "seoul2"])
def test_a_good_name(name):
    tenants.check_name(name)


def test_dropping_needs_a_yes(cli, home):
    done = cli("tenant", "drop", "nobody", GOTGAN_HOME=home)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
