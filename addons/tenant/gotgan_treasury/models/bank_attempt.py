from odoo import api, fields, models

STATUSES = [
    ("asked", "Spoken"), ("done", "Transferred"), ("rejected", "Refused"),
    ("pending", "Being Processed"), ("absent", "Not Arrived Yet"), ("void", "Never Arrived"),
    ("returned", "Came Back"), ("silent", "No Answer"),
]


class BankAttempt(models.Model):
    """One word to the bank about an instruction, or one word of the bank. Never changed.

    The row that says *spoken* is kept before the bank is spoken to.
    """

    _name = "gotgan.bank.attempt"
    _description = "Word with the Bank"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id"
    _rec_name = "status"

    instruction_id = fields.Many2one(
        "gotgan.bank.instruction", required=True, readonly=True, ondelete="restrict", index=True,
    )
    purpose = fields.Selection(
        [("send", "Instruction"), ("inquire", "Inquiry"), ("statement", "Statement")],
        required=True, readonly=True,
    )
    status = fields.Selection(STATUSES, string="Word", required=True, readonly=True)
    reference = fields.Char(string="Bank's Number", readonly=True)
    reason = fields.Char(readonly=True)
    told_reason = fields.Char(compute="_compute_told_reason", string="Reason Given")

    @api.depends("reason")
    @api.depends_context("lang")
    def _compute_told_reason(self):
        for one in self:
            one.told_reason = self.env["gotgan.bank.adapter"]._tell(one.reason)
