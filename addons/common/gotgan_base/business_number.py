"""The business registration number of a company: ten digits, the last of them a check."""

import re

WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
DIGITS = 10


def get_digits(text):
    """Return the digits of a number.

    >>> get_digits("135-82-03416"), get_digits(None)
    ('1358203416', '')
    """
    return re.sub(r"\D", "", text or "")


def is_business_number(text):
    """Say whether ``text`` is a business registration number, with or without hyphens.

    >>> is_business_number("124-81-00998"), is_business_number("1248100998")
    (True, True)
    >>> is_business_number("124-81-00999"), is_business_number("124-81"), is_business_number("")
    (False, False, False)
    """
    digits = [int(one) for one in re.sub(r"[\s-]", "", text or "") if one.isdigit()]
    if len(digits) != DIGITS or re.search(r"[^\d\s-]", text):
        return False
    total = sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    return (total + digits[8] * 5 // 10 + digits[9]) % 10 == 0


def format_business_number(text):
    """Return ten digits as they are written; anything else unchanged.

    >>> format_business_number("1248100998"), format_business_number("12-3")
    ('124-81-00998', '12-3')
    """
    digits = re.sub(r"[\s-]", "", text or "")
    if len(digits) != DIGITS or not digits.isdigit():
        return text
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
