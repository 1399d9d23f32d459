from odoo import api, models
from odoo.tools import ormcache

from ..public_holidays import (
    SATURDAY,
    SUNDAY,
    add_working_days,
    count_working_days,
    is_working_day,
    public_holidays,
)

# What is asked for by mistake must not keep a server busy: fifty years of working days.
LONGEST = 13_000


class WorkingCalendar(models.AbstractModel):
    """The one place that is asked whether public offices work on a day.

    Saturdays, Sundays and public holidays (관공서의 공휴일에 관한 규정 2, 3) are no working days;
    what the agency has entered for a day goes before all of them.
    """

    _name = "gotgan.calendar"
    _description = "Calendar of Working Days"

    @api.model
    def _is_working_day(self, day):
        """Return whether the agency works on ``day`` (a date)."""
        return is_working_day(day, self._get_own_days())

    @api.model
    def _add_working_days(self, day, count):
        """Return the day on which ``count`` working days after ``day`` have passed.

        The first day is not counted (민법 157). A negative ``count`` goes back in time; zero is
        ``day`` itself. ``_add_working_days(day - one day, 1)`` is the first working day from
        ``day`` on (민법 161).

        :raises ValueError: ``count`` is beyond any legal term
        """
        if abs(count) > LONGEST:
            raise ValueError(count)
        return add_working_days(day, count, self._get_own_days())

    @api.model
    def _count_working_days(self, first, last):
        """Return the number of working days from ``first`` to ``last``, both counted."""
        return count_working_days(first, last, self._get_own_days())

    @api.model
    def _get_name(self, day):
        """Return why ``day`` is special: the agency's own day, the public holiday, the weekend.

        Empty on an ordinary working day.
        """
        own = self._get_own_days().get(day)
        if own:
            return own[1]
        weekend = {SATURDAY: self.env._("Saturday"), SUNDAY: self.env._("Sunday")}
        return public_holidays(day.year).get(day) or weekend.get(day.weekday(), "")

    @api.model
    @ormcache()
    def _get_own_days(self):
        """Return ``{day: (is it a working day, name)}`` of what the agency has entered."""
        days_sudo = self.env["gotgan.calendar.day"].sudo().search([])
        return {one.date: (one.kind == "working", one.name) for one in days_sudo}
