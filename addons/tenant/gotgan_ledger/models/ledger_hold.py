from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class LedgerHold(models.Model):
    """Money kept in one cell for one document line: the two phases of spending.

    A spending request keeps it, a commitment uses it and keeps it in turn, a payment uses that.
    What is neither used nor given back is open; a hold with nothing open is resolved for good.
    """

    _name = "gotgan.ledger.hold"
    _description = "Money on Hold"
    _order = "id"
    _log_access = False

    cell_id = fields.Many2one(
        "gotgan.budget.cell", required=True, readonly=True, ondelete="restrict", index=True,
    )
    kind = fields.Selection(
        [("request", "Requested"), ("commitment", "Committed")], required=True, readonly=True,
    )
    parent_id = fields.Many2one(
        "gotgan.ledger.hold", readonly=True, ondelete="restrict", index="btree_not_null",
    )
    amount = Won(required=True, readonly=True)
    used = Won(required=True, readonly=True, default=0)
    released = Won(required=True, readonly=True, default=0)
    rest = Won(compute="_compute_rest", string="Open")
    resolved = fields.Boolean(compute="_compute_rest")
    source_model = fields.Char(required=True, readonly=True)
    source_id = fields.Many2oneReference(model_field="source_model", required=True, readonly=True)

    _within_amount = models.Constraint(
        "CHECK (amount > 0 AND used >= 0 AND released >= 0 AND used + released <= amount)",
        "More cannot be used or given back than was held.",
    )

    @api.depends("amount", "used", "released")
    def _compute_rest(self):
        for hold in self:
            hold.rest = hold.amount - hold.used - hold.released
            hold.resolved = not hold.rest
