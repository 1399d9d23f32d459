"""What a journey inside the country pays (공무원 여비 규정 별표 2): plain arithmetic, whole won."""

from fractions import Fraction
from typing import NamedTuple

MEALS_PER_DAY = 3


class Rates(NamedTuple):
    """Won per day, per day of meals, and the most per night."""

    daily: int
    meal: int
    lodging: int


def settle(rates, days, nights, lodging, *, car=False, car_share=Fraction(1, 2), meals_given=0):
    """Return (daily allowance, meals, lodging) in won.

    An official car halves the daily allowance; every meal that was provided takes a third of a
    day's meals; lodging is what was paid, up to the ceiling of all nights together.

    >>> rates = Rates(25_000, 25_000, 80_000)
    >>> settle(rates, 2, 1, 95_000), settle(rates, 1, 0, 0, car=True, meals_given=1)
    ((50000, 50000, 80000), (12500, 16667, 0))
    """
    daily = rates.daily * days
    if car:
        daily = int(daily * car_share)
    meals = rates.meal * days - rates.meal * min(meals_given, days * MEALS_PER_DAY) // MEALS_PER_DAY
    return daily, meals, min(lodging, rates.lodging * nights)
