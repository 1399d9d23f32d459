from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class CustodyClosingLine(models.Model):
    """What a month did to one account; written when the month is closed."""

    _name = "gotgan.custody.closing.line"
    _description = "Line of a Monthly Closing"
    _order = "closing_id desc, account_id"

    closing_id = fields.Many2one(
        "gotgan.custody.closing", required=True, readonly=True, ondelete="cascade", index=True,
    )
    account_id = fields.Many2one(
        "gotgan.custody.account", required=True, readonly=True, ondelete="restrict",
    )
    opening = Won(readonly=True, required=True, default=0)
    received = Won(readonly=True, required=True, default=0)
    paid = Won(string="Paid Out", readonly=True, required=True, default=0)
    forfeited = Won(readonly=True, required=True, default=0)
    closing = Won(string="Left", readonly=True, required=True, default=0)

    _account_once = models.UniqueIndex(
        "(closing_id, account_id)", "An account stands in a closing once.",
    )
    _adds_up = models.Constraint(
        "CHECK (closing = opening + received - paid - forfeited AND closing >= 0)",
        "A closing adds up and is not below zero.",
    )
