"""How an amount is split over whose money it is: exact, nothing lost, nothing made up."""

from fractions import Fraction
from math import gcd


def split(amount, shares, fixed=None, unit=1000):
    """Return ``{key: won}`` of ``amount`` split by ``shares`` after what is ``fixed``.

    The parts are whole ``unit`` (as far as the amount itself is) and add up to the amount: what is
    left over goes to the largest remainders, the first of equals (largest-remainder method).

    :param dict shares: ``{key: weight}``, any non-negative numbers
    :param dict fixed: ``{key: won}`` that do not follow the ratio
    :return: every key of both; the sum is ``amount`` unless nobody takes the rest

    >>> split(1_000_000, {"국비": 50, "도비": 15, "시비": 35})
    {'국비': 500000, '도비': 150000, '시비': 350000}
    >>> split(10_000, {"a": 1, "b": 1, "c": 1})
    {'a': 4000, 'b': 3000, 'c': 3000}
    >>> split(10_000, {"시비": 100}, {"국비": 4_500})
    {'국비': 4500, '시비': 5500}
    """
    parts = dict(fixed or {})
    weights = {key: Fraction(weight) for key, weight in shares.items() if key not in parts}
    rest = amount - sum(parts.values())
    total = sum(weights.values())
    if not total:
        return {**parts, **dict.fromkeys(weights, 0)}
    step = unit if rest % unit == 0 else 1
    return {**parts, **_largest_remainder(rest // step, weights, total, step)}


def _largest_remainder(count, weights, total, step):
    exact = {key: count * weight / total for key, weight in weights.items()}
    whole = {key: value.__floor__() for key, value in exact.items()}
    left = count - sum(whole.values())
    order = sorted(whole, key=lambda key: whole[key] - exact[key])
    for key in order[:left]:
        whole[key] += 1
    return {key: value * step for key, value in whole.items()}


def simplify(amounts):
    """Return whole weights with the ratio of ``amounts``, as small as can be; nothing negative.

    >>> simplify({"국비": 500_000, "도비": 150_000, "시비": 350_000})
    {'국비': 10, '도비': 3, '시비': 7}
    >>> simplify({"시비": 0})
    {'시비': 0}
    """
    whole = {key: max(amount, 0) for key, amount in amounts.items()}
    common = gcd(*whole.values()) or 1
    return {key: amount // common for key, amount in whole.items()}


def as_fraction(number):
    """Return a share as it was typed: 33.3 is 333/10, not the nearest binary fraction.

    >>> as_fraction(33.3)
    Fraction(333, 10)
    """
    return Fraction(str(round(number or 0, 4)))
