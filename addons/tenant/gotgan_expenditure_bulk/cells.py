"""What one cell of a list of payees means. No database, no Odoo; texts in, values or None out."""

import re
from datetime import date

from stdnum.kr import rrn

from odoo.addons.gotgan_base.business_number import is_business_number

BUSINESS_DIGITS, PERSON_DIGITS = 10, 13
ACCOUNT_DIGITS = range(7, 17)
MAX_WON = 10**13
MASK = "******"


def get_text(cell):
    """Return a cell as text; a whole number that a spreadsheet keeps as 12.0 is 12.

    >>> get_text(" a "), get_text(12.0), get_text(None)
    ('a', '12', '')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def read_won(cell):
    """Return integer won, or None where the cell is no amount of whole won.

    >>> read_won("1,234,000원"), read_won(1500.0), read_won("12.5"), read_won("-3")
    (1234000, 1500, None, -3)
    """
    text = re.sub(r"[\s,₩원]", "", get_text(cell)).removesuffix(".0")
    if not re.fullmatch(r"-?\d{1,14}", text):
        return None
    won = int(text)
    return won if abs(won) <= MAX_WON else None


def read_account(cell):
    """Return the digits of an account number, or None.

    >>> read_account("110-234-567890"), read_account("1.10235E+11"), read_account("12")
    ('110234567890', None, None)
    """
    text = re.sub(r"[\s-]", "", get_text(cell))
    return text if text.isascii() and text.isdecimal() and len(text) in ACCOUNT_DIGITS else None


def find_identifier_fault(text):
    """Return the code of what is wrong with an identifier, or None.

    Ten digits are a business registration number with its check digit. Thirteen are a resident
    registration number; its last digit is a check no more since October 2020, so only the day of
    birth is looked at. Anything else is a number of the agency's own, such as that of an employee.

    >>> find_identifier_fault("124-81-00998"), find_identifier_fault("124-81-00999")
    (None, 'bad_business_number')
    >>> find_identifier_fault("991331-1234567"), find_identifier_fault("E-1023")
    ('bad_person_number', None)
    """
    digits = re.sub(r"[\s-]", "", text)
    if not digits.isdecimal():
        return None
    if len(digits) == BUSINESS_DIGITS and not is_business_number(digits):
        return "bad_business_number"
    if len(digits) == PERSON_DIGITS and not _has_birthday(digits):
        return "bad_person_number"
    return None


def _has_birthday(digits):
    try:
        return rrn.get_birth_date(digits, allow_future=False) <= date.today()
    except ValueError:
        return False


def mask(text):
    """Return an identifier as people may see it: of a person only birthday and century.

    >>> mask("900101-1234567"), mask("1248100998"), mask("E-1023")
    ('900101-1******', '124-81-00998', 'E-1023')
    """
    digits = re.sub(r"[\s-]", "", text)
    if digits.isdecimal() and len(digits) == PERSON_DIGITS:
        return f"{digits[:6]}-{digits[6]}{MASK}"
    if digits.isdecimal() and len(digits) == BUSINESS_DIGITS:
        return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
    return text
