from . import execution_report, ledger_move
