"""예정가격 from 복수예비가격: plain arithmetic, whole won, and a draw anybody can repeat.

By the rules on tenders of local governments, fifteen prices are spread around the base price
(기초금액), each bidder chooses two numbers, and the mean of the four chosen most often is the
planned price. Nobody knows it before the opening; everybody can check it after.
"""

import hashlib
import random
import re
from collections import Counter


def make_prices(base, seed, count, spread):
    """Return ``count`` whole won around ``base``, one from each equal band of ±``spread``.

    The same seed gives the same prices. They are shuffled, so that a number says nothing about its
    height.

    :param int base: 기초금액 in won
    :param str seed: what the draw is made of; kept sealed until the opening
    :param spread: how far the prices may lie from the base, as a ``Fraction``

    >>> from fractions import Fraction
    >>> prices = make_prices(100_000_000, "abc", 15, Fraction(3, 100))
    >>> prices == make_prices(100_000_000, "abc", 15, Fraction(3, 100)), len(set(prices))
    (True, 15)
    >>> all(97_000_000 <= price <= 103_000_000 for price in prices)
    True
    """
    dice = random.Random(hashlib.sha256(seed.encode()).digest())
    low, width = base - int(base * spread), 2 * int(base * spread)
    bands = [(low + width * place // count, low + width * (place + 1) // count)
             for place in range(count)]
    prices = [dice.randint(first, max(first, last - 1)) for first, last in bands]
    dice.shuffle(prices)
    return prices


def seal(seed, prices):
    """Return the fingerprint that is published with the notice, so that nothing changes after.

    >>> seal("abc", [1, 2])[:12]
    'a278e15bf808'
    """
    text = f"{seed}|{','.join(map(str, prices))}"
    return hashlib.sha256(text.encode()).hexdigest()


def parse_choices(text):
    """Return the numbers a bidder chose.

    >>> parse_choices("3, 11"), parse_choices(""), parse_choices("7번 2번")
    ([3, 11], [], [7, 2])
    """
    return [int(one) for one in re.findall(r"\d+", text or "")]


def draw(choices, count, seed=""):
    """Return the ``count`` numbers chosen most often, in ascending order.

    Of numbers chosen equally often the lower one goes first. Where the bidders chose fewer than
    ``count`` different numbers, the seed draws the rest.

    :param choices: a list of numbers for each bidder
    :param seed: ``(seed text, how many prices there are)`` is needed only for the rest

    >>> draw([[1, 2], [2, 3], [3, 9], [2, 4]], 4)
    [1, 2, 3, 4]
    >>> len(draw([[5, 6]], 4, ("abc", 15)))
    4
    """
    votes = Counter(number for chosen in choices for number in chosen)
    order = sorted(votes, key=lambda number: (-votes[number], number))[:count]
    if len(order) < count and seed:
        dice = random.Random(hashlib.sha256(f"draw|{seed[0]}".encode()).digest())
        left = [number for number in range(1, seed[1] + 1) if number not in order]
        order += dice.sample(left, count - len(order))
    return sorted(order)


def cast_lots(names, seed):
    """Return the order that lots give to bidders of equal prices: each to be first alike.

    The same seed and names give the same order, whoever asks and however they are listed.

    :param names: what each bidder is known by, each once
    :param str seed: of the draw, which was sealed with the notice; else made by the casting

    >>> cast_lots(["가온", "나루"], "abc") == cast_lots(["나루", "가온"], "abc")
    True
    >>> {cast_lots(["가온", "나루"], str(seed))[0] for seed in range(9)} == {"가온", "나루"}
    True
    """
    return sorted(names, key=lambda name: hashlib.sha256(f"lot|{seed}|{name}".encode()).digest())


def planned_price(prices):
    """Return the mean of the drawn prices, in whole won (fractions are dropped).

    >>> planned_price([99_000_000, 101_000_000, 100_000_001, 100_000_000])
    100000000
    """
    return sum(prices) // len(prices)
