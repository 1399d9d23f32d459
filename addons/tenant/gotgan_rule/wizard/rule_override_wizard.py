from odoo import api, fields, models
from odoo.exceptions import UserError


class RuleOverrideWizard(models.TransientModel):
    """Asks which findings are overridden, and why."""

    _name = "gotgan.rule.override.wizard"
    _description = "Override"

    res_model = fields.Char(string="Kind of Document", required=True, readonly=True)
    res_id = fields.Integer(string="Document", required=True, readonly=True)
    document_label = fields.Char(string="Document as Named", readonly=True)
    line_ids = fields.One2many("gotgan.rule.override.wizard.line", "wizard_id", string="Findings")
    reason = fields.Text()

    def action_confirm(self):
        """Record the overrides; the document judges anew what may be overridden and by whom."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen")
        if not chosen:
            raise UserError(self.env._("Choose at least one finding."))
        document = self.env[self.res_model].browse(self.res_id)
        document._override_findings(self.reason, chosen.mapped("fingerprint"))
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _make_for(self, document, findings):
        """Return the dialog for ``findings`` of ``document``."""
        return self.create({
            "res_model": document._name,
            "res_id": document.id,
            "document_label": document._get_document_label(),
            "line_ids": [
                fields.Command.create({
                    "message": one.message,
                    "article": one.article,
                    "fingerprint": one.fingerprint,
                })
                for one in findings
            ],
        })
