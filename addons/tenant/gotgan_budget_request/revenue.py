"""Revenue: how it is rounded, and as what a subsidy goes out again."""

# The revenue source's first digits (항, 목) and the funding source it is spent as: 국고보조금등 511
# and 시·도비보조금등 521, in the order of the e호조 columns.
_PAIRS = (
    ("511-01", "01"), ("511-02", "02"), ("511-03", "03"), ("311-02", "04"), ("521", "06"),
    ("411-02", "08"), ("421-02", "08"),
)


def thousands_down(won):
    """Return revenue rounded down to whole 천원; nobody spends what has not come in.

    >>> thousands_down(1_584_999), thousands_down(-1_001)
    (1584000, -1000)
    """
    whole = abs(won) // 1000 * 1000
    return int(whole if won >= 0 else -whole)


def fits(revenue_code, funding_code):
    """Say whether money of this revenue source is spent as this funding source.

    >>> fits("511-01", "01"), fits("521-01", "06"), fits("111-04", "01"), fits(False, "01")
    (True, True, False, False)
    """
    return any(
        (revenue_code or "").startswith(head) and funding_code == code for head, code in _PAIRS
    )
