"""What the tests of the exchange speak of."""

from hypothesis import strategies

KEYS = strategies.text(max_size=8)
SCALARS = strategies.one_of(
    strategies.none(),
    strategies.booleans(),
    strategies.integers(-(2**62), 2**62),
    strategies.text(max_size=20),
)
VALUES = strategies.recursive(
    SCALARS,
    lambda inner: (
        strategies.lists(inner, max_size=4) | strategies.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=10,
)
CLAIMS = strategies.dictionaries(KEYS, VALUES, max_size=5).map(
    lambda claims: {key: claims[key] for key in claims if key not in {"exp", "purpose"}}
)
