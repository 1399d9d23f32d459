from odoo import fields, models


class HubApplicationConsent(models.Model):
    """Who agreed to which version of a text, when; kept with the text's digest.

    개인정보 보호법 제22조: each consent is asked and kept by itself.
    """

    _name = "hub.application.consent"
    _description = "Consent"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id"
    _log_access = False
    _rec_name = "terms_id"

    application_id = fields.Many2one(
        "hub.application", required=True, index=True, ondelete="restrict"
    )
    terms_id = fields.Many2one("hub.terms", string="Text", required=True, ondelete="restrict")
    version = fields.Char(required=True)
    digest = fields.Char(required=True, help="SHA-256 of the text that was shown.")
    officer_name = fields.Char(string="Agreed By", required=True)
    time = fields.Datetime(required=True)

    _once = models.UniqueIndex("(application_id, terms_id)")

    def copy_data(self, default=None):
        """Consent was given once, by a person; nobody gives it by copying."""
        self._refuse_change()
