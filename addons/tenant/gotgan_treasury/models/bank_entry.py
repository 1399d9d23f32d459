from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class BankEntry(models.Model):
    """One movement of an account as the bank tells it. Never changed."""

    _name = "gotgan.bank.entry"
    _description = "Movement at the Bank"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "account_id, date desc, number desc"
    _rec_name = "memo"

    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, readonly=True, ondelete="restrict",
    )
    date = fields.Date(required=True, readonly=True, index=True)
    number = fields.Integer(string="No.", required=True, readonly=True, aggregator=None)
    kind = fields.Selection(
        [("transfer", "Transfer"), ("return", "Came Back"), ("deposit", "Money In"),
         ("other", "Other")],
        required=True, readonly=True,
    )
    key = fields.Char(string="Instruction No.", readonly=True, index=True)
    amount = Won(required=True, readonly=True)
    balance = Won(string="Balance at the Bank", required=True, readonly=True, aggregator=None)
    memo = fields.Char(string="Note", readonly=True)

    _once = models.UniqueIndex(
        "(account_id, date, number)", "A movement of an account is taken in once.",
    )
