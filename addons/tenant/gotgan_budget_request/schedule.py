"""The days of the law: when a budget goes to the council and is voted."""

from datetime import timedelta

# {field of the cycle: code of the rule that says how many days before the fiscal year}
DAYS_BEFORE = {
    "submission_date": "budget.submission_deadline",
    "vote_date": "budget.vote_deadline",
}


def find_legal_days(cycle):
    """Return ``{field: day}`` of an original budget; None where the law sets no day.

    The rules hold for the day on which the fiscal year begins.
    """
    first = cycle.fiscal_year_id.date_from
    days = dict.fromkeys(DAYS_BEFORE)
    if cycle.kind != "original" or not first:
        return days
    for name, code in DAYS_BEFORE.items():
        edition = cycle.env["gotgan.rule"]._seek(code, first)
        if edition:
            days[name] = first - timedelta(days=edition._get_days())
    return days
