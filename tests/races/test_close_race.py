"""Fifty people post while one closes: what was let through is there, and nothing lands later."""

import random
import threading
import time
from unittest.mock import patch

import pytest
from crowd import crowd, in_transaction, patiently

EARLY, SCATTERED, LATE = 20, 20, 10
HOLD = 0.5  # seconds an early poster keeps its transaction open when nobody closes
SPREAD = 1.0  # seconds over which the scattered ones come
GIVE_UP = 60


def open_this_year(env):
    """Return the id of this year, open; a tenant made in another year may lack it."""
    from odoo.addons.gotgan_base.clock import today

    number = today(env).year
    years = env["gotgan.fiscal.year"]
    year = years.search([("year", "=", number)]) or years.create({"year": number})
    if year.state == "preparing":
        year._write_locked({"state": "open"})
    return year.id


def count_posted(env):
    return env["gotgan.event"].search_count([("transition", "=", "posted")])


class Race:
    """Posters who came early, scattered and late, and one closer who comes in between."""

    def __init__(self, dbname, close, hold=HOLD):
        from odoo.modules.registry import Registry

        self.registry = Registry(dbname)
        self.year_id = in_transaction(self.registry, open_this_year)
        self.close, self.hold = close, hold
        self.asked, self.closed = threading.Event(), threading.Event()
        self.at_the_close = None

    def run(self):
        """Let everybody loose; keep who got through and who was refused."""
        works = [
            *[self.poster(lambda: None, self.hold_on)] * EARLY,
            *[self.poster(self.sleep_a_little, lambda: None)] * SCATTERED,
            *[self.poster(lambda: self.closed.wait(GIVE_UP), lambda: None)] * LATE,
            self.closer,
        ]
        *posts, (_value, failure) = crowd(self.registry, works, self.run_one)
        assert failure is None, failure
        self.through = [error is None for _value, error in posts]
        self.errors = [error for _value, error in posts if error]
        self.landed = in_transaction(self.registry, count_posted)

    def run_one(self, registry, work):
        try:
            value = patiently(registry, work)
            if work == self.closer:
                self.at_the_close = in_transaction(registry, count_posted)
            return value
        finally:
            if work == self.closer:
                self.closed.set()

    def poster(self, before, after):
        """A person who asks, works a moment, and writes one row."""

        def work(env):
            before()
            year = env["gotgan.fiscal.year"].browse(self.year_id)
            year._check_posting()
            after()
            event_sudo = env["gotgan.event"].sudo()
            event_sudo.create(
                {
                    "res_model": year._name,
                    "res_id": year.id,
                    "transition": "posted",
                    "source": "-",
                    "target": "-",
                    "user_id": env.uid,
                }
            )

        return work

    def closer(self, env):
        assert self.asked.wait(GIVE_UP)
        self.close(env["gotgan.fiscal.year"].browse(self.year_id))

    def hold_on(self):
        """One of the early ones was let through: now somebody may close."""
        self.asked.set()
        self.closed.wait(self.hold)

    def sleep_a_little(self):
        time.sleep(random.uniform(0, SPREAD))


def start_closing(year):
    year._write_locked({"state": "closing"})


def lock_this_month(year):
    from odoo.addons.gotgan_base.clock import today

    this_month = today(year.env).month
    month = year.period_ids.filtered(lambda one: one.month == this_month)
    month._write_locked({"state": "locked"})


@pytest.mark.parametrize("close", [start_closing, lock_this_month], ids=["year", "month"])
def test_nothing_lands_after_the_close(tenant, close):
    from odoo.exceptions import UserError

    race = Race(tenant, close)
    race.run()
    assert race.landed == race.at_the_close == sum(race.through)
    assert any(race.through[:EARLY])
    assert not any(race.through[-LATE:])
    assert all(isinstance(error, UserError) for error in race.errors), race.errors


def test_without_the_lock_rows_do_land_after_the_close(tenant):
    """The race is a real one: a check that only reads lets rows land on a closed year.

    Nobody waits for anybody here, so the early posters may hold on until the close is done.
    """
    race = Race(tenant, start_closing, hold=GIVE_UP)
    with patch("odoo.addons.gotgan_fiscal_year.models.fiscal_year.SQL", _without_lock):
        race.run()
    assert race.landed > race.at_the_close


def _without_lock(code, *args):
    from odoo.tools import SQL

    return SQL(code.replace("FOR SHARE OF p", "").replace("FOR SHARE", ""), *args)
