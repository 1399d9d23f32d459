"""A table as the city sees it, on screen and in Excel: columns, rows, totals, order."""

from typing import NamedTuple


class Column(NamedTuple):
    """One column.

    :param kind: ``text``, ``won``, ``count``, ``rate`` or ``state``
    :param adds: whether the rows add up to a total
    :param terms: what a derived amount is made of: ``{column: times}``
    :param share: what a rate is taken of: (part, whole)
    """

    name: str
    label: str
    kind: str = "text"
    adds: bool = False
    terms: tuple = ()
    share: tuple = ()
    help: str = ""


def rate(part, whole):
    """Return a rate in per cent, or nothing where there is nothing to take it of.

    >>> rate(1, 8), rate(5, 0)
    (12.5, None)
    """
    return 100 * part / whole if whole else None


def complete(row, columns):
    """Return ``row`` with its derived amounts and rates.

    >>> columns = [Column("rate", "", "rate", share=("paid", "all")),
    ...            Column("left", "", "won", terms=(("all", 1), ("paid", -1)))]
    >>> complete({"all": 10, "paid": 4}, columns)
    {'all': 10, 'paid': 4, 'rate': 40.0, 'left': 6}
    >>> complete({"all": None, "paid": None}, columns)
    {'all': None, 'paid': None, 'rate': None, 'left': None}
    """
    row = dict(row)
    for column in columns:
        parts = [row.get(name) for name in (*column.share, *(name for name, _by in column.terms))]
        if None in parts:
            row[column.name] = None
        elif column.share:
            row[column.name] = rate(*parts)
        elif column.terms:
            row[column.name] = sum(times * row[name] for name, times in column.terms)
    return row


def total_of(rows, columns):
    """Return the totals of ``rows``: sums, and what derives from sums; rates are not added up.

    >>> columns = [Column("n", "", "won", True), Column("r", "", "rate", share=("n", "n"))]
    >>> total_of([{"n": 1}, {"n": 2}, {"n": None}], columns)
    {'n': 3, 'r': 100.0}
    """
    sums = {
        column.name: sum(row.get(column.name) or 0 for row in rows)
        for column in columns
        if column.adds
    }
    return complete(sums, columns)


def arrange(rows, columns, sort=None, text=""):
    """Return the rows that have every word of ``text``, in the order of ``sort``.

    :param sort: (name of a column, whether from the largest); rows without a value come last

    >>> columns = [Column("name", ""), Column("n", "", "won")]
    >>> rows = [{"name": "나", "n": 1}, {"name": "가", "n": None}, {"name": "다", "n": 5}]
    >>> [row["name"] for row in arrange(rows, columns, ("n", True))]
    ['다', '나', '가']
    >>> [row["name"] for row in arrange(rows, columns, ("n", False))]
    ['나', '다', '가']
    >>> [row["name"] for row in arrange(rows, columns, None, "다")]
    ['다']
    """
    names = [column.name for column in columns if column.kind in ("text", "state")]
    for word in text.lower().split():
        rows = [row for row in rows if any(word in str(row[one] or "").lower() for one in names)]
    name, falls = sort or (None, False)
    if name not in [column.name for column in columns]:
        return list(rows)
    known = [row for row in rows if row[name] is not None]
    unknown = [row for row in rows if row[name] is None]
    return [*sorted(known, key=lambda row: row[name], reverse=falls), *unknown]
