from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_rule.values import (
    Fault,
    clean_value,
    parse_columns,
    parse_value,
    write_value,
)

COLUMNS = parse_columns("to*:number:정원(명 이하); pay:won:금액; share?:rate:비율")
CELLS = st.fixed_dictionaries({
    "to": st.none() | st.integers(1, 10**6),
    "pay": st.integers(1, 10**15),
    "share": st.none() | st.sampled_from(["1/100", "0.5%", "50/100"]),
})
CODES = st.lists(st.from_regex(r"[0-9]{3}(-[0-9]{2})?", fullmatch=True), min_size=1, unique=True)


@tagged("post_install", "-at_install")
class TestValues(BaseCase):
    """What is written down reads back the same; what is wrong is said with the place."""

    def assert_fault(self, code, kind, text, columns=(), **facts):
        with self.assertRaises(Fault) as caught:
            parse_value(kind, text, columns)
        self.assertEqual(caught.exception.code, code)
        self.assertEqual({**caught.exception.facts, **facts}, caught.exception.facts)

    @settings(deadline=None, max_examples=60)
    @given(st.integers(1, 10**15))
    def test_won_comes_back(self, amount):
        self.assertEqual(parse_value("won", write_value("won", amount)), amount)

    @settings(deadline=None, max_examples=60)
    @given(st.lists(CELLS, min_size=1, max_size=8))
    def test_tables_come_back(self, rows):
        self.assertEqual(parse_value("table", write_value("table", rows, COLUMNS), COLUMNS), rows)
        self.assertEqual(clean_value("table", rows, COLUMNS), rows)

    @settings(deadline=None, max_examples=60)
    @given(CODES)
    def test_codes_come_back(self, codes):
        self.assertEqual(parse_value("codes", write_value("codes", codes)), codes)

    def test_amounts_as_officials_write_them(self):
        for text, won in (
            ("500억원", 50_000_000_000), ("3억", 300_000_000), ("2천만원", 20_000_000),
            ("1억 2,500만원", 125_000_000), ("1.5억", 150_000_000), ("80,000", 80_000),
            ("60억 원", 6_000_000_000), ("1조 2억", 1_000_200_000_000),
        ):
            with self.subTest(text=text):
                self.assertEqual(parse_value("won", text), won)

    def test_a_table_is_pasted_from_a_spreadsheet(self):
        text = "정원(명 이하)\t금액\t비율\n5\t100,000\t1/2\n-\t15만원\t"
        self.assertEqual(parse_value("table", text, COLUMNS), [
            {"to": 5, "pay": 100_000, "share": "1/2"}, {"to": None, "pay": 150_000, "share": None},
        ])

    def test_faults(self):
        for code, kind, text in (
            ("empty", "won", " "), ("won", "won", "많이"), ("won", "won", "0.5원"),
            ("whole", "days", "4.5"), ("whole", "number", "-1"), ("rate", "rate", "1/0"),
            ("rate", "rate", "일부"), ("date", "date", "13-01"), ("date", "date", "02-29"),
            ("code", "codes", "203 01"), ("twice", "codes", "203, 203"),
        ):
            with self.subTest(kind=kind, text=text):
                self.assert_fault(code, kind, text)

    def test_faults_of_tables_name_the_place(self):
        self.assert_fault("cells", "table", "5 | 100", COLUMNS, row=1, found=2, wanted=3)
        self.assert_fault("won", "table", "5|1|-\n9|x|-", COLUMNS, row=2, column="금액")
        self.assert_fault("empty", "table", "5 | | -", COLUMNS, row=1, column="금액")

    def test_programs_are_judged_like_people(self):
        for kind, value in (
            ("won", {"a": 1}), ("codes", 5), ("table", ["x"]), ("won", None), ("rate", 0.01),
        ):
            with self.subTest(kind=kind, value=value), self.assertRaises(Fault):
                clean_value(kind, value, COLUMNS)
