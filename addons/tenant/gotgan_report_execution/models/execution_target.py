from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules.targets import month_end, target_on

LEFT_OUT = "execution.excluded_objects"
MONTHS = [(str(month), f"{month:02d}") for month in range(1, 13)]


class ExecutionTarget(models.Model):
    """신속집행 target: which share of 대상액 is to be spent by the end of which month.

    대상액 is 예산현액 less what the ministry does not count: the objects of the rule
    ``execution.excluded_objects``. The ministry sets targets anew every year, so they are data; a
    quarter is its last month. Where an agency has entered none, those of the rule
    ``execution.targets`` hold for the year.
    """

    _name = "gotgan.execution.target"
    _description = "Spending Target"
    _order = "fiscal_year_id desc, measure, due"

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    month = fields.Selection(MONTHS, string="By the End of Month", required=True)
    due = fields.Date(compute="_compute_due", store=True, precompute=True)
    measure = fields.Selection(
        [("paid", "Paid"), ("committed", "Commitment")], string="Measured By", required=True,
        default="paid",
    )
    rate = fields.Float(
        string="Target Rate (%)", digits=(5, 2), required=True, aggregator=None,
        help="In per cent of what counts: the current appropriation less the objects that the rule "
        "leaves out.",
    )
    article = fields.Char(help="The rule it rests on.")
    source = fields.Char(help="The notice that set it, with its number and day.")

    _month_unique = models.UniqueIndex(
        "(fiscal_year_id, measure, due)", "There is a target for this month already.",
    )
    _rate_range = models.Constraint(
        "CHECK (rate > 0 AND rate <= 100)", "A target lies between 0 and 100 per cent.",
    )

    @api.depends("fiscal_year_id.year", "month")
    def _compute_due(self):
        for target in self:
            year = target.fiscal_year_id
            known = year and target.month
            target.due = month_end(year._get_number(), int(target.month)) if known else False

    @api.depends("due", "rate")
    def _compute_display_name(self):
        for target in self:
            target.display_name = self.env._(
                "%(rate)s%% by %(day)s", rate=f"{target.rate:g}", day=target.due or "",
            )

    @api.constrains("rate", "month", "measure", "fiscal_year_id")
    def _check_rising(self):
        for year in self.fiscal_year_id:
            for measure in ("paid", "committed"):
                rates = [rate for _due, rate in self._read_points(year, measure)]
                if rates != sorted(rates):
                    raise ValidationError(self.env._(
                        "The targets of %(year)s fall from one month to the next. What is spent "
                        "only grows: enter them cumulatively.", year=year.display_name,
                    ))

    # ---- what the report asks --------------------------------------------

    @api.model
    def _read_points(self, year, measure):
        """Return ``[(day, rate in 1/10,000)]`` of a year in order."""
        return [(due, rate) for due, rate, _basis in self._read_targets(year, measure)]

    @api.model
    def _read_targets(self, year, measure):
        """Return ``[(day, rate in 1/10,000, what it rests on)]`` of a year in order."""
        own = self.search([("fiscal_year_id", "=", year.id)], order="due")
        if own:
            return [
                (one.due, round(one.rate * 100), one.article or one.source or "")
                for one in own if one.measure == measure
            ]
        edition = measure == "paid" and self._seek_edition(year)
        return [
            (month_end(year._get_number(), row["month"]), int(row["rate"] * 10_000),
             edition._cite())
            for row in edition._get_rows()
        ] if edition else []

    @api.model
    def _seek_edition(self, year):
        return self.env["gotgan.rule"]._seek("execution.targets", year.date_from)

    @api.model
    def _seek_left_out(self, year):
        """Return the edition that names the objects which do not count, or none."""
        return self.env["gotgan.rule"]._seek(LEFT_OUT, year.date_from)

    @api.model
    def _get_left_out(self, year_id):
        """Return the codes of the objects that do not count in a year."""
        edition = self._seek_left_out(self.env["gotgan.fiscal.year"].browse(year_id))
        return edition._get_codes() if edition else []

    @api.model
    def _get_measure(self, year):
        """Return what the year's targets are measured by; ``paid`` where there are none."""
        found = self.search([("fiscal_year_id", "=", year.id)], order="measure desc", limit=1)
        return found.measure or "paid"

    @api.model
    def _get_rate_on(self, year, measure, day):
        """Return the rate to be reached by ``day`` in 1/10,000, or None."""
        points = self._read_points(year, measure)
        return target_on(points, year.date_from, day) if points else None
