from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..core import HASHED, SIGNS, find_break
from ..kinds import MOVES


class CustodyMove(models.Model):
    """One row per change of what is held. Written once, chained to the one before it."""

    _name = "gotgan.custody.move"
    _description = "Custody Move"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    account_id = fields.Many2one(
        "gotgan.custody.account", required=True, readonly=True, ondelete="restrict",
    )
    account_seq = fields.Integer(
        string="No. in Account", required=True, readonly=True, aggregator=None,
    )
    case_id = fields.Many2one(
        "gotgan.custody.case", required=True, readonly=True, ondelete="restrict", index=True,
    )
    partner_id = fields.Many2one(related="case_id.partner_id")
    kind = fields.Selection(MOVES, required=True, readonly=True)
    amount = Won(required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    source_model = fields.Char(required=True, readonly=True)
    source_id = fields.Many2oneReference(
        model_field="source_model", required=True, readonly=True, aggregator=None,
    )
    author_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    reason = fields.Char(readonly=True)
    posted_at = fields.Datetime(required=True, readonly=True)
    prev_hash = fields.Char(string="Fingerprint Before", required=True, readonly=True)
    hash = fields.Char(string="Fingerprint", required=True, readonly=True)

    _positive = models.Constraint("CHECK (amount > 0)", "A move is of an amount above zero.")
    _chain_unique = models.UniqueIndex(
        "(account_id, account_seq)", "The chain of an account has no forks.",
    )
    _by_date = models.Index("(account_id, date, account_seq)")
    _by_source = models.Index("(source_model, source_id)")

    @api.model
    def _find_break(self, account):
        """Return the first row of the account's chain that was tampered with, and the balance."""
        names = [*HASHED, "prev_hash", "hash"]
        moves = self.search_fetch([("account_id", "=", account.id)], names, order="account_seq")
        rows = [
            {name: one[name].id if name.endswith("_id") and name != "source_id" else one[name]
             for name in names}
            for one in moves
        ]
        return find_break(rows), sum(SIGNS[one.kind] * one.amount for one in moves)
