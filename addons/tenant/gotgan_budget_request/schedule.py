"""The days of the law: when a budget goes to the council and is voted."""

from datetime import timedelta

# {who decides: {field of the cycle: the rule that says how many days before the fiscal year}}
DAYS_BEFORE = {
    "council": {
        "submission_date": "calendar.council_submission", "vote_date": "calendar.council_vote",
    },
    "board": {"vote_date": "calendar.board_vote"},
}


def find_legal_days(cycle):
    """Return ``{field: day}`` of an original budget, as far as the law sets one.

    The rules that count are those of the day on which the fiscal year begins.
    """
    first = cycle.fiscal_year_id.date_from
    if cycle.kind != "original" or not first:
        return {}
    editions = {
        name: cycle.env["gotgan.rule"]._seek(code, first)
        for name, code in DAYS_BEFORE.get(cycle.authority, {}).items()
    }
    return {
        name: first - timedelta(days=edition._get_days())
        for name, edition in editions.items() if edition
    }
