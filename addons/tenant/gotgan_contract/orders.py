"""단가계약 (지방계약법 제25조): what an order comes to, in whole won and exact quantities."""

from fractions import Fraction


def exact(quantity):
    """Return a quantity of up to three decimals without the error of a float.

    >>> exact(0.1 + 0.2) == Fraction(3, 10)
    True
    """
    return Fraction(round(quantity * 1000), 1000)


def amount_of(price, quantity):
    """Return what a quantity costs; what is below one won is cut.

    >>> amount_of(1_333, 2.5), amount_of(700_000, 0.001)
    (3332, 700)
    """
    return int(price * exact(quantity))


def part_amount(price, before, quantity, accepted):
    """Return what a delivery costs, so that all deliveries of a line add up to its amount.

    :param before: quantity delivered before
    :param int accepted: won accepted for that

    >>> part_amount(1_333, 0, 1.5, 0), part_amount(1_333, 1.5, 1, 1_999), amount_of(1_333, 2.5)
    (1999, 1333, 3332)
    """
    return max(0, amount_of(price, exact(before) + exact(quantity)) - accepted)


def adjust_price(price, rate):
    """Return a unit price after an adjustment by prices; what is below one won is cut.

    >>> adjust_price(1_000, Fraction(35, 1000)), adjust_price(999, Fraction(-1, 20))
    (1035, 949)
    """
    return int(price * (1 + Fraction(rate)))


def price_on(editions, day):
    """Return the price in force on a day, or None where none is yet.

    :param editions: ``(first day, won)`` in any order

    >>> price_on([(3, 110), (1, 100)], 2), price_on([(3, 110), (1, 100)], 3)
    (100, 110)
    >>> price_on([(3, 110)], 2) is None
    True
    """
    known = [one for one in editions if one[0] <= day]
    return max(known)[1] if known else None
