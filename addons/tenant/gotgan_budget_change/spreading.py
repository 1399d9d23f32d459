"""Which part of the money that moves was allotted already, and where it is allotted again; which
draw from the reserve a payment is made of.

What is not allotted yet moves first: an allotment is taken back only as far as it must. What was
taken back is allotted again where the money goes, so that the departments together can spend as
much as before. No database here; integer won.
"""


def allotted_part(amount, loose):
    """Return how much of ``amount`` has to come out of the allotment, ``loose`` won being free.

    >>> allotted_part(500, 300), allotted_part(200, 300), allotted_part(200, 0)
    (200, 0, 200)
    """
    return max(amount - max(loose, 0), 0)


def spread(total, weights):
    """Return ``total`` in whole won by ``weights``; it adds up, and none exceeds its weight.

    :param int total: at most the sum of the weights

    >>> spread(100, [100, 200]), spread(1, [5, 5]), spread(0, [3])
    ([33, 67], [1, 0], [0])
    >>> spread(10, [10]), spread(7, [2, 0, 5])
    ([10], [2, 0, 5])
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    rests = [total * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-rests[place], place))
    for place in order[:total - sum(parts)]:
        parts[place] += 1
    return parts


def left_of(draws):
    """Return what is left of each draw, in order; ``draws``: won, below zero what went back.

    What goes back is of the latest draw first.

    >>> left_of([5, 5]), left_of([5, -3, 5]), left_of([5, 5, -7])
    ([5, 5], [2, 5], [3, 0])
    """
    left = []
    for won in draws:
        if won > 0:
            left.append(won)
            continue
        for place in reversed(range(len(left))):
            part = min(left[place], -won)
            left[place] -= part
            won += part
    return left


def fill(won, places):
    """Return ``won`` poured into ``places`` one after the other: the first is filled first.

    >>> fill(7, [5, 5]), fill(0, [5]), fill(12, [5, 5])
    ([5, 2], [0], [5, 5])
    """
    parts = []
    for place in places:
        parts.append(min(max(won, 0), place))
        won -= parts[-1]
    return parts
