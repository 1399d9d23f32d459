from datetime import date

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import FiscalYearCase


@tagged("post_install", "-at_install")
class TestFiscalYear(FiscalYearCase):
    def test_a_year_begins_with_the_dates_of_the_law(self):
        self.assertRecordValues(
            self.year,
            [
                {
                    "state": "preparing",
                    "date_from": date(2031, 1, 1),
                    "date_to": date(2031, 12, 31),
                    "cash_close_date": date(2031, 12, 31),
                    "completion_date": date(2032, 2, 10),
                }
            ],
        )
        self.assertEqual(self.year.period_ids.mapped("month"), list(range(1, 13)))

    def test_installed_years(self):
        years = self.env.ref("gotgan_fiscal_year.fiscal_year_2026")
        years |= self.env.ref("gotgan_fiscal_year.fiscal_year_2027")
        self.assertEqual(years.mapped("year"), [2026, 2027])

    def test_a_manager_adds_the_next_year(self):
        with Form(self.years.with_user(self.manager)) as form:
            self.assertEqual(form.year, 2032)
        self.assertEqual(form.record.completion_date, date(2033, 2, 10))

    @mute_logger("odoo.sql_db")
    def test_a_year_exists_once(self):
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            self.years.create({"year": 2031})

    @mute_logger("odoo.sql_db")
    def test_dates_in_the_wrong_order_are_refused_by_the_database(self):
        with self.assertRaises(psycopg2.errors.CheckViolation), self.env.cr.savepoint():
            self.year.completion_date = date(2031, 6, 1)
            self.env.flush_all()

    def test_a_copy_is_the_next_year(self):
        self.assertEqual(self.year.copy().year, 2032)

    def test_a_year_is_opened_closed_and_cannot_come_back(self):
        self.close_year()
        self.assertEqual(self.year.state, "closed")
        self.assertEqual(
            self.year.event_ids.sorted("id").mapped("transition"),
            ["open", "start_closing", "close"],
        )
        with self.assertRaisesRegex(UserError, "FY2031"):
            self.year._do_transition("reopen", "wrong year")

    def test_closing_waits_for_the_closing_date(self):
        self.start_closing()
        self.set_today(date(2031, 12, 31))
        with self.assertRaisesRegex(UserError, "Article 7"):
            self.year.action_close()
        self.assertEqual(self.year.state, "closing")

    def test_reopening_takes_a_reason(self):
        self.start_closing()
        self.assertEqual(self.year.action_reopen()["res_model"], "gotgan.transition.wizard")
        self.assertEqual(self.year.state, "closing")
        self.year._do_transition("reopen", "an unpaid invoice was found")
        self.assertEqual(self.year.state, "open")
        self.assertIn("unpaid", self.year.event_ids.sorted("id")[-1].reason)

    def test_dates_of_an_open_year_stay(self):
        self.open_year()
        with self.assertRaises(UserError):
            self.year.completion_date = date(2032, 3, 1)
        with self.assertRaises(AccessError):
            self.year.state = "closed"
        self.year.note = "the council voted on 20 December"

    def test_postings_of_an_open_year(self):
        self.open_year()
        self.year._check_posting(date(2031, 11, 3))
        self.year._check_posting()
        self.years._check_posting(date(2031, 1, 1))
        self.assert_refused(["FY2031", "Article"], date(2032, 1, 5))

    def test_postings_of_a_year_in_preparation(self):
        self.assert_refused(["FY2031", "prepared", "Article 6"], date(2031, 11, 3))
        self.year._check_posting(date(2030, 12, 20), "budget")

    def test_only_cash_work_while_closing(self):
        self.start_closing()
        self.assert_refused(["closed", "Article 7"], date(2031, 11, 3))
        self.year._check_posting(date(2031, 11, 3), "cash")
        self.set_today(date(2032, 2, 10))
        self.year._check_posting(date(2032, 2, 10), "cash")

    def test_nothing_after_the_completion_date(self):
        self.start_closing()
        self.set_today(date(2032, 2, 11))
        self.assert_refused(["FY2031", "Article 7"], date(2031, 12, 31), "cash")

    def test_nothing_in_a_closed_year(self):
        self.close_year()
        for work in ("budget", "spending", "cash"):
            self.assert_refused(["FY2031", "closed"], date(2031, 11, 3), work)

    def test_a_posting_without_a_year_says_what_to_do(self):
        with self.assertRaisesRegex(UserError, "2044"):
            self.years._check_posting(date(2044, 1, 1))

    def test_this_year_is_found(self):
        self.assertEqual(self.years._get_current(), self.year)
        self.assertEqual(self.years.search([("is_current", "=", True)]), self.year)
        self.assertNotIn(self.year, self.years.search([("is_current", "=", False)]))
        self.assertIn(self.year.id, [one for one, _name in self.years.name_search("2031")])

    def test_a_used_year_is_not_deleted(self):
        self.open_year()
        with self.assertRaises(UserError):
            self.year.unlink()

    def test_checking_a_posting_costs_one_query(self):
        self.open_year()
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.year._check_posting(date(2031, 11, 3))
