"""An annual allotment plan: how much of a line is due in which month. No database; integer won."""

MONTHS = tuple(range(1, 13))
NAMES = tuple(f"month_{month:02d}" for month in MONTHS)


def plan_months(amount, percents, unit=1_000):
    """Return the twelve monthly amounts of ``amount`` by the shares of the four quarters.

    A quarter has its share, rounded down to ``unit``; the last quarter with a share takes what is
    left, so that all of it is planned. Inside a quarter the months are equal, rounded down to
    ``unit``, and its last month takes the rest.

    :param percents: the shares of the four quarters in per cent; together 100

    >>> plan_months(12_000_000, (25, 25, 25, 25))[:3]
    [1000000, 1000000, 1000000]
    >>> plan_months(188_000_000, (25, 25, 25, 25))[:3]
    [15666000, 15666000, 15668000]
    >>> plan_months(1_000_500, (60, 40, 0, 0))
    [200000, 200000, 200000, 133000, 133000, 134500, 0, 0, 0, 0, 0, 0]
    >>> sum(plan_months(999, (30, 30, 20, 20)))
    999
    """
    quarters = [amount * percent // 100 // unit * unit for percent in percents]
    last = max((place for place, percent in enumerate(percents) if percent), default=3)
    quarters[last] += amount - sum(quarters)
    months = []
    for won in quarters:
        month = won // 3 // unit * unit
        months += [month, month, won - 2 * month]
    return months


def due(months, until):
    """Return what is planned up to and with the month ``until``.

    >>> due([1] * 12, 3), due([1] * 12, 12)
    (3, 12)
    """
    return sum(months[:until])


def quarter_of(month):
    """Return the quarter of a month as allotments name it.

    >>> quarter_of(1), quarter_of(6), quarter_of(12)
    ('1', '2', '4')
    """
    return str((month + 2) // 3)


def issue_amount(months, until, issued, room):
    """Return what is to be allotted now: due less issued, as far as there is room.

    :param issued: what allotments of this plan have given the line already
    :param room: appropriated and neither allotted nor withheld

    >>> issue_amount([10] * 12, 3, 20, 100), issue_amount([10] * 12, 3, 20, 4)
    (10, 4)
    >>> issue_amount([10] * 12, 3, 50, 100)
    0
    """
    return max(min(due(months, until) - issued, room), 0)
