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
