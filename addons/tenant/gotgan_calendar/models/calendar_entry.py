from datetime import date

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today

from ..public_holidays import SATURDAY, public_holidays

# How far the calendar on screen looks back and ahead.
YEARS_BACK, YEARS_AHEAD = 3, 2
EPOCH = date(2000, 1, 1)


class CalendarEntry(models.Model):
    """The calendar of the agency to look at: public holidays, substitutes, and its own days.

    Read only; one row a day, made from the decree and :class:`CalendarDay` each time it is read.
    """

    _name = "gotgan.calendar.entry"
    _description = "Calendar Entry"
    _auto = False
    _order = "date"

    date = fields.Date(readonly=True)
    weekday = fields.Char(compute="_compute_weekday")
    name = fields.Char(readonly=True)
    kind = fields.Selection(
        [
            ("public", "Public Holiday"),
            ("substitute", "Substitute Holiday"),
            ("temporary", "Temporary Public Holiday"),
            ("holiday", "Day Off of the Agency"),
            ("working", "Working Day After All"),
        ],
        readonly=True,
    )
    ground = fields.Char(readonly=True)
    is_lost = fields.Boolean(
        string="On a Weekend", readonly=True, help="Falls on a Saturday or Sunday.",
    )

    @property
    def _table_query(self):
        """The public holidays of the years around today, under the agency's own days."""
        self.env["gotgan.calendar.day"].flush_model()
        rows = self._get_public_rows()
        return SQL(
            """
            SELECT public.date - %(epoch)s::date AS id, public.date, public.name, public.kind,
                   public.ground, public.is_lost
            FROM unnest(%(dates)s::date[], %(names)s::text[], %(kinds)s::text[],
                        %(grounds)s::text[], %(lost)s::bool[])
                AS public(date, name, kind, ground, is_lost)
            WHERE NOT EXISTS (
                SELECT FROM gotgan_calendar_day own WHERE own.date = public.date
            )
            UNION ALL
            SELECT own.date - %(epoch)s::date, own.date, own.name, own.kind, own.ground,
                   extract(isodow FROM own.date) > 5
            FROM gotgan_calendar_day own
            """,
            epoch=EPOCH, dates=[row[0] for row in rows], names=[row[1] for row in rows],
            kinds=[row[2] for row in rows], grounds=[row[3] for row in rows],
            lost=[row[4] for row in rows],
        )

    @api.depends("date")
    def _compute_weekday(self):
        _ = self.env._
        names = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
        for entry in self:
            entry.weekday = names[entry.date.weekday()] if entry.date else False

    def _get_public_rows(self):
        """Return (day, name, kind, ground, on a weekend) of the public holidays around today."""
        year = today(self.env).year
        ground = self.env._("Decree on Public Holidays of Public Offices, Article 2")
        substitute = self.env._("Decree on Public Holidays of Public Offices, Article 3")
        return [
            (
                day, name, "substitute" if is_substitute else "public",
                substitute if is_substitute else ground, day.weekday() >= SATURDAY,
            )
            for one in range(year - YEARS_BACK, year + YEARS_AHEAD + 1)
            for day, name in public_holidays(one).items()
            for is_substitute in [name.startswith("대체공휴일")]
        ]
