"""What the tests of the exchange speak of: any claims, and reports of made-up agencies."""

from collections import defaultdict

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ..schema.depth import ADDRESS, CASE
from ..schema.figures import FIGURES, add
from ..schema.report import EXCEPTION_KINDS, NAME_KINDS

# On a busy machine examples are made slowly; that says nothing about the code.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

KEYS = st.text(max_size=8)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**62), 2**62), st.text(max_size=20), st.floats(0, 1)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)
CLAIMS = st.dictionaries(KEYS, VALUES, max_size=5).map(
    lambda claims: {key: claims[key] for key in claims if key not in {"exp", "purpose"}}
)
UUID = "6f1c2a34-5b6d-4e8f-9a0b-1c2d3e4f5a6b"
NOWHERE = dict.fromkeys(ADDRESS[CASE])
# Up to a trillion won: twelve digits and one more.
WON = st.integers(0, 1_000_000_000_000)
ADDRESSES = st.tuples(
    st.sampled_from(["100", "200"]),
    st.sampled_from(["P1", "P2"]),
    st.sampled_from(["U1", "U2"]),
    st.sampled_from(["S1", "S2", "S3"]),
    st.sampled_from(["201", "401"]),
    st.sampled_from(["201-01", "201-03", "401-01"]),
)
CASES = st.lists(st.tuples(WON, WON), max_size=3)


@st.composite
def reports(draw):
    """A valid report at full depth."""
    cases, lines = [], []
    for address in draw(st.lists(ADDRESSES, unique=True, max_size=8)):
        where = dict(zip(ADDRESS[CASE], address, strict=True))
        sums = defaultdict(int)
        for committed, paid in draw(CASES):
            case = {"committed": committed, "paid": min(paid, committed)}
            cases.append({**where, "number": f"2026-{len(cases)}", "date": "2026-03-02", **case})
            sums["committed"] += case["committed"]
            sums["paid"] += case["paid"]
        lines.append(make_line(where, draw(WON), sums["committed"], sums["paid"], draw(WON)))
    return make_report(lines, cases, draw(troubles(lines)), draw(months()))


@st.composite
def troubles(draw, lines):
    found = []
    for kind in draw(st.lists(st.sampled_from(EXCEPTION_KINDS), unique=True, max_size=3)):
        items = [
            {
                **{key: line[key] for key in ADDRESS[CASE]},
                **draw(st.sampled_from([{}, {"item": None, "object": None}, NOWHERE])),
                "number": draw(st.sampled_from([None, "2026-1"])),
                "count": 1,
                "amount": draw(WON),
                "days": draw(st.integers(0, 300)),
            }
            for line in lines
            if draw(st.booleans())
        ]
        found.append({"kind": kind, **add(items, ("count", "amount")), "items": items})
    return found


@st.composite
def months(draw):
    return [
        {"month": f"2026-{month:02}", "fund": fund, "receipts": None, "payments": draw(WON),
         "balance": None}
        for month in range(1, draw(st.integers(1, 4)))
        for fund in ("100", "200")
    ]  # fmt: skip


def make_line(where, rest, committed, paid, requested=0):
    allotted = requested + committed + rest
    row = (allotted + 7, allotted, requested, committed, paid, rest)
    return {**where, **dict(zip(FIGURES, row, strict=True))}


def make_report(lines, cases=(), exceptions=(), cash=(), **values):
    used = [*lines, *cases, *(item for one in exceptions for item in one["items"]), *cash]
    names = {"fund": {}, "program": {}, "object": {}}
    for row in used:
        for key, kind in NAME_KINDS.items():
            if row.get(key):
                names[kind][row[key]] = f"이름 {row[key]}"
    return {
        "schema": "gotgan.execution", "version": 2, "tenant": UUID, "year": 2026, "sequence": 1,
        "as_of": "2026-11-22T10:31:02.5Z", "depth": CASE, "totals": add(lines),
        "counts": {
            "lines": len(lines), "projects": 1, "commitments": len(cases), "orphans": 0,
        },
        "names": names, "lines": lines, "cash": list(cash), "exceptions": list(exceptions),
        "cases": list(cases), **values,
    }  # fmt: skip
