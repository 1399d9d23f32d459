"""How an amount is spread over several sources of money: plain arithmetic, whole won."""


def split_by_share(amount, weights):
    """Return ``amount`` spread in proportion to ``weights``; the parts add up to the won.

    As long as ``amount`` is at most the sum of the weights, no part exceeds its weight: what is
    taken from a budget cell is there. Without any weight everything lies on the first part, where
    the ledger then refuses it with its figures.

    :param int amount: won, not negative
    :param weights: what is available in each source, in won; negative ones count as nothing

    >>> split_by_share(100, [300, 100])
    [75, 25]
    >>> split_by_share(10, [1, 1, 1])
    [4, 3, 3]
    >>> split_by_share(7, [0, 0]), split_by_share(7, [])
    ([7, 0], [])
    """
    weights = [max(0, weight) for weight in weights]
    total = sum(weights)
    if not total:
        return [amount, *[0] * (len(weights) - 1)] if weights else []
    parts = [amount * weight // total for weight in weights]
    rests = [amount * weight % total for weight in weights]
    largest = sorted(range(len(weights)), key=lambda place: -rests[place])
    for place in largest[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def take_in_order(amount, rests):
    """Return ``amount`` taken from ``rests`` one after the other; what is left over is not placed.

    >>> take_in_order(120, [100, 50]), take_in_order(200, [100, 50])
    ([100, 20], [100, 50])
    """
    parts = []
    for rest in rests:
        part = min(amount, max(0, rest))
        parts.append(part)
        amount -= part
    return parts
