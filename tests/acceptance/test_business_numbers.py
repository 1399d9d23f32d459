"""Business registration numbers of real companies, as published, against the check digit.

The list is public and lies beside the checkout; the test skips, and says so, where it is not.
"""

import re

FILE = "codes/stdnum_kr/test_kr_brn.doctest"
WRITTEN = re.compile(r"^\.\.\. (\d{3}-\d{2}-\d{5})$", re.MULTILINE)
# One is made up (12345); two were copied wrongly by whoever published them.
WRONG = ["206-18-12345", "306-82-00417", "728-86-00316"]


def test_real_numbers_pass_and_a_digit_read_wrongly_does_not(shared_data):
    from odoo.addons.gotgan_base.business_number import is_business_number

    numbers = WRITTEN.findall((shared_data / FILE).read_text())
    assert len(numbers) == 231
    assert [number for number in numbers if not is_business_number(number)] == WRONG
    for number in set(numbers) - set(WRONG):
        misread = number[:-1] + str((int(number[-1]) + 1) % 10)
        assert not is_business_number(misread), misread
