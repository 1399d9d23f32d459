from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_document.korean import DIGITS, MYRIADS, PLACES, number_in_words


def read_words(words):
    """Return the number that hangul says, the slow way round."""
    total = group = digit = 0
    for word in words:
        if word in DIGITS:
            digit = DIGITS.index(word)
        elif word in PLACES:
            group, digit = group + digit * 10 ** PLACES.index(word), 0
        else:
            total, group, digit = total + (group + digit) * 10_000 ** MYRIADS.index(word), 0, 0
    return total + group + digit


@tagged("post_install", "-at_install")
class TestKorean(BaseCase):
    @given(st.integers(min_value=0, max_value=10 ** 18))
    def test_words_say_the_number(self, number):
        self.assertEqual(read_words(number_in_words(number)), number)
