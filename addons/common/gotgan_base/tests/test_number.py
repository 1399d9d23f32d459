from datetime import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import BaseCase


@tagged("post_install", "-at_install")
class TestNumber(BaseCase):
    """A number is given once, without gaps, in the transaction that fixes the document."""

    def take(self, code, year, count=1):
        return list(self.env["gotgan.number.series"]._take(code, year, count))

    def test_numbers_follow_each_other(self):
        self.assertEqual(self.take("a", 2026), [1])
        self.assertEqual(self.take("a", 2026, 3), [2, 3, 4])

    def test_series_and_years_do_not_mix(self):
        self.take("a", 2026, 7)
        self.assertEqual(self.take("b", 2026), [1])
        self.assertEqual(self.take("a", 2027), [1])
        self.assertEqual(self.take("a", 2026), [8])

    def test_what_is_rolled_back_was_never_given(self):
        self.take("a", 2026)
        with self.assertRaises(InterruptedError), self.cr.savepoint():
            self.assertEqual(self.take("a", 2026, 5), [2, 3, 4, 5, 6])
            raise InterruptedError
        self.assertEqual(self.take("a", 2026), [2])

    def test_document_gets_its_number_at_the_step_that_fixes_it(self):
        letters = self.write_letter() | self.write_letter()
        self.assertEqual(letters.mapped("number"), [False, False])
        self.assertIn("no number", letters[0].display_name)
        with self.at_new_year():
            letters._do_transition("send")
        self.assertEqual(letters.mapped("number"), ["2027-000001", "2027-000002"])
        self.assertEqual(letters[0].display_name, "2027-000001")

    def test_number_is_kept_when_the_document_comes_back(self):
        letter = self.write_letter()
        letter._do_transition("send")
        number = letter.number
        letter._do_transition("recall", "wrong address")
        letter._do_transition("send")
        self.assertEqual(letter.number, number)

    def test_copy_has_no_number(self):
        letter = self.write_letter()
        letter._do_transition("send")
        self.assertFalse(letter.copy().number)

    def test_number_is_never_entered_by_hand(self):
        letter = self.write_letter()
        with self.assertRaises(AccessError):
            letter.write({"number": "2026-000777"})
        with self.assertRaises(AccessError):
            self.write_letter(number="2026-000777")
        fake = self.env["gotgan.fake.letter"].with_user(self.writer)
        self.assertFalse(fake.with_context(default_number="2026-000777").create({}).number)

    def test_nobody_moves_a_series(self):
        self.take("a", 2026)
        series = self.env["gotgan.number.series"].search([("code", "=", "a")])
        for user in (self.manager, self.auditor):
            self.assertEqual(series.with_user(user).last_number, 1)
            with self.assertRaises(AccessError):
                series.with_user(user).write({"last_number": 0})

    def at_new_year(self):
        return patch.object(
            type(self.env.cr), "now", return_value=datetime(2026, 12, 31, 15, 0),
        )
