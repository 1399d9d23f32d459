import doctest
from datetime import date

from odoo.tests import BaseCase, tagged

from .. import posting
from ..posting import BUDGET, CASH, SPENDING, YearFacts, find_fault

NEW_YEAR, LAST_DAY = date(2026, 1, 1), date(2026, 12, 31)
COMPLETION = date(2027, 2, 10)


def year(state):
    return YearFacts(state, NEW_YEAR, LAST_DAY, LAST_DAY, COMPLETION)


@tagged("post_install", "-at_install")
class TestPostingRule(BaseCase):
    """When something may be dated on a day, without a database."""

    def test_examples_in_the_text_hold(self):
        self.assertEqual(doctest.testmod(posting).failed, 0)

    def test_what_each_state_takes(self):
        day = date(2026, 6, 1)
        taken = {
            (state, work): not find_fault(year(state), day, day, work)
            for state in ("preparing", "open", "closing", "closed")
            for work in (BUDGET, SPENDING, CASH)
        }
        allowed = {pair for pair, may in taken.items() if may}
        self.assertEqual(
            allowed,
            {
                ("preparing", BUDGET),
                ("open", BUDGET),
                ("open", SPENDING),
                ("open", CASH),
                ("closing", CASH),
            },
        )

    def test_the_last_day_of_cash_work(self):
        self.assertEqual(find_fault(year("closing"), COMPLETION, COMPLETION, CASH), "")
        after = date(2027, 2, 11)
        self.assertEqual(find_fault(year("closing"), after, after, CASH), "late")
        self.assertEqual(find_fault(year("closing"), LAST_DAY, after, CASH), "late")

    def test_the_first_and_the_last_day_of_spending(self):
        for day in (NEW_YEAR, LAST_DAY):
            self.assertEqual(find_fault(year("open"), day, day), "")
        for day in (date(2025, 12, 31), date(2027, 1, 1)):
            self.assertEqual(find_fault(year("open"), day, day), "outside")

    def test_a_budget_is_voted_before_its_year(self):
        day = date(2025, 12, 18)
        self.assertEqual(find_fault(year("preparing"), day, day, BUDGET), "")
        self.assertEqual(find_fault(year("open"), date(2027, 1, 2), day, BUDGET), "outside")

    def test_a_locked_month_takes_nothing(self):
        day = date(2026, 6, 1)
        for work in (BUDGET, SPENDING, CASH):
            self.assertEqual(find_fault(year("open"), day, day, work, True), "month")
