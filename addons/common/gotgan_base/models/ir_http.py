from odoo import models
from odoo.exceptions import UserError

from ..particles import fit_particles


class IrHttp(models.AbstractModel):
    """What is refused reads as an official would write it."""

    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        """Fit the particles of a refusal: which noun stands in it is known only now."""
        if isinstance(exception, UserError) and exception.args:
            first, *rest = exception.args
            if isinstance(first, str):
                exception.args = (fit_particles(first), *rest)
        return super()._handle_error(exception)
