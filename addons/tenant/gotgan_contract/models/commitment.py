from odoo import fields, models
from odoo.exceptions import AccessError


class Commitment(models.Model):
    """A commitment that a contract made: it follows the contract and nothing else."""

    _inherit = "gotgan.commitment"

    contract_id = fields.Many2one(
        "gotgan.contract", readonly=True, copy=False, ondelete="restrict", index="btree_not_null",
    )

    contract_order_id = fields.Many2one(
        "gotgan.contract.order", string="Order", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null", help="The order on a unit-price contract that it binds.",
    )

    def _check_sealed(self, vals, initial=()):
        if vals.get("contract_id") or vals.get("contract_order_id"):
            raise AccessError(self.env._(
                "A commitment gets its contract by signing the contract, never by hand.",
            ))
        return super()._check_sealed(vals, initial)

    def _is_governed(self):
        """Signing the contract, or placing the order, decided: no line decides it once more."""
        return not self.contract_id and super()._is_governed()

    def _check_spending_duplicate(self, edition):
        """It is made by signing: what stands against a contract was answered there or before."""
        return () if self.contract_id else super()._check_spending_duplicate(edition)
