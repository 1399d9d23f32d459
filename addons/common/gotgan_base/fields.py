"""Field types of our own."""

from odoo import fields


class Won(fields.Integer):
    """Korean won: a whole number of up to 18 digits, stored as ``int8``.

    Odoo's own Integer is ``int4`` and ends at 2.1 billion won; a city's budget does not.
    The browser keeps whole numbers exactly up to 9,007,199,254,740,991 won.

    :raises ValueError: when a value with a fraction is written; won are never rounded silently.
    """

    _column_type = ("int8", "int8")

    def convert_to_column(self, value, record, values=None, validate=True):
        return whole_won(value)

    def convert_to_cache(self, value, record, validate=True):
        if isinstance(value, dict):
            return super().convert_to_cache(value, record, validate)
        return whole_won(value)

    def convert_to_read(self, value, record, use_display_name=True):
        return value


def whole_won(value):
    """Return ``value`` as a whole number of won.

    >>> whole_won(1200.0), whole_won(None), whole_won("1500")
    (1200, 0, 1500)
    >>> whole_won(0.5)
    Traceback (most recent call last):
    ...
    ValueError: 0.5 is not a whole number of won
    """
    whole = int(value or 0)
    if not isinstance(value, str) and (value or 0) != whole:
        raise ValueError(f"{value} is not a whole number of won")
    return whole


def won_text(amount):
    """Return ``amount`` as people write it.

    >>> won_text(1200000)
    '1,200,000'
    """
    return f"{amount:,}"
