from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.clock import today

from ..public_holidays import SATURDAY, public_holidays


class CalendarDay(models.Model):
    """A day that the agency's calendar has otherwise than the public one, with its ground.

    A temporary holiday the government designates (관공서의 공휴일에 관한 규정 2조 11호), a day the
    agency does not work, or one it works after all.
    """

    _name = "gotgan.calendar.day"
    _description = "Day of the Agency's Calendar"
    _inherit = ["mail.thread"]
    _order = "date desc"

    date = fields.Date(
        required=True, tracking=True, default=lambda self: self._default_date(),
    )
    kind = fields.Selection(
        [
            ("temporary", "Temporary Public Holiday"),
            ("holiday", "Day Off of the Agency"),
            ("working", "Working Day After All"),
        ],
        required=True, default="temporary", tracking=True,
    )
    name = fields.Char(required=True, tracking=True)
    ground = fields.Char(
        required=True, tracking=True,
        help="What it rests on: the notice of the government, the ordinance, the decision.",
    )

    _date_unique = models.UniqueIndex(
        "(date)", "This day is in the calendar already. Change that entry instead.",
    )
    _words_given = models.Constraint(
        "CHECK (btrim(name) <> '' AND btrim(ground) <> '')",
        "A day needs its name and its ground.",
    )

    def _default_date(self):
        """Return the next working day: what a temporary holiday can be entered for."""
        return self.env["gotgan.calendar"]._add_working_days(today(self.env), 1)

    @api.constrains("date", "kind")
    def _check_changes_something(self):
        """An entry that says what the calendar says anyway hides a wrong date."""
        for one in self:
            free = one.date.weekday() >= SATURDAY or one.date in public_holidays(one.date.year)
            if one.kind == "working" and not free:
                raise ValidationError(self.env._(
                    "%(day)s is a working day anyway. Check the date.", day=one.date,
                ))
            if one.kind != "working" and free:
                raise ValidationError(self.env._(
                    "%(day)s is no working day anyway (%(name)s). Check the date.",
                    day=one.date, name=public_holidays(one.date.year).get(one.date)
                    or self.env._("weekend"),
                ))

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        self._forget_own_days()
        return days

    def write(self, vals):
        done = super().write(vals)
        self._forget_own_days()
        return done

    def unlink(self):
        done = super().unlink()
        self._forget_own_days()
        return done

    def copy_data(self, default=None):
        """A copy stands on the next day that is not taken, of the same sort."""
        taken = set(self.env["gotgan.calendar.day"].search([]).mapped("date"))
        rows = super().copy_data(default=default)
        for day, row in zip(self, rows, strict=True):
            if not (default or {}).get("date"):
                row["date"] = day._get_next_free(taken)
                taken.add(row["date"])
        return rows

    def _get_next_free(self, taken):
        day = self.date
        while True:
            day = fields.Date.add(day, days=1)
            free = day.weekday() >= SATURDAY or day in public_holidays(day.year)
            if day not in taken and free == (self.kind == "working"):
                return day

    def _forget_own_days(self):
        """Let every process read the agency's days anew."""
        self.env.registry.clear_cache()
