from . import (
    allotment_fill,
    budget_as_of,
    budget_part_import,
    budget_part_problem,
    budget_part_total,
    budget_subject_export,
    budget_subject_import,
    budget_subject_problem,
    budget_version_adjust,
    budget_version_adjust_row,
)
