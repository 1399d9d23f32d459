"""Sharing an amount out. No database, no Odoo."""


def split(won, shares, step):
    """Return ``{key: won}``: ``won`` by ``shares``, rounded up to ``step``, none above its own.

    >>> split(5000, {1: 6000, 2: 4000}, 1000), split(20000, {1: 6000, 2: 4000}, 1000)
    ({1: 3000, 2: 2000}, {1: 6000, 2: 4000})
    """
    total = sum(shares.values())
    return {
        key: min(share, -(-won * share // (total * step)) * step) for key, share in shares.items()
    }


def word_ratio(weights, typed):
    """Return a ratio as it is written; what nobody typed is told in per cent.

    >>> word_ratio({"국비": 50, "도비": 15, "시비": 35}, True)
    '국비 50 : 도비 15 : 시비 35'
    >>> word_ratio({"국비": 40_000, "시비": 80_000}, False)
    '국비 33.3 : 시비 66.7'
    """
    total = sum(weights.values())
    shown = {
        name: float(weight) if typed else round(float(weight / total * 100), 1)
        for name, weight in weights.items()
    }
    return " : ".join(f"{name} {weight:g}" for name, weight in shown.items())
