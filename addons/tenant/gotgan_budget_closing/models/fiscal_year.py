from datetime import date

from odoo import api, models

# What closes the year by law, and the field it becomes.
DAYS = {
    "cash_close_date": "year_end.books_close", "completion_date": "year_end.cash_work_done",
}


class FiscalYear(models.Model):
    """A fiscal year knows the one after it, and closes on the days the law of its end names."""

    _inherit = "gotgan.fiscal.year"

    @api.depends("year")
    def _compute_closing_dates(self):
        """The rules of the last day of the year say when its books close (지방회계법 7)."""
        done = super()._compute_closing_dates()
        for year in self:
            number = year._get_number()
            for name, code in DAYS.items():
                edition = self.env["gotgan.rule"]._seek(code, date(number, 12, 31))
                if edition:
                    year[name] = edition._get_date(number)
        return done

    def _get_next(self):
        """Return the fiscal year after this one, empty where it does not exist yet."""
        return self.search([("year", "=", self.year + 1)], limit=1) if self else self.browse()
