from . import (
    execution_report,
    execution_comparison,
    execution_step,
    execution_explanation,
    execution_target,
    execution_ranking,
    execution_workbook,
    ledger_move,
    search,
)
