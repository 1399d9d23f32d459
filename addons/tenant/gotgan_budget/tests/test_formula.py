from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget.ehojo.formula import (
    MAX_DEPTH,
    MAX_LENGTH,
    FormulaError,
    evaluate,
    thousands_up,
)

UNITS = st.sampled_from(["", "원", "명", "회", "월", "부", "개소", "식", "대", "종", "EA"])


@st.composite
def numbers(draw):
    value = draw(st.integers(0, 9_999_999))
    written = f"{value:,}" if draw(st.booleans()) else str(value)
    return written + draw(UNITS), Fraction(value)


def joined(pairs):
    sign = st.sampled_from(["+", "-", "*", "×", "·"])
    return st.tuples(pairs, sign, pairs).map(join)


def join(parts):
    """Return (formula, value) of two of them under a sign, in brackets."""
    (left, a), sign, (right, b) = parts
    value = {"+": a + b, "-": a - b}.get(sign, a * b)
    return f"({left} {sign} {right})", value


@tagged("post_install", "-at_install")
class TestFormula(BaseCase):
    """산출근거식: what people write is computed exactly, and nothing else is."""

    def test_as_people_write_it(self):
        for formula, won in (
            ("100,000원*11명*2회", 2_200_000),
            ("60,000원*10명*12월*90%", 6_480_000),
            ("(1,200,000원+300,000원)*12월*70%", 12_600_000),
            ("5,000원*300부*2회", 3_000_000),
            ("1,500천원*2식", 3_000_000),
            ("3백만원*2회", 6_000_000),
            ("300만 원*2명", 6_000_000),
            ("5만*3명", 150_000),
            ("5만원권*3매", 150_000),
            ("10원*3천명", 30_000),
            ("2억", 200_000_000),
            ("2억원/4", 50_000_000),
            ("10,000원/월*12월", 120_000),
            ("5명(시간제)*10,000원", 50_000),
            ("△1,000원*3", -3_000),
            ("10,000원x3회", 30_000),
            ("[2+3]×{4−1}", 15),
            ("30㎡*1,000원", 30_000),
            ("1/3*3", 1),
        ):
            with self.subTest(formula=formula):
                self.assertEqual(evaluate(formula), won)

    def test_what_it_refuses_and_where(self):
        for formula, kind, position in (
            ("", "incomplete", 1),
            ("10,000원*", "incomplete", 9),
            ("10,000원**2", "unexpected", 9),
            ("(1+2", "unclosed", 5),
            ("1+2)", "unexpected", 4),
            ("5명/(3-3)", "division_by_zero", 3),
            ("5!", "unreadable", 2),
            ("1억 5천만원", "unexpected", 4),
            ("1,00원", "unreadable", 1),
            ("9" * 19, "too_large", 1),
            ("(" * (MAX_DEPTH + 1) + "1" + ")" * (MAX_DEPTH + 1), "too_deep", MAX_DEPTH + 1),
            ("1" + "+1" * MAX_LENGTH, "too_long", MAX_LENGTH + 1),
            ("__import__('os')", "unreadable", 1),
        ):
            with self.subTest(formula=formula[:20]), self.assertRaises(FormulaError) as caught:
                evaluate(formula)
            self.assertEqual((caught.exception.kind, caught.exception.position), (kind, position))

    @settings(max_examples=200, deadline=None)
    @given(st.recursive(numbers(), joined, max_leaves=12))
    def test_any_expression_is_exact(self, pair):
        formula, value = pair
        if len(formula) <= MAX_LENGTH:
            self.assertEqual(evaluate(formula), value)

    @settings(max_examples=300, deadline=None)
    @given(st.text(alphabet="0123456789,.+-*/()%원명 x×", max_size=40))
    def test_any_text_is_a_value_or_a_named_fault(self, text):
        try:
            self.assertIsInstance(evaluate(text), Fraction)
        except FormulaError as error:
            self.assertTrue(1 <= error.position <= len(text) + 1)

    @given(st.fractions(min_value=-(10**9), max_value=10**9))
    def test_rounding_up_to_thousands(self, won):
        rounded = thousands_up(won)
        self.assertEqual(rounded % 1000, 0)
        self.assertTrue(0 <= abs(rounded) - abs(won) < 1000)
