from odoo import fields, models


class HubArrearsNotice(models.Model):
    """A notice that was given: when, to whom, in which words."""

    _name = "hub.arrears.notice"
    _description = "Late Payment Notice"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "date"

    statement_id = fields.Many2one(
        "hub.statement", required=True, index=True, ondelete="restrict",
    )
    tenant_id = fields.Many2one(related="statement_id.tenant_id")
    rule_id = fields.Many2one("hub.arrears.rule", required=True, ondelete="restrict")
    date = fields.Date(required=True)
    suspension_date = fields.Date(string="Suspended From")
    email = fields.Char(string="Sent To")
    text = fields.Text(required=True, string="Message")

    _once = models.UniqueIndex(
        "(statement_id, rule_id)", "This notice was given for the statement already.",
    )

    def copy_data(self, default=None):
        """A notice was given once."""
        self._refuse_change()
