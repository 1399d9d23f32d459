"""Money is a whole number of won, in a field that says so."""

import re

from .syntax import assigned, constant, field_type, keyword, models_in
from .violation import Violation

AMOUNT = re.compile(
    r"(^|_)(amounts?|balance|price|cost|won|sum|total|subtotal|appropriated|appropriation|allotted|"
    r"allotment|requested|committed|paid|unpaid|carried_over|available|remaining|released|reserved|"
    r"debit|credit|spent|budgeted|shortage|payable|deduction|tax|fee)$"
)
NOT_MONEY = re.compile(
    r"(_count|_rate|_ratio|_share|_percent|_number|_days|_quantity|^count_.*|^is_.*|^has_.*)$"
)
LOOSE_TYPES = {"Integer", "Float"}


def is_amount_name(name):
    """Say whether a field of that name holds money.

    >>> is_amount_name("paid_amount"), is_amount_name("committed"), is_amount_name("paid_count")
    (True, True, False)
    """
    return bool(AMOUNT.search(name)) and not NOT_MONEY.search(name)


def judge_money(fields):
    """``fields`` are (where, field name, field class name); returns those that are loose money."""
    return [
        Violation("won", where, f"{name} is {kind}; money is Won")
        for where, name, kind in fields
        if kind == "Monetary" or (kind in LOOSE_TYPES and is_amount_name(name))
    ]


def check_money(source):
    return judge_money(
        (source.at(call), name, _kind(call))
        for model in models_in(source.tree)
        for name, call in assigned(model).items()
        if _kind(call)
    )


def _kind(call):
    kind = field_type(call)
    kind_of_related = kind and constant(keyword(call, "related"))
    return "" if kind_of_related and kind == "Float" else kind
