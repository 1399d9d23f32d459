from . import allotment_fill, budget_as_of, budget_version_adjust, budget_version_adjust_row
