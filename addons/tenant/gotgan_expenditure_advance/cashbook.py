"""The arithmetic of a petty cash book and of money to be settled: no database, no Odoo.

Amounts are integer won. 지방회계법 34, 시행령 38: an imprest cashier spends what was handed over,
never more.
"""

from datetime import timedelta

# What each kind of entry adds to the balance, per won.
EFFECT = {
    "grant": 1,      # 교부
    "spend": -1,     # 사용
    "undo": 1,       # a use that was taken back
    "return": -1,    # 반납
    "withdraw": -1,  # the transfer of a grant came back
}
# Which running total of the grant an entry changes, and how.
GRANT_EFFECT = {"spend": ("used", 1), "undo": ("used", -1), "return": ("returned", 1)}


def play(balance, entries):
    """Return the balance after each entry.

    :param entries: (kind, won above zero), in order
    :raises ValueError: with (balance, won) of the first entry the book cannot bear

    >>> play(0, [("grant", 500), ("spend", 200), ("return", 300)])
    [500, 300, 0]
    >>> play(100, [("spend", 101)])
    Traceback (most recent call last):
    ...
    ValueError: (100, 101)
    """
    balances = []
    for kind, won in entries:
        after = balance + EFFECT[kind] * won
        if after < 0:
            raise ValueError(balance, won)
        balances.append(after)
        balance = after
    return balances


def take_oldest(amount, rests):
    """Return how much of each rest is used, the first ones first; what is short stays unsaid.

    >>> take_oldest(250, [100, 0, 400])
    [100, 0, 150]
    >>> take_oldest(600, [100, 400])
    [100, 400]
    """
    parts = []
    for rest in rests:
        part = min(amount, rest)
        parts.append(part)
        amount -= part
    return parts


def month_of(day):
    """Return the first and the last day of the month of ``day``.

    >>> from datetime import date
    >>> month_of(date(2026, 2, 17))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first, following - timedelta(days=1)


def sum_up(opening, entries):
    """Return what a 정산서 shows: opening, granted, spent, returned, balance.

    >>> sum_up(50, [("grant", 100), ("spend", 70), ("undo", 20), ("return", 10)])
    {'opening': 50, 'granted': 100, 'spent': 50, 'returned': 10, 'balance': 90}
    """
    sums = dict.fromkeys(EFFECT, 0)
    for kind, won in entries:
        sums[kind] += won
    granted = sums["grant"] - sums["withdraw"]
    spent = sums["spend"] - sums["undo"]
    return {
        "opening": opening, "granted": granted, "spent": spent, "returned": sums["return"],
        "balance": opening + granted - spent - sums["return"],
    }
