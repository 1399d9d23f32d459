"""What a version of the budget is made of, as plain values; no database here."""

from typing import NamedTuple

# The address of a cell inside a fiscal year, as the columns of a version line name it.
ADDRESS = ("fund_id", "department_id", "project_id", "subitem_id", "funding_source_id")
REVENUE_ADDRESS = ("fund_id", "revenue_source_id", "department_id", "name")

OPERATING, CAPITAL = "operating", "capital"
# 관 of 지방공기업 예산: 사업비용·자본적지출, 사업수익·자본적수입.
_TOPS = {"700": OPERATING, "200": CAPITAL, "600": OPERATING, "100": CAPITAL}
# What buys or repays among the 편성목 (자산 취득, 상환), and what is borrowed among revenue.
SPENT_ON_CAPITAL, BORROWED = ("4", "6"), ("6",)


class VersionRow(NamedTuple):
    """One cell of a version: ids, and the won it has *after* the version."""

    fund_id: int
    department_id: int
    project_id: int
    subitem_id: int
    funding_source_id: int
    amount: int
    reason: str | None = None

    @property
    def place(self):
        return tuple(self[:5])


class RevenueRow(NamedTuple):
    """One revenue of a version: ids, what it is called, how it is computed, won *after* it."""

    fund_id: int
    revenue_source_id: int
    department_id: int
    name: str
    amount: int
    formula: str | None = None

    @property
    def place(self):
        return tuple(self[:4])


def gather(rows):
    """Return {place: (won, reason)}; rows of one place are added up.

    >>> gather([VersionRow(1, 2, 3, 4, 5, 700, "가"), VersionRow(1, 2, 3, 4, 5, 300, "나")])
    {(1, 2, 3, 4, 5): (1000, '가; 나')}
    """
    found = {}
    for row in rows:
        won, reason = found.get(row.place, (0, None))
        words = [one for one in (reason, row.reason) if one]
        found[row.place] = won + row.amount, "; ".join(dict.fromkeys(words)) or None
    return found


def fold(versions):
    """Return {place: won} of versions from the first to the last, each ``{place: won after}``.

    >>> fold([{"a": 5, "b": 7}, {"b": 0}, {"c": 1}])
    {'a': 5, 'b': 0, 'c': 1}
    """
    whole = {}
    for version in versions:
        whole.update(version)
    return whole


def find_section(top_code, code, capital=SPENT_ON_CAPITAL):
    """Return which side of an enterprise's budget a subject is on: 수익적 or 자본적.

    :param str top_code: of the 관 of an agency's own subjects, empty for those of governments
    :param capital: what the codes of the capital side begin with, where no 관 says it

    >>> find_section("700", "201-01"), find_section("200", "405-12"), find_section("", "601")
    ('operating', 'capital', 'capital')
    >>> find_section("", "401-01", BORROWED)
    'operating'
    """
    return _TOPS.get(top_code) or (CAPITAL if code[:1] in capital else OPERATING)
