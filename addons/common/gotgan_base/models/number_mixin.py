from collections import defaultdict

from odoo import api, fields, models

from ..clock import today


class NumberMixin(models.AbstractModel):
    """A document that gets a gapless number at the transition that fixes it."""

    _name = "gotgan.number.mixin"
    _description = "Document with a gapless number"
    _rec_names_search = ["number"]

    _number_series = None

    number = fields.Char(readonly=True, copy=False, index=True)

    _number_unique = models.UniqueIndex("(number) WHERE number IS NOT NULL")

    @api.depends("number")
    def _compute_display_name(self):
        for record in self:
            record.display_name = record.number or self.env._("(no number yet)")

    def _take_numbers(self):
        """Give each record without one the next number of its year; ``2026-000001``."""
        by_year = defaultdict(self.browse)
        for record in self.filtered(lambda one: not one.number):
            by_year[record._get_number_year()] |= record
        for year, records in by_year.items():
            series = self.env["gotgan.number.series"]
            numbers = series._take(self._number_series, year, len(records))
            for record, number in zip(records, numbers, strict=True):
                record._write_locked({"number": f"{year}-{number:06d}"})

    def _get_number_year(self):
        """Return the year whose series the number comes from; by default this year in Seoul."""
        return today(self.env).year
