"""Which part of the money that moves was allotted already, and where it is allotted again.

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
