from odoo import api, fields, models
from odoo.tools import SQL

# Their ids are told from those of vouchers by the sign.
USES = """
SELECT -id, partner_id, NULL::int, NULL::text, amount::int8, COALESCE(paid_date, date), name
  FROM gotgan_petty_use WHERE state IN ('approved', 'paid')
"""


class PaymentSuspicion(models.Model):
    """Uses of petty cash are compared like vouchers: with one another and with the vouchers."""

    _inherit = "gotgan.payment.suspicion"

    first_id = fields.Many2one(required=False)
    second_id = fields.Many2one(required=False)
    first_use_id = fields.Many2one(
        "gotgan.petty.use", string="Earlier Use of Petty Cash", readonly=True, ondelete="restrict",
        index="btree_not_null",
    )
    second_use_id = fields.Many2one(
        "gotgan.petty.use", string="Later Use of Petty Cash", readonly=True, ondelete="restrict",
        index="btree_not_null",
    )

    _use_pair_unique = models.UniqueIndex(
        "(COALESCE(first_id, -first_use_id), COALESCE(second_id, -second_use_id))",
        "The two payments were found to be alike already.",
    )
    _two_payments = models.Constraint(
        "CHECK (num_nonnulls(first_id, first_use_id) = 1"
        " AND num_nonnulls(second_id, second_use_id) = 1 AND first_use_id < second_use_id)",
        "A suspicion is about two payments, each a voucher or a use of petty cash.",
    )

    @api.depends(
        "second_use_id.partner_id", "second_use_id.department_id", "second_use_id.amount",
    )
    def _compute_at_stake(self):
        return super()._compute_at_stake()

    @api.depends("first_use_id", "second_use_id")
    def _compute_pair(self):
        return super()._compute_pair()

    @api.depends("first_use_id.number", "second_use_id.number")
    def _compute_display_name(self):
        return super()._compute_display_name()

    @api.model
    def _get_payments(self):
        self.env["gotgan.petty.use"].flush_model()
        return SQL("%s UNION ALL %s", super()._get_payments(), SQL(USES))

    @api.model
    def _prepare_pair(self, first, second):
        if second < 0:  # of two uses the one with the smaller number came earlier
            first, second = second, first
        vals = {}
        for side, key in (("first", first), ("second", second)):
            vals |= {f"{side}_use_id": -key} if key < 0 else {f"{side}_id": key}
        return vals

    def _read_pairs(self):
        keys = (
            (one.first_id.id or -one.first_use_id.id, one.second_id.id or -one.second_use_id.id)
            for one in self
        )
        return [tuple(sorted(pair)) for pair in keys]

    def _get_pair(self):
        return self.first_id or self.first_use_id, self.second_id or self.second_use_id
