from . import (
    budget_review_dialog,
    budget_review_dialog_line,
    budget_take_over,
    budget_take_over_line,
)
