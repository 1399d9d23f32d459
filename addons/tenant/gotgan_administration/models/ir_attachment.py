from odoo import api, models


class IrAttachment(models.Model):
    """Files find room in the plan, or are refused before they are kept."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        if not self.env.su and any(vals.get("datas") or vals.get("raw") for vals in vals_list):
            self.env["gotgan.plan"]._check_storage()
        return attachments
