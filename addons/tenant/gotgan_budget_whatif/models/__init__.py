from . import (
    budget_whatif_reader,
    budget_whatif_revenue,
    budget_whatif,
    budget_whatif_shock,
    budget_whatif_option,
    budget_whatif_option_line,
)
