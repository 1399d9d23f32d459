"""Help that reads well, and a refusal for every way a command can be mistaken."""

import pytest
from gotgan_cli import arguments

COMMANDS = (
    "demo up serve provision down mail status logs shell test bench install clean pins tenant "
    "ledger budget"
).split()


def test_help_names_every_command(cli):
    done = cli("--help")
    assert done.returncode == 0
    assert [name for name in COMMANDS if f"    {name} " not in done.stdout] == []
    assert "GOTGAN_DSN" in done.stdout


@pytest.mark.parametrize(
    "words", [[name] for name in COMMANDS] + [["ledger", "verify"], ["budget", "import"]]
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


def test_the_words_of_tenant_are_handed_on():
    assert arguments.parse(["tenant", "list", "--json"]).words == ["list", "--json"]
    words = ["create", "yongin", "--kind", "agency"]
    assert arguments.parse(["tenant", *words]).words == words
