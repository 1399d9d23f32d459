"""Values a plain sample cannot guess: a preparation of the year everything else is of."""

# The first of the shipped fiscal years, FY2026.
SAMPLES = {"gotgan.budget.cycle": {"fiscal_year_id": 1}}
