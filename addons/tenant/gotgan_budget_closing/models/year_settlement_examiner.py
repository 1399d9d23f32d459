from datetime import timedelta

from odoo import models

from odoo.addons.gotgan_base.clock import today

from ..checks import Result


class YearSettlementExaminer(models.AbstractModel):
    """What is asked after the books are closed; it is said and stops nothing."""

    _name = "gotgan.year.settlement.examiner"
    _description = "Examiner of the Settlement"

    def _examine_settlement_report(self, year):
        edition = self._get_edition("year_end.settlement_report", year)
        last = year.cash_close_date + timedelta(days=edition._get_days())
        return self._examine_term(self._get_settlement(year).settlement_drawn_on, last)

    def _examine_settlement_to_council(self, year):
        edition = self._get_edition("year_end.settlement_to_council", year)
        done = self._get_settlement(year).settlement_submitted_on
        return self._examine_term(done, edition._get_date(year.year))

    def _examine_settlement_announced(self, year):
        """So many days after the council has approved it."""
        edition, settlement = (
            self._get_edition("year_end.announce_days", year), self._get_settlement(year),
        )
        if not settlement.settlement_approved_on:
            return Result(True, self.env._("The settlement is not approved yet."))
        last = settlement.settlement_approved_on + timedelta(days=edition._get_days())
        return self._examine_term(settlement.settlement_announced_on, last)

    def _examine_term(self, done, last):
        if done:
            return Result(done <= last, self.env._(
                "Done on %(day)s; the last day was %(last)s.", day=done, last=last,
            ))
        return Result(today(self.env) <= last, self.env._("To be done by %(last)s.", last=last))

    def _examine_surplus_use(self, year):
        """지방회계법 19: what is left has an order of uses; money carried over goes first."""
        edition, left = (
            self._get_edition("year_end.surplus_use", year), self._examine_one("lapsing", year),
        )
        if left.passed:
            return left
        uses = sorted(edition._get_rows(), key=lambda row: row["order"])
        return left._replace(model="", domain=None, detail=self.env._(
            "The order: %(uses)s.", uses=", ".join(f"{row['order']}. {row['use']}" for row in uses),
        ))

    def _get_edition(self, code, year):
        return self.env["gotgan.rule"]._seek(code, year.date_to)

    def _get_settlement(self, year):
        closing_sudo = self.env["gotgan.year.closing"].sudo()
        return closing_sudo.search([("fiscal_year_id", "=", year.id)], limit=1)
