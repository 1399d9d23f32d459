from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text


class CardRefundMixin(models.AbstractModel):
    """A refund of a use that was paid already: its money comes back by a 반납.

    What comes back before the books of its year are completed goes to the object it was paid from
    (지방회계법 제27조제2항); nobody may keep or spend it otherwise (제25조).
    """

    _name = "gotgan.card.refund.mixin"
    _description = "Refund of a Paid Card Use"

    paid_use_id = fields.Many2one(
        "gotgan.card.use", compute="_compute_paid_use_id",
        help="The use whose payment this refund gives back.",
    )
    return_id = fields.Many2one(
        "gotgan.spending.return", readonly=True, copy=False,
        ondelete="set null", index="btree_not_null",
    )

    @api.depends("amount", "state", "refund_of_id")
    def _compute_paid_use_id(self):
        for use in self:
            waits = use.amount < 0 and use.state == "open" and not use.refund_of_id
            use.paid_use_id = waits and use._find_paid_use()

    def action_claim_back(self):
        """Prepare the return of the money of paid uses that were refunded."""
        returns = self.env["gotgan.spending.return"]
        for refund in self:
            returns |= refund._claim_back()
        return returns._get_list_action(self.env._("Returns of Card Refunds"))

    # ---- what it gives back ------------------------------------------------------

    def _find_paid_use(self):
        """Return the paid use a refund takes back: same approval before same place."""
        uses = self.search([
            ("card_id", "=", self.card_id.id), ("amount", ">=", -self.amount),
            ("used_on", "<=", self.used_on), ("state", "=", "settled"),
            ("voucher_id.state", "=", "paid"),
            "|", "&", ("approval", "!=", False), ("approval", "=", self.approval),
            ("merchant", "=", self.merchant or "-"),
        ])
        return uses.sorted(lambda one: (
            one.approval != self.approval, one.amount != -self.amount, -one.used_on.toordinal(),
        ))[:1]

    def _is_of_paid(self):
        """Whether the approval says that a paid use is meant, not another one of the same place."""
        return bool(self.approval) and self._find_paid_use().approval == self.approval

    def _claim_back(self):
        self.ensure_one()
        if not self.paid_use_id:
            raise UserError(self.env._(
                "%(place)s, %(day)s, %(won)s won: no paid use of this card fits the refund. Say "
                "why it has no request, or write a return from its voucher.",
                place=self.merchant or "-", day=self.used_on, won=won_text(self.amount),
            ))
        document = self.env["gotgan.spending.return"].create({
            "voucher_id": self.paid_use_id.voucher_id.id, "ground": "overpaid",
            "name": self.env._("Card refund, %(place)s", place=self.merchant or "-"),
        })
        self._share(document)
        self._write_locked({"return_id": document.id})
        self._do_transition("explain", self.env._(
            "Comes back by the return %(document)s", document=document.display_name,
        ))
        return document

    def _share(self, document):
        """Put the refund on the lines of its voucher, as far as each was paid."""
        rest = -self.amount
        for line in document.line_ids:
            line.amount = min(rest, line.paid - line.returned - line.voucher_line_id.noticed)
            rest -= line.amount
        if rest:
            raise UserError(self.env._(
                "%(place)s, %(day)s: %(won)s won of the refund are more than what is left of the "
                "voucher %(voucher)s. Look at the returns it has already.",
                place=self.merchant or "-", day=self.used_on, won=won_text(rest),
                voucher=document.voucher_id.display_name,
            ))
