from . import execution_report, execution_workbook, ledger_move
