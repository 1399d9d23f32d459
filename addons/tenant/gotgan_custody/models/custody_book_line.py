from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won

from ..kinds import KINDS, MOVES


class CustodyBookLine(models.Model):
    """세입세출외현금 장부: the moves of an account by day, with what was held after each."""

    _name = "gotgan.custody.book.line"
    _description = "Line of the Custody Ledger"
    _auto = False
    _order = "account_id, date, account_seq"

    account_id = fields.Many2one("gotgan.custody.account", readonly=True)
    account_kind = fields.Selection(KINDS, readonly=True)
    account_seq = fields.Integer(string="No.", readonly=True, aggregator=None)
    date = fields.Date(readonly=True)
    case_id = fields.Many2one("gotgan.custody.case", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Held For", readonly=True)
    name = fields.Char(string="Why", readonly=True)
    kind = fields.Selection(MOVES, readonly=True)
    received = Won(readonly=True)
    paid = Won(string="Paid Out", readonly=True)
    balance = Won(readonly=True, aggregator=None)
    reason = fields.Char(readonly=True)

    @property
    def _table_query(self):
        """Moves of one day stand in the order they were written in."""
        for model in ("account", "case", "move"):
            self.env[f"gotgan.custody.{model}"].flush_model()
        return SQL("""
            SELECT m.id, m.account_id, a.kind AS account_kind, m.account_seq, m.date, m.case_id,
                c.partner_id, c.name, m.kind, m.reason,
                CASE m.kind WHEN 'in' THEN m.amount WHEN 'undo' THEN -m.amount ELSE 0 END
                    AS received,
                CASE m.kind WHEN 'in' THEN 0 WHEN 'undo' THEN 0 WHEN 'redo' THEN -m.amount
                    ELSE m.amount END AS paid,
                (SUM(CASE WHEN m.kind IN ('in', 'redo') THEN m.amount ELSE -m.amount END)
                    OVER (PARTITION BY m.account_id ORDER BY m.date, m.account_seq))::int8
                    AS balance
            FROM gotgan_custody_move m
            JOIN gotgan_custody_account a ON a.id = m.account_id
            JOIN gotgan_custody_case c ON c.id = m.case_id
        """)

    def action_open_case(self):
        """Show the case behind a line of the ledger."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "gotgan.custody.case",
            "res_id": self.case_id.id, "views": [(False, "form")],
        }
