from datetime import date

from odoo import api, models
from odoo.exceptions import UserError

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

    def action_open_closing(self):
        """Open the checks of the year, from where it is closed."""
        closings = self.env["gotgan.year.closing"]
        closing = closings.search([("fiscal_year_id", "=", self.id)], limit=1)
        return {
            "type": "ir.actions.act_window", "res_model": closings._name, "view_mode": "form",
            "name": self.env._("Year-End Closing"), "res_id": closing.id,
            "context": {"default_fiscal_year_id": self.id},
        }

    def _get_next(self):
        """Return the fiscal year after this one, empty where it does not exist yet."""
        return self.search([("year", "=", self.year + 1)], limit=1) if self else self.browse()

    # ---- closing ----------------------------------------------------------------

    def _on_start_closing(self):
        """What must be in order before spending stops is asked wherever the step is taken."""
        self._refuse_unready("start")

    def _on_close(self):
        done = super()._on_close()
        self._refuse_unready("start", "close")
        return done

    def _refuse_unready(self, *stages):
        """Refuse while a check of these stages is red; a year without a budget has none.

        :raises UserError: names the year and every check, with what to mend and its article
        """
        examiner = self.env["gotgan.year.examiner"]
        kept = self.env["gotgan.budget.line"].sudo()._read_group(
            [("fiscal_year_id", "in", self.ids)], ["fiscal_year_id"],
        )
        for (year_sudo,) in kept:
            year = year_sudo.sudo(False)
            self.env["gotgan.carryover.plan"]._follow(year)
            red = [
                examiner._word(check, result, year) for check, result in examiner._examine(year)
                if check.blocks and not result.passed and check.stage in stages
            ]
            if red:
                raise UserError(self.env._(
                    "%(closing)s: this is not possible yet. Mend first:\n%(checks)s",
                    closing=self.env._("Closing of %(year)s", year=year.display_name),
                    checks="\n".join(red),
                ))
