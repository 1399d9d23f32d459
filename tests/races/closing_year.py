"""FY2026 on the way to its end, committed in a real database, and the hands that work on it.

``cr._now`` is the database's clock as the product reads it; each work sets it to its day again, as
every try of a transaction begins anew.
"""

from datetime import date, datetime, time

from odoo.addons.gotgan_budget_closing.tests.common import AFTER, ClosingCase
from odoo.addons.gotgan_expenditure.tests.world import ExpenditureWorld

IN_YEAR = date(2026, 11, 20)


def on(day, work):
    """Return ``work(env)`` done at noon of ``day`` in Seoul."""

    def dated(env):
        env.cr._now = datetime.combine(day, time(3))
        return work(env)

    return dated


class Hands(ClosingCase):
    """The vocabulary of the closing's tests on an environment that is going to be committed."""

    __test__ = False

    def __init__(self, env, prefix="close"):
        super().__init__()
        type(self).env = env
        env.cr._now = datetime.combine(IN_YEAR, time(3))
        self.world = world = ExpenditureWorld(env, prefix)
        years = env["gotgan.fiscal.year"]
        self.year = years.search([("year", "=", 2026)])
        self.next_year = years.search([("year", "=", 2027)])
        self.author, self.officer = world.author, world.commitment_officer
        self.disburser, self.cashier = world.disbursing_officer, world.cashier
        self.payee, self.account, self.manager = world.payee, world.account, world.manager
        self.invoice = env.ref("gotgan_expenditure.evidence_kind_tax_invoice")
        self.budget = world.hire(
            "budget", "오예산", world.finance, groups="gotgan_budget.group_budget_officer",
        )
        self.plans = env["gotgan.carryover.plan"].with_user(self.budget)
        self.project, self.today = world.project, IN_YEAR


def open_both(env):
    """A tenant made in another year may lack these two, or have them closed to posting."""
    years = env["gotgan.fiscal.year"]
    for number in (2026, 2027):
        year = years.search([("year", "=", number)]) or years.create({"year": number})
        if number == 2026 and year.state == "preparing":
            year._write_locked({"state": "open"})


def end_the_year(hands):
    """The last day of the year passes; cash work goes on until February."""
    hands.open_next()
    hands.year.with_user(hands.manager).action_start_closing()
    hands.env.cr._now = datetime.combine(AFTER, time(3))
