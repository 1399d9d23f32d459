from . import (
    execution_report,
    execution_comparison,
    execution_step,
    execution_explanation,
    execution_origin,
    execution_target,
    execution_ranking,
    execution_workbook,
    ir_http,
    ledger_move,
    search,
)
