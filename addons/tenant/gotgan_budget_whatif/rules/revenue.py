"""Which items of a revenue change, and by how much. No database, no Odoo."""


def change_items(items, won, rank=lambda _place: 0):
    """Return ``({place: won after}, won left)``: ``won`` more, or less, of ``items``.

    By rank, the largest first of equals; none falls below nought, so that some may be left over.

    :param items: ``{place: won}``
    :param rank: place → number; the lowest changes first

    >>> items = {"토지": 15, "건물": 8, "차량": 1}
    >>> change_items(items, -20)
    ({'토지': 0, '건물': 3}, 0)
    >>> change_items(items, -30)
    ({'토지': 0, '건물': 0, '차량': 0}, -6)
    >>> change_items(items, 5, rank=lambda place: place != "차량")
    ({'차량': 6}, 0)
    """
    changed, left = {}, won
    for place in sorted(items, key=lambda place: (rank(place), -items[place])):
        if not left:
            break
        changed[place] = max(0, items[place] + left)
        left -= changed[place] - items[place]
    return changed, left
