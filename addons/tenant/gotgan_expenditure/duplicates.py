"""Payments that look like one another: one question to the database, whatever the payments are.

A *trace* is a row ``(id, payee, account, number, amount, day, title)`` of a payment; a source of
traces is any query with these columns. ``number`` is the payee's own (tax invoice, bill),
``amount`` a whole number, ``account`` and ``title`` text. Likeness of words is measured by
``pg_trgm``.
"""

from typing import NamedTuple

from odoo.tools import SQL

# How alike two titles are (0 to 1): one syllable of two or three words is miswritten.
ALIKE = 0.4
# What a payee charges more often than this is a price, and what more than these show is no number.
FREQUENT, BEARERS = 6, 3
NUMBER_DAYS = 366

WORDS = "regexp_replace(lower({0}), '[[:space:][:punct:]]', '', 'g')"
COUNTED = "regexp_replace({0}, '[^0-9]+', ' ', 'g')"
# The same digits in another order, or a nought too many. (Digits in another order leave the same
# rest when divided by nine, which is quickly seen.)
SWAPPED = (
    "((mod({0}, 9) = mod({1}, 9)"
    " AND gotgan_sort_letters({0}::text) = gotgan_sort_letters({1}::text))"
    " OR {0} = {1} * 10 OR {1} = {0} * 10)"
)
# Letters and digits that are read for one another are one; leading zeros say nothing. With less
# than three digits (RENT1) it names a thing and not an invoice; a spreadsheet crushed 2.17E+13.
NUMBER = (
    "CASE WHEN {0} ~ '([0-9].*){{3}}' AND {0} !~ '^[0-9][.][0-9]+[eE][+][0-9]+$' THEN"
    " ltrim(regexp_replace(translate(upper({0}), 'OIL', '011'), '[^0-9A-Z]', '', 'g'), '0') END"
)

FUNCTION = """
CREATE OR REPLACE FUNCTION gotgan_sort_letters(word text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_agg(one, '' ORDER BY one COLLATE "C") FROM regexp_split_to_table(word, '') one
$$
"""

_UNNUMBERED = "(a.number IS NULL OR b.number IS NULL)"
_NEAR_IN_TIME = "abs(a.day - b.day) <= %(window)s"
# {kind: what holds of two traces a and b}, the strongest sign first: a pair is told once.
RULES = {
    "same_number": "a.payee = b.payee AND a.number = b.number AND a.amount = b.amount"
                   " AND abs(a.day - b.day) <= %(number_days)s",
    "same_title": "a.payee = b.payee AND a.amount = b.amount AND a.words = b.words"
                  f" AND {_NEAR_IN_TIME} AND {_UNNUMBERED}",
    "swapped_amount": "a.payee = b.payee AND a.number = b.number AND a.amount <> b.amount"
                      f" AND {_NEAR_IN_TIME} AND {SWAPPED.format('a.amount', 'b.amount')}",
    "swapped_title": "a.payee = b.payee AND a.words = b.words AND a.amount <> b.amount"
                     f" AND {_NEAR_IN_TIME} AND {_UNNUMBERED}"
                     f" AND {SWAPPED.format('a.amount', 'b.amount')}",
    "swapped_number": "a.payee = b.payee AND a.amount = b.amount AND a.letters = b.letters"
                      f" AND a.number <> b.number AND a.times <= %(frequent)s AND {_NEAR_IN_TIME}",
    "near_title": "a.payee = b.payee AND a.amount = b.amount AND a.counted = b.counted"
                  f" AND a.words <> b.words AND {_NEAR_IN_TIME} AND {_UNNUMBERED}"
                  " AND similarity(a.title, b.title) >= %(alike)s",
    "other_payee": "a.number = b.number AND a.amount = b.amount AND a.payee <> b.payee"
                   f" AND length(a.number) > 6 AND a.bearers <= %(bearers)s AND {_NEAR_IN_TIME}",
}
WORDY = ("near_title",)
_TRACE_NUMBER = NUMBER.format("number")
_TRACE_WORDS, _TRACE_COUNTED = WORDS.format("title"), COUNTED.format("title")


class Pair(NamedTuple):
    """Two traces, the smaller id first, and what is suspicious about them."""

    first: int
    second: int
    kind: str
    other_account: bool


def find_pairs(env, source, window):
    """Return the pairs of traces of ``source`` that look like one payment made twice.

    :param SQL source: a query whose rows are traces
    :param int window: days within which likeness is a sign; one number of a payee has a year
    """
    _gather(env, source)
    kinds = {kind: rule for kind, rule in RULES.items() if kind not in WORDY or _has_words(env)}
    found = env.execute_query(SQL(
        "SELECT DISTINCT ON (first, second) first, second, kind, other FROM (%s) AS pairs"
        " ORDER BY first, second, place",
        SQL(" UNION ALL ").join(
            _compare(place, kind, rule, window) for place, (kind, rule) in enumerate(kinds.items())
        ),
    ))
    env.cr.execute(SQL("DROP TABLE gotgan_trace"))
    return [Pair(*row) for row in found]


def _has_words(env):
    return bool(env.registry.has_trigram)


def _gather(env, source):
    """Lay the traces out with what they are compared by; known to nobody but this transaction."""
    env.cr.execute(SQL(
        "CREATE TEMP TABLE gotgan_trace ON COMMIT DROP AS WITH plain AS ("
        "SELECT id, payee, account, amount, day, title, %(number)s AS number"
        "  FROM (%(source)s) AS source WHERE amount > 0"
        ") SELECT *, %(words)s AS words, %(counted)s AS counted,"
        " gotgan_sort_letters(number) AS letters,"
        " count(*) OVER (PARTITION BY payee, amount) AS times,"
        " count(*) OVER (PARTITION BY number, amount) AS bearers FROM plain",
        number=SQL(_TRACE_NUMBER), source=source, words=SQL(_TRACE_WORDS),
        counted=SQL(_TRACE_COUNTED),
    ))
    env.cr.execute(SQL("ANALYZE gotgan_trace"))


def _compare(place, kind, rule, window):
    return SQL(
        "SELECT a.id AS first, b.id AS second, %(kind)s AS kind, %(place)s AS place,"
        " COALESCE(a.account <> b.account, FALSE) AS other"
        " FROM gotgan_trace a JOIN gotgan_trace b ON a.id < b.id AND %(rule)s",
        kind=kind, place=place, rule=SQL(
            rule, window=window, number_days=max(window, NUMBER_DAYS), alike=ALIKE,
            frequent=FREQUENT, bearers=BEARERS,
        ),
    )
