from odoo import models


class ResPartner(models.Model):
    """A person's name is part of how an office signs."""

    _inherit = "res.partner"

    def write(self, vals):
        done = super().write(vals)
        if "name" in vals:
            self.env["gotgan.office"]._forget_rosters()
        return done
