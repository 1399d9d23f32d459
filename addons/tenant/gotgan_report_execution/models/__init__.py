from . import execution_report, execution_report_xlsx, ledger_move
