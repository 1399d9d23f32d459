from odoo import api, fields, models


class BudgetPaperMixin(models.AbstractModel):
    """Papers belong to their document: whoever may read it may read them."""

    _name = "gotgan.budget.paper.mixin"
    _description = "Document with papers"

    attachment_ids = fields.Many2many("ir.attachment", string="Attachments", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._adopt_attachments()
        return documents

    def write(self, vals):
        done = super().write(vals)
        if "attachment_ids" in vals:
            self._adopt_attachments()
        return done

    def _adopt_attachments(self):
        for document in self:
            papers_sudo = document.attachment_ids.sudo().filtered(lambda one: not one.res_id)
            papers_sudo.write({"res_model": document._name, "res_id": document.id})
