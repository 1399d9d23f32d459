from odoo import fields, models


class VoucherDeduction(models.Model):
    """지연배상금 kept back from what a late contractor is paid (지방계약법 제30조)."""

    _inherit = "gotgan.voucher.deduction"

    delay_contract_id = fields.Many2one(
        "gotgan.contract", string="Delay Damages Of", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    contract_order_id = fields.Many2one(
        "gotgan.contract.order", string="Delay Damages of the Order", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
