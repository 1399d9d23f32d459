from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from .cash_move import SEPARATOR

KINDS = [
    ("not_at_bank", "Paid in Our Books, Not at the Bank"),
    ("not_in_books", "Paid by the Bank, Not in Our Books"),
    ("amount", "Amounts Differ"),
    ("state", "Transferred, but Not Entered Yet"),
    ("twice", "Transferred More Than Once"),
    ("receipt_not_at_bank", "Received in Our Books, Not at the Bank"),
    ("receipt_not_in_books", "Received by the Bank, Not in Our Books"),
    ("opening", "The Day Does Not Begin Where the Last Agreed Day Ended"),
]


class BankDifference(models.Model):
    """One thing on which a day's books and the bank do not agree, and what became of it."""

    _name = "gotgan.bank.difference"
    _description = "Difference with the Bank"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "day_id, id"
    _rec_name = "label"

    _parent_field = "day_id"

    day_id = fields.Many2one(
        "gotgan.bank.day", required=True, readonly=True, ondelete="cascade", index=True,
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    key = fields.Char(string="Known By", readonly=True)
    label = fields.Char(string="Instruction or Document", compute="_compute_label")
    own_amount = Won(string="In Our Books", readonly=True)
    bank_amount = Won(string="At the Bank", readonly=True)
    memo = fields.Char(string="Note of the Bank", readonly=True)
    explanation = fields.Char(help="What was found out, and what was done about it.")

    @api.depends("key")
    @api.depends_context("lang")
    def _compute_label(self):
        kinds = dict(self.env["gotgan.cash.move"]._fields["kind"]._description_selection(self.env))
        for one in self:
            parts = (one.key or "").split(SEPARATOR, 2)
            if len(parts) == 3 and parts[0] in self.env:
                model, kind, document = parts
                name = self.env["ir.model"].sudo()._get(model).name
                one.label = f"{name} {document} ({kinds.get(kind, kind)})"
            elif parts[0].startswith("#"):
                one.label = self.env._("Movement %(number)s of the Bank", number=parts[0][1:])
            else:
                one.label = one.key
