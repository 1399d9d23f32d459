from odoo import fields, models


class RuleOverrideWizardLine(models.TransientModel):
    """A finding in the dialog that overrides."""

    _name = "gotgan.rule.override.wizard.line"
    _description = "Finding to Override"

    wizard_id = fields.Many2one("gotgan.rule.override.wizard", required=True, ondelete="cascade")
    chosen = fields.Boolean(string="Override", default=True)
    message = fields.Text(string="Finding", readonly=True)
    article = fields.Char(readonly=True)
    fingerprint = fields.Char(readonly=True)
