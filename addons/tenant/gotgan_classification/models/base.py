from odoo import api, models

from ..agency_words import reads_as_agency, reword


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def get_views(self, views, options=None):
        """Words that stand in a page itself, as the reader's books have them."""
        found = super().get_views(views, options)
        if reads_as_agency(self.env):
            for view in found["views"].values():
                view["arch"] = reword(view["arch"])
        return found
