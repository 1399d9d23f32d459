from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.meeting import meet_on


class ContractEnvelope(models.Model):
    """가격입찰서 개봉: the price of a proposal that passed, as it stood in the envelope."""

    _name = "gotgan.contract.envelope"
    _description = "Price Envelope"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "evaluation_id desc, id"
    _rec_name = "offer_id"

    evaluation_id = fields.Many2one(
        "gotgan.contract.evaluation", required=True, index=True, ondelete="restrict",
    )
    offer_id = fields.Many2one(
        "gotgan.contract.offer", string="Proposal", required=True, ondelete="restrict",
    )
    amount = Won(string="Offered Amount", required=True, aggregator=None)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "An offer is above zero won.")
    _once = models.UniqueIndex("(offer_id)", "This envelope has been opened already.")

    @api.model_create_multi
    def create(self, vals_list):
        envelopes = super().create(vals_list)
        meet_on(envelopes.evaluation_id)
        for envelope in envelopes:
            envelope._check_passed()
            envelope.offer_id._write_locked({"amount": envelope.amount, "is_sealed": False})
        return envelopes

    def _check_passed(self):
        offer, evaluation = self.offer_id, self.evaluation_id
        if offer.case_id != evaluation.case_id or evaluation.state != "closed" or not (
            offer.is_fit and offer.is_sealed and offer.state == "submitted"
        ):
            raise UserError(self.env._(
                "%(offer)s: only the envelopes of those who passed are opened, after the technical "
                "scores are fixed (Enforcement Decree of the Local Contracts Act, Articles 18 and "
                "43).", offer=offer._get_document_label(),
            ))
