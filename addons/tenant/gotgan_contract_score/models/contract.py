from odoo import models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text


class Contract(models.Model):
    """A contract of a negotiated award binds no more than was agreed (시행령 43)."""

    _inherit = "gotgan.contract"

    def _check_signable(self):
        done = super()._check_signable()
        agreed = self.case_id._get_evaluation()._get_agreed().amount
        ceiling = self.master_id.total_amount or self.total_amount or agreed
        if agreed and self.original_amount > ceiling:
            raise UserError(self.env._(
                "%(contract)s: %(amount)s won are more than the %(agreed)s won that were agreed.",
                contract=self._get_document_label(), amount=won_text(self.original_amount),
                agreed=won_text(ceiling),
            ))
        return done
