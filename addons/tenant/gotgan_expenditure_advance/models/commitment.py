from odoo import models


class Commitment(models.Model):
    """What petty cash bought from the same payee counts: as the same thing, as a part of it."""

    _inherit = "gotgan.commitment"

    _guard_twins = ("gotgan.petty.use",)
    _guard_parts = ("gotgan.petty.use",)
