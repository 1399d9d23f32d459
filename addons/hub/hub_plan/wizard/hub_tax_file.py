import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import billing, tax_invoice


class HubTaxFile(models.TransientModel):
    """The tax invoices of several statements in one file, for issuing them together."""

    _name = "hub.tax.file"
    _description = "File of Tax Invoices"

    statement_ids = fields.Many2many("hub.statement", string="Statements", required=True)
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.model
    def default_get(self, names):
        values = super().default_get(names)
        chosen = self.env["hub.statement"].browse(self.env.context.get("active_ids", ()))
        if "statement_ids" in names and self.env.context.get("active_model") == chosen._name:
            values["statement_ids"] = [fields.Command.set(chosen.exists().ids)]
        return values

    def action_make(self):
        """Make the file; all statements are in it, or none."""
        self.ensure_one()
        drafts = self.statement_ids.filtered(lambda one: one.state == "draft")
        if drafts or not self.statement_ids:
            raise UserError(self.env._(
                "Only issued statements have a tax invoice. Issue these first: %(statements)s",
                statements=", ".join(drafts.mapped("display_name")) or "-",
            ))
        statements = self.statement_ids.sorted("number")
        invoices = [statement._get_invoice() for statement in statements]
        day = max(billing.month_end(month) for month in statements.mapped("month"))
        self.write({
            "file": base64.b64encode(tax_invoice.to_csv(invoices)),
            "file_name": f"전자세금계산서_일괄발급_{day:%Y%m%d}.csv",
        })
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id,
            "view_mode": "form", "target": "new", "name": self.env._("File of Tax Invoices"),
        }
