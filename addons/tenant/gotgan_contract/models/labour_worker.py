from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.gotgan_base.fields import Won

RECEIPT = frozenset(["paid", "deducted", "paid_on"])


class LabourWorker(models.Model):
    """A worker of a wage claim: what is claimed for him, and what the contractor proves he got.

    Kept are the name and the day of birth, nothing else of a resident registration number.
    """

    _name = "gotgan.labour.worker"
    _description = "Worker of a Wage Claim"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "claim_id desc, id"

    _parent_field = "claim_id"

    claim_id = fields.Many2one("gotgan.labour.claim", required=True, index=True, ondelete="cascade")
    name = fields.Char(required=True, string="Worker")
    birth = fields.Char(string="Born", required=True, size=6, help="Six digits: 800131.")
    trade = fields.Char()
    employer = fields.Char(help="Empty: the contractor; else the subcontractor who employs him.")
    days = fields.Float(string="Days Worked", digits=(5, 2))
    wage = Won(required=True, string="Wages")
    paid = Won(string="Paid to the Worker", copy=False)
    deducted = Won(string="Deducted", copy=False, help="Income tax and social insurance.")
    paid_on = fields.Date(copy=False)
    is_open = fields.Boolean(compute="_compute_is_open", string="Not Proven")

    _wage_positive = models.Constraint("CHECK (wage > 0)", "The wages of a worker lie above zero.")
    _paid_not_negative = models.Constraint(
        "CHECK (COALESCE(paid, 0) >= 0 AND COALESCE(deducted, 0) >= 0)",
        "What a worker was paid is not negative.",
    )
    _once = models.UniqueIndex(
        "(claim_id, name, birth)", "This worker stands in the claim already.",
    )

    @api.depends("wage", "paid", "deducted", "paid_on")
    def _compute_is_open(self):
        for worker in self:
            worker.is_open = not worker.paid_on or worker.paid + worker.deducted < worker.wage

    @api.model_create_multi
    def create(self, vals_list):
        named = [vals for vals in vals_list if any(vals.get(name) for name in RECEIPT)]
        if named and not self.env.su:
            raise AccessError(self._get_early_text())
        return super().create(vals_list)

    def write(self, vals):
        """What he got is entered after the agency has paid, and then only that."""
        if not RECEIPT & set(vals) or self.env.su:
            return super().write(vals)
        if set(vals) - RECEIPT or set(self.claim_id.mapped("state")) != {"paid"}:
            raise AccessError(self._get_early_text())
        self.check_access("write")
        return self._write_locked(vals)

    def _get_early_text(self):
        return self.env._(
            "What a worker was paid is recorded when the wages went to the contractor, and before "
            "the receipt is confirmed (Labor Standards Act, Article 43).",
        )
