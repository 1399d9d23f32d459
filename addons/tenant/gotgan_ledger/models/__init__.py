from . import (
    ledger_source_mixin,
    budget_line,
    budget_cell,
    ledger_hold,
    ledger_move,
    ledger_seal,
    ledger,
    ledger_verifier,
)
