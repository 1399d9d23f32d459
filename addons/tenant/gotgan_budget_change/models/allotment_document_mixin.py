from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class AllotmentDocumentMixin(models.AbstractModel):
    """A document of one year about the allotment of several budget lines, with a reason."""

    _name = "gotgan.allotment.document.mixin"
    _description = "Document About Allotment"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "id desc"

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_fiscal_year_id(),
    )
    amount = Won(compute="_compute_amount", store=True, string="Total")

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for document in self:
            document.amount = sum(document.line_ids.mapped("amount"))

    def action_cancel(self):
        """Drop the draft."""
        return self._do_transition("cancel")

    def _get_number_year(self):
        return self.fiscal_year_id.year

    def _get_document_label(self):
        return f"{self._get_kind_label()} {self.number or self.reason or ''}".strip()
