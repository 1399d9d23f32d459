from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.meeting import meet_on


class ContractNegotiation(models.Model):
    """협상: who met the first in order, when, and with what result.

    The agreed price lies neither above the planned price nor above what was offered. Where a
    negotiation breaks down, the next in order follows.
    """

    _name = "gotgan.contract.negotiation"
    _description = "Round of Negotiation"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "evaluation_id desc, id"
    _rec_name = "met_on"

    evaluation_id = fields.Many2one(
        "gotgan.contract.evaluation", required=True, index=True, ondelete="restrict",
    )
    offer_id = fields.Many2one(
        "gotgan.contract.offer", string="Negotiated With", required=True, ondelete="restrict",
        index=True,
    )
    met_on = fields.Date(string="Day", required=True, default=lambda self: today(self.env))
    attendants = fields.Char(required=True)
    result = fields.Selection([
        ("continued", "Continued"), ("agreed", "Agreed"), ("broken", "Broken Down"),
    ], string="Outcome", required=True, default="continued")
    amount = Won(string="Agreed Price", aggregator=None)
    ceiling = Won(readonly=True, aggregator=None, help="The lower of planned and offered price.")
    words = fields.Char(string="What Was Negotiated", required=True)

    _agreed_amount = models.Constraint(
        "CHECK ((result = 'agreed') = (COALESCE(amount, 0) > 0))",
        "An agreement has its price, and only an agreement has one.",
    )
    _within_ceiling = models.Constraint(
        "CHECK (COALESCE(amount, 0) <= ceiling)",
        "The agreed price lies neither above the planned price nor above the offer.",
    )
    _one_agreement = models.UniqueIndex(
        "(evaluation_id) WHERE result = 'agreed'", "There is an agreement in this case already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        offers = self.env["gotgan.contract.offer"]
        rounds = super().create([
            {**vals, "ceiling": offers.browse(vals.get("offer_id"))._get_ceiling()}
            for vals in vals_list
        ])
        meet_on(rounds.evaluation_id)
        for one in rounds:
            one._check_turn()
            if one.result == "broken":
                one.offer_id._do_transition("disqualify", self.env._(
                    "Negotiation broken down: %(words)s", words=one.words,
                ))
        return rounds

    def _check_turn(self):
        """Refuse a round with anybody but the first in order, before or after its time."""
        case, evaluation = self.offer_id.case_id, self.evaluation_id
        if evaluation.case_id != case or case.method != "negotiated" or case.state != "opened" or (
            evaluation.state != "priced" or self.offer_id.rank != 1
        ):
            raise UserError(self.env._(
                "%(offer)s is not the one to negotiate with now. Negotiate in the order of the "
                "total scores, one after the other (Enforcement Decree of the Local Contracts Act, "
                "Article 43).", offer=self.offer_id._get_document_label(),
            ))
        if evaluation._get_agreed() - self:
            raise UserError(self.env._(
                "%(evaluation)s: there is an agreement already.",
                evaluation=evaluation._get_document_label(),
            ))
