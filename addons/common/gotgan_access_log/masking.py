"""What must not stand in a log: resident numbers, cards, accounts, passwords, tokens.

Plain text in, plain text out; nothing is looked up.
"""

import re

HIDDEN = "***"

# A value after one of these names is a secret, in a URL, in JSON and in the repr of a dict.
_NAMES = (
    r"new_password|confirm_password|password|passwd|pwd|access_token|refresh_token|csrf_token"
    r"|totp_token|session_token|signup_token|token|session_id|sid|api_?key|secret"
    r"|private_key|ticket|totp_code|otp|authorization|cookie|signature"
)
_SECRET = re.compile(
    rf"""(?P<name>(?<![A-Za-z0-9])(?:{_NAMES})["']?\s*[=:]\s*(?:[Bb]earer\s+|[Bb]asic\s+)?)
    (?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"'&;,)}}\]]+)""",
    re.IGNORECASE | re.VERBOSE,
)
_BEARER = re.compile(r"\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}")
_RESIDENT = re.compile(r"(?<![\d-])(\d{6})([- ]?)([1-8]\d{6})(?![\d-])")
_CARD = re.compile(r"(?<![\d-])\d{4}([- ]?)\d{4}\1\d{4}\1\d{4}(?![\d-])")
_ACCOUNT = re.compile(r"(?<![\w-])\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,3})?(?![\w-])")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def mask(text):
    """Return ``text`` without what must not be logged.

    >>> mask("POST /web/login?login=kim&password=abc123&x=1")
    'POST /web/login?login=kim&password=***&x=1'
    >>> mask('{"token": "eyJ0", "ok": 1}')
    '{"token": ***, "ok": 1}'
    >>> mask("홍길동 900101-1234568, 국민 123-45-6789012, 사업자 124-81-00998")
    '홍길동 900101-*******, 국민 ***-***-***, 사업자 124-81-00998'
    >>> mask("Authorization: Bearer abc.def.ghi")
    'Authorization: Bearer ***'
    """
    text = _SECRET.sub(rf"\g<name>{HIDDEN}", text)
    text = _BEARER.sub(rf"\1 {HIDDEN}", text)
    return mask_numbers(text)


def mask_numbers(text):
    """Return ``text`` without resident, card and account numbers.

    >>> mask_numbers("4111-1111-1111-1111 2026-11-22 010 90010112345680")
    '****-****-****-**** 2026-11-22 010 90010112345680'
    """
    text = _RESIDENT.sub(_mask_resident, text)
    text = _CARD.sub(_mask_card, text)
    return _ACCOUNT.sub(_mask_account, text)


def is_resident_number(front, back, hyphen):
    """Say whether 6 and 7 digits are a resident or foreigner registration number.

    Numbers given since October 2020 carry no check digit, so a hyphen between a date and seven
    digits is enough; without a hyphen, thirteen digits in a row must also check.

    >>> is_resident_number("900101", "1234568", ""), is_resident_number("900101", "1234567", "")
    (True, False)
    >>> is_resident_number("900101", "1234567", "-"), is_resident_number("901301", "1234567", "-")
    (True, False)
    """
    month, day = int(front[2:4]), int(front[4:6])
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return False
    digits = [int(one) for one in front + back]
    total = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    offset = 13 if back[0] in "5678" else 11
    return bool(hyphen.strip()) or (offset - total % 11) % 10 == digits[12]


def is_card_number(digits):
    """Say whether digits pass the check of payment cards (Luhn).

    >>> is_card_number("4111111111111111"), is_card_number("4111111111111112")
    (True, False)
    """
    doubled = [
        digit if place % 2 else sum(divmod(digit * 2, 10))
        for place, digit in enumerate(map(int, digits))
    ]
    return sum(doubled) % 10 == 0


def _mask_resident(match):
    front, hyphen, back = match.groups()
    if not is_resident_number(front, back, hyphen):
        return match.group()
    return f"{front}{hyphen}*******"


def _mask_card(match):
    digits = re.sub(r"\D", "", match.group())
    return re.sub(r"\d", "*", match.group()) if is_card_number(digits) else match.group()


def _mask_account(match):
    """Mask three or four groups of 10 to 16 digits; a business number (3-2-5) is public."""
    groups = match.group().split("-")
    lengths = [len(group) for group in groups]
    if not 10 <= sum(lengths) <= 16 or lengths == [3, 2, 5]:
        return match.group()
    return "-".join(HIDDEN for _group in groups)
