"""The bank simulator knows whose accounts it was told of, and remembers it; of others nothing."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from bank_simulator.bank import Bank
from bank_simulator.serve import build, parse


def test_a_file_of_holders(tmp_path):
    file = tmp_path / "holders.csv"
    file.write_text("bank,number,holder\n011,301-1,한빛문구\n", encoding="utf-8")
    server, _door = build(parse(["--port", "0", "--holders", str(file)]))
    with server:
        bank = server.RequestHandlerClass.bank_desk.bank
        assert bank.holder("011", "301-1") == "한빛문구"
        assert not bank.holder("011", "301-2")


def test_a_registered_holder_survives_a_restart(tmp_path):
    journal = tmp_path / "journal"
    Bank(journal=journal).register("011", "301-1", "한빛문구")
    assert Bank(journal=journal).holder("011", "301-1") == "한빛문구"
