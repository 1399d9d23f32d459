from . import (
    budget_import_problem,
    budget_import_total,
    cost_estimate,
    budget_import,
    budget_line,
    budget_cell,
    allotment,
    allotment_line,
)
