from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.transition import Transition

from ..posting import SPENDING, YearFacts, find_fault

MANAGER = "group:gotgan_base.group_manager"


class FiscalYear(models.Model):
    """A fiscal year of the agency: 1 January to 31 December (지방회계법 6).

    The books close on 31 December, and cash work is done by 10 February (지방회계법 7).
    """

    _name = "gotgan.fiscal.year"
    _description = "Fiscal Year"
    _inherit = ["gotgan.transition.mixin"]
    _order = "year desc"
    _rec_name = "year"
    _rec_names_search = ["year"]

    _transitions = {
        "open": Transition(("preparing",), "open", MANAGER),
        "start_closing": Transition(("open",), "closing", MANAGER),
        "reopen": Transition(("closing",), "open", MANAGER, needs_reason=True),
        "close": Transition(("closing",), "closed", MANAGER),
    }
    _open_states = ("preparing",)
    _free_fields = ("note",)

    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: self._default_year(),
        help="The calendar year, such as 2026.",
    )
    date_from = fields.Date(
        string="First Day",
        compute="_compute_dates",
        store=True,
        precompute=True,
    )
    date_to = fields.Date(
        string="Last Day",
        compute="_compute_dates",
        store=True,
        precompute=True,
    )
    cash_close_date = fields.Date(
        string="Books Close On",
        compute="_compute_closing_dates",
        store=True,
        copy=False,
        readonly=False,
        precompute=True,
        help="31 December (Local Accounting Act, Article 7).",
    )
    completion_date = fields.Date(
        string="Cash Work Done By",
        compute="_compute_closing_dates",
        store=True,
        copy=False,
        readonly=False,
        precompute=True,
        help="10 February of the next year (Local Accounting Act, Article 7). "
        "After this day nothing can be posted.",
    )
    state = fields.Selection(
        [
            ("preparing", "Preparing"),
            ("open", "Open"),
            ("closing", "Closing"),
            ("closed", "Closed"),
        ],
        default="preparing",
        required=True,
        readonly=True,
        copy=False,
    )
    period_ids = fields.One2many(
        "gotgan.period.lock", "fiscal_year_id", string="Months", copy=False
    )
    note = fields.Text()
    is_current = fields.Boolean(
        string="This Year",
        compute="_compute_is_current",
        search="_search_is_current",
    )

    _year_unique = models.UniqueIndex("(year)", "This fiscal year already exists.")
    _year_range = models.Constraint(
        "CHECK (year BETWEEN 1949 AND 2999)",
        "The fiscal year must have four digits, such as 2026.",
    )
    _dates_order = models.Constraint(
        "CHECK (date_from <= date_to AND cash_close_date >= date_to"
        " AND completion_date >= cash_close_date)",
        "The books close on the last day of the year or later, and cash work ends after that.",
    )

    def _default_year(self):
        latest = self.search([], limit=1)
        return latest.year + 1 if latest else today(self.env).year

    @api.depends("year")
    def _compute_display_name(self):
        for year in self:
            year.display_name = self.env._("FY%(year)s", year=year.year)

    @api.depends("year")
    def _compute_dates(self):
        for year in self:
            number = year._get_number()
            year.date_from, year.date_to = date(number, 1, 1), date(number, 12, 31)

    @api.depends("year")
    def _compute_closing_dates(self):
        for year in self:
            number = year._get_number()
            year.cash_close_date, year.completion_date = (
                date(number, 12, 31),
                date(number + 1, 2, 10),
            )

    @api.depends_context("uid")
    @api.depends("year")
    def _compute_is_current(self):
        this_year = today(self.env).year
        for year in self:
            year.is_current = year.year == this_year

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        match = Domain("year", "=", today(self.env).year)
        parts = [match if one else ~match for one in set(value)]
        return Domain.OR(parts)

    @api.model_create_multi
    def create(self, vals_list):
        years = super().create(vals_list)
        years._create_months()
        return years

    def copy_data(self, default=None):
        """A copied year is the next one that does not exist yet."""
        copies = super().copy_data(default)
        first = self._default_year()
        return [{**vals, "year": first + place} for place, vals in enumerate(copies)]

    def action_open(self):
        """Let the agency post to the year."""
        return self._do_transition("open")

    def action_start_closing(self):
        """Stop new spending; payments and receipts go on until the books are completed."""
        return self._do_transition("start_closing")

    def action_reopen(self):
        """Go back from closing; a reason is asked for."""
        return self._do_transition("reopen")

    def action_close(self):
        """Close the books for good."""
        return self._do_transition("close")

    def _on_close(self):
        """The books close on 출납폐쇄일 at the earliest (지방회계법 7)."""
        now = today(self.env)
        for year in self:
            if now <= year.cash_close_date:
                raise UserError(
                    self.env._(
                        "%(year)s cannot be closed before %(day)s has passed: the books close on "
                        "that day (Local Accounting Act, Article 7). It stays in closing until "
                        "then.",
                        year=year.display_name,
                        day=year._format_day(year.cash_close_date),
                    )
                )

    # ---- what others call ------------------------------------------------

    @api.model
    def _get_of_year(self, number):
        """Return the fiscal year ``number``.

        :raises UserError: there is none
        """
        year = self.search([("year", "=", number)], limit=1)
        if not year:
            raise UserError(
                self.env._(
                    "There is no fiscal year %(year)s. A manager adds it under Masters.",
                    year=number,
                )
            )
        return year

    @api.model
    def _get_current(self):
        """Return the fiscal year of today in Seoul, empty where there is none."""
        return self.search([("year", "=", today(self.env).year)], limit=1)

    def _check_posting(self, day=None, work=SPENDING):
        """Refuse a posting dated ``day`` that the year does not allow; lock the year for sharing.

        The year's row (and the month's) stays share-locked until the transaction ends. A closer
        therefore waits for posters that are under way, and a poster that comes after the closer
        fails to serialize and is tried again on the closed year. Nothing lands after the close.

        :param date day: the posting's date, today in Seoul by default. Called on an empty record
            set, the year is found by it.
        :param str work: ``budget`` (appropriations and allotments, also before the year begins),
            ``spending`` or ``cash`` (payments, receipts and returns, until the books are completed)
        :raises UserError: names the year, its state, the dates and the article
        """
        now = today(self.env)
        day = fields.Date.to_date(day) if day else now
        for year in self or self._get_of_year(day.year):
            facts, locked = year._lock_shared(day)
            fault = find_fault(facts, day, now, work, locked)
            if fault:
                raise UserError(year._explain_fault(fault, facts, day))

    # ---- inside ----------------------------------------------------------

    def _lock_shared(self, day):
        """Share-lock the year's row and the month of ``day``; return what they say now.

        Not what the cache says. A day outside the year has no month in it, so none is locked.

        :returns: (YearFacts, whether the month is locked)
        """
        self.ensure_one()
        self.flush_recordset()
        self.env["gotgan.period.lock"].flush_model(["state"])
        *facts, locked = self.env.execute_query(
            SQL(
                """
                WITH y AS (
                    SELECT * FROM gotgan_fiscal_year WHERE id = %s FOR SHARE
                ), m AS (
                    SELECT p.state FROM gotgan_period_lock p JOIN y ON y.id = p.fiscal_year_id
                     WHERE p.month = %s AND y.year = %s FOR SHARE OF p
                )
                SELECT state, date_from, date_to, cash_close_date, completion_date,
                       EXISTS (SELECT FROM m WHERE m.state = 'locked')
                  FROM y
                """,
                self.id,
                day.month,
                day.year,
            )
        )[0]
        return YearFacts(*facts), locked

    def _explain_fault(self, fault, facts, day):
        """Return the refusal for ``fault`` in the user's language."""
        values = {
            "year": self.display_name,
            "day": self._format_day(day),
            "first": self._format_day(facts.date_from),
            "last": self._format_day(facts.date_to),
            "close": self._format_day(facts.cash_close_date),
            "completion": self._format_day(facts.completion_date),
        }
        _ = self.env._
        if fault == "preparing":
            return _(
                "%(year)s is still being prepared: nothing can be posted on %(day)s. A manager "
                "opens the year first. (Local Accounting Act, Article 6)",
                **values,
            )
        if fault == "closing":
            return _(
                "%(year)s is being closed: new spending dated %(day)s is not possible. Only cash "
                "work goes on, until %(completion)s. (Local Accounting Act, Article 7)",
                **values,
            )
        if fault == "closed":
            return _(
                "%(year)s is closed (books closed %(close)s): nothing can be posted on %(day)s. "
                "Use the current year. (Local Accounting Act, Article 7)",
                **values,
            )
        return self._explain_date_fault(fault, values)

    def _explain_date_fault(self, fault, values):
        """Return the refusal of a date that the year, though open, does not take."""
        _ = self.env._
        if fault == "late":
            return _(
                "%(year)s: cash work had to be done by %(completion)s, so nothing can be posted on "
                "%(day)s. Use the current year. (Local Accounting Act, Article 7)",
                **values,
            )
        if fault == "month":
            return _(
                "%(year)s: the month of %(day)s is locked. A manager can unlock it with a reason, "
                "or use a date in an open month. (Local Accounting Act, Article 7)",
                **values,
            )
        return _(
            "%(day)s does not lie in %(year)s (%(first)s to %(last)s). Choose a date in the year, "
            "or the other year. (Local Accounting Act, Articles 6 and 7)",
            **values,
        )

    def _get_number(self):
        """Return the year as a calendar year ``date`` accepts; the constraint refuses the rest."""
        return min(max(self.year or 1, 1), 9998)

    def _format_day(self, day):
        return self.env["ir.qweb.field.date"].value_to_html(day, {})

    def _create_months(self):
        month_sudo = self.env["gotgan.period.lock"].sudo()
        month_sudo.create(
            [{"fiscal_year_id": year.id, "month": month} for year in self for month in range(1, 13)]
        )

    def _get_document_label(self):
        return self.display_name
