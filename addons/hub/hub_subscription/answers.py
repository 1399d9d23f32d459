"""What the steps of the sign-up ask, and what is wrong with an answer. Plain Python.

A check takes the answers of one step as texts and returns the list of its faults, empty when all is
well. The words for a fault are the application's.
"""

import re
import unicodedata
from typing import NamedTuple

from odoo.addons.gotgan_base.business_number import get_digits, is_business_number
from odoo.addons.hub_tenant.names import name_fault

KINDS = ("municipality", "agency", "corporation")
MOST_USERS, MOST_MONTHS, MOST_GIB = 5000, 60, 10_000

_NAME = re.compile(r"[^\x00-\x1f\x7f<>]{2,60}")
_PERSON = re.compile(r"[^\x00-\x1f\x7f<>@]{2,40}")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_PHONE = re.compile(r"0\d{1,2}-?\d{3,4}-?\d{4}|1\d{3}-?\d{4}")


class Fault(NamedTuple):
    """One thing wrong: the field it stands at, and which fault it is."""

    field: str
    code: str


def tidy(text):
    """Return an answer as it is kept: composed, without blanks at its ends.

    Line breaks inside stay, so that a check can refuse them.

    >>> tidy("  가온\u1106\u116e\u11ab화재단 ")
    '가온문화재단'
    >>> tidy(None), tidy("a@b.kr\\nBcc: c@d.kr") == "a@b.kr\\nBcc: c@d.kr"
    ('', True)
    """
    return unicodedata.normalize("NFC", text or "").strip(" \t\r\n\u3000")


def check_agency(answers):
    """Check kind, agency_name, business_number, government and tenant_name.

    >>> good = {"kind": "agency", "agency_name": "가온문화재단", "government": "11110",
    ...         "business_number": "999-82-12347", "tenant_name": "gaon-culture"}
    >>> check_agency(good)
    []
    >>> [fault.field for fault in check_agency({})]
    ['kind', 'agency_name', 'business_number', 'government', 'tenant_name']
    >>> check_agency({**good, "tenant_name": "Gaon"})
    [Fault(field='tenant_name', code='address')]
    """
    found = []
    if answers.get("kind") not in KINDS:
        found.append(Fault("kind", "kind"))
    if not _NAME.fullmatch(answers.get("agency_name", "")):
        found.append(Fault("agency_name", "agency_name"))
    if not is_business_number(answers.get("business_number")):
        found.append(Fault("business_number", "business_number"))
    if not answers.get("government"):
        found.append(Fault("government", "government"))
    if name_fault(answers.get("tenant_name", "")) == "shape":
        found.append(Fault("tenant_name", "address"))
    return found


def write_business_number(text):
    """Return a business registration number as people write it.

    >>> write_business_number("9998212347")
    '999-82-12347'
    """
    number = get_digits(text)
    return f"{number[:3]}-{number[3:5]}-{number[5:]}"


def check_officer(answers):
    """Check officer_name, officer_department, officer_email and officer_phone.

    >>> good = {"officer_name": "김가온", "officer_department": "경영지원팀",
    ...         "officer_email": "gaon@example.kr", "officer_phone": "02-123-4567"}
    >>> check_officer(good)
    []
    >>> check_officer({**good, "officer_email": "a@b.kr\\nBcc: c@d.kr"})
    [Fault(field='officer_email', code='email')]
    >>> [fault.field for fault in check_officer({})]
    ['officer_name', 'officer_department', 'officer_email', 'officer_phone']
    """
    found = []
    if not _PERSON.fullmatch(answers.get("officer_name", "")):
        found.append(Fault("officer_name", "officer_name"))
    if not _NAME.fullmatch(answers.get("officer_department", "")):
        found.append(Fault("officer_department", "officer_department"))
    if not is_email(answers.get("officer_email", "")):
        found.append(Fault("officer_email", "email"))
    if not _PHONE.fullmatch(answers.get("officer_phone", "").replace(" ", "")):
        found.append(Fault("officer_phone", "phone"))
    return found


def is_email(text):
    """Return whether ``text`` is one plain address; a second line or recipient is none.

    >>> [is_email(one) for one in ("a@b.kr", "a@b", "a@b.kr, c@d.kr", "A <a@b.kr>")]
    [True, False, False, False]
    """
    return len(text) <= 254 and bool(_EMAIL.fullmatch(text))


def read_number(text, most):
    """Return the whole number that ``text`` says, from 1 to ``most``, else 0.

    >>> read_number("1,200", 5000), read_number("0", 60), read_number("１２", 60)
    (1200, 0, 12)
    >>> read_number("999999", 5000), read_number("-3", 5), read_number("x", 5)
    (0, 0, 0)
    """
    digits = unicodedata.normalize("NFKC", text or "").replace(",", "").strip()
    if not re.fullmatch(r"[0-9]{1,6}", digits) or not 1 <= int(digits) <= most:
        return 0
    return int(digits)


def read_code(text):
    """Return the six digits of a code as typed or pasted, or an empty string.

    >>> read_code(" 123 456 "), read_code("１２３４５６"), read_code("12345"), read_code("12345a")
    ('123456', '123456', '', '')
    """
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text or ""))
    return digits if re.fullmatch(r"[0-9]{6}", digits) else ""
