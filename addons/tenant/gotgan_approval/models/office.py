from odoo import api, models
from odoo.tools import SQL


class Office(models.Model):
    """While its holder is away the acting officer acts, if one is designated (지방회계법 제46조).

    The substitute whom a person names for himself signs what waits for the person, never what the
    law gives to an accounting officer: who acts for one is designated by the agency.
    """

    _inherit = "gotgan.office"

    @api.model
    def _get_away_sql(self, day):
        absences = self.env["gotgan.absence"]
        absences.flush_model()
        return SQL(
            "(%s OR EXISTS (%s))", super()._get_away_sql(day), absences._get_away_sql(day, "u.id"),
        )
