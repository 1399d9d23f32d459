"""What can happen in a year of a budget, as hypothesis draws it; see ``test_budget_truth``."""

from budget_city import OWN, PLACES
from hypothesis import strategies as st

UNIT = 100_000

# In percent of what is there, so that most steps are possible and some ask for too much.
shares = st.sampled_from([7, 33, 60, 100, 130])
wons = st.integers(0, 60).map(lambda one: one * UNIT)
figures = st.dictionaries(st.sampled_from(PLACES), wons, min_size=1, max_size=4)
beginnings = st.tuples(
    st.booleans(),
    st.tuples(*[wons] * len(PLACES)).map(lambda won: dict(zip(PLACES, won, strict=True))),
    st.sampled_from([0, 50, 100]),
)
places = st.sampled_from(PLACES)
own = st.sampled_from([one for one in PLACES if one.source == OWN])
fates = st.sampled_from([
    "in_force", "in_force", "in_force", "amended", "adjusted", "waits", "overtaken", "overtaken",
    "withdrawn", "rejected",
])
steps = st.one_of(
    st.tuples(st.just("supplement"), figures, fates),
    st.tuples(st.just("supplement"), figures, fates),
    st.tuples(st.just("finish")),
    st.tuples(st.just("advance"), places, shares),
    st.tuples(
        st.just("change"),
        st.lists(own, min_size=2, max_size=3, unique=True),
        st.lists(shares, min_size=2, max_size=2),
        st.booleans(),
    ),
    st.tuples(st.just("draw"), own, shares),
    st.tuples(st.just("give_back"), own, shares),
    st.tuples(st.just("allot"), places, shares),
    st.tuples(st.just("recall"), places, shares),
    st.tuples(st.just("spend"), places, shares),
    st.tuples(st.just("wait"), st.integers(5, 90)),
    st.tuples(st.just("wait"), st.integers(5, 90)),
)

# What every run does for sure: each step once as it may be and once as it may not.
A, B = PLACES[0], PLACES[2]
SURE = (
    (False, dict.fromkeys(PLACES, 30 * UNIT), 50),
    [
        ("supplement", {A: 40 * UNIT}, "in_force"), ("supplement", {A: 0}, "in_force"),
        ("change", [A, B], [33], True), ("change", [A, B], [130], False),
        ("draw", A, 33), ("draw", A, 130), ("give_back", A, 33), ("give_back", A, 130),
        ("allot", B, 33), ("allot", B, 130), ("recall", B, 33), ("recall", B, 130),
        ("spend", B, 33), ("spend", B, 130), ("advance", B, 7),
        ("supplement", {B: 60 * UNIT}, "waits"), ("finish",), ("wait", 30),
    ],
)
