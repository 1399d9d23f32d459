"""The same thing in another year: by code, or by what it is called. No database, no Odoo."""


def pair_by(old, new):
    """Return ``{old id: new id}`` of what has the same key; what has none, or several, stays.

    :param old: ``{id: key}``
    :param new: ``{id: key}``

    >>> pair_by({1: "100", 2: "200", 3: "300"}, {7: "100", 8: "200", 9: "200"})
    {1: 7, 2: 2, 3: 3}
    """
    places = {}
    for one, key in new.items():
        places.setdefault(key, []).append(one)
    return {
        one: places[key][0] if key and len(places.get(key, ())) == 1 else one
        for one, key in old.items()
    }


def pair_by_table(ids, table):
    """Return ``{old id: new id}`` of what a published table names exactly one new for.

    :param table: tuples (old id, new id or nothing, whether a person has to decide)

    >>> pair_by_table([1, 2, 3], [(1, 7, False), (2, 8, False), (2, 9, False), (3, 9, True)])
    {1: 7}
    """
    found = {}
    for old, new, undecided in table:
        found.setdefault(old, []).append(None if undecided else new)
    return {
        one: found[one][0] for one in ids if len(found.get(one, ())) == 1 and found[one][0]
    }


def same_day(day, years):
    """Return ``day`` moved by ``years``; 29 February becomes the 28th.

    >>> from datetime import date
    >>> same_day(date(2028, 2, 29), -1), same_day(date(2026, 5, 3), 1)
    (datetime.date(2027, 2, 28), datetime.date(2027, 5, 3))
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
