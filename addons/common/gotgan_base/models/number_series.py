from odoo import fields, models
from odoo.tools import SQL


class NumberSeries(models.Model):
    """The last number given in one series of one year.

    The counter is a row updated in the transaction that gives the number: a number that is rolled
    back was never given, so there are no gaps, and two people never get the same one.
    """

    _name = "gotgan.number.series"
    _description = "Number Series"
    _order = "year desc, code"
    _rec_name = "code"

    code = fields.Char(required=True, readonly=True)
    year = fields.Integer(required=True, readonly=True, aggregator=None)
    last_number = fields.Integer(required=True, readonly=True, default=0, aggregator=None)

    _code_year_unique = models.UniqueIndex("(code, year)", "There is one series per code and year.")

    def _take(self, code, year, count):
        """Take the next ``count`` numbers of series ``code`` of ``year``; return their range."""
        self.flush_model()
        rows = self.env.execute_query(SQL(
            """
            INSERT INTO gotgan_number_series AS s (code, year, last_number)
            VALUES (%(code)s, %(year)s, %(count)s)
            ON CONFLICT (code, year) DO UPDATE SET last_number = s.last_number + %(count)s
            RETURNING last_number
            """,
            code=code, year=year, count=count,
        ))
        self.invalidate_model(["last_number"])
        last = rows[0][0]
        return range(last - count + 1, last + 1)
