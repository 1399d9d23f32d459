from odoo import api, fields, models
from odoo.tools.sql import column_exists, table_exists

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

from ..transfer import split_by_fund

KINDS = [
    ("opening", "Opening Balance"), ("receipt", "Receipt"), ("payment", "Payment"),
    ("return", "Came Back"), ("deposit", "Into Term Deposit"), ("withdraw", "From Term Deposit"),
    ("interest", "Interest"), ("borrow", "Borrowed"), ("repay", "Repaid"), ("cancel", "Cancelled"),
    ("keep", "Kept Back"), ("forfeit", "Became Revenue"),
]
SEPARATOR = "/"
HOLDINGS = [("budget", "Budget"), ("custody", "Held for Others")]


class CashMove(models.Model):
    """One movement of cash by our books, by account and fund. Never changed.

    Money held for others (세입세출외현금) lies in the same accounts and belongs to no fund: it is a
    row of its own in the position (지방회계법 39).
    """

    _name = "gotgan.cash.move"
    _description = "Cash Movement"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "date desc, id desc"
    _rec_name = "document"

    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, readonly=True, ondelete="restrict", index=True,
    )
    holding = fields.Selection(
        HOLDINGS, string="Whose Money", required=True, readonly=True, default="budget",
    )
    fund_id = fields.Many2one("gotgan.fund", readonly=True, ondelete="restrict", index=True)
    custody_case_id = fields.Many2one(
        "gotgan.custody.case", string="Held Under", readonly=True, ondelete="restrict",
        index="btree_not_null",
    )
    date = fields.Date(required=True, readonly=True, index=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    amount = Won(required=True, readonly=True, help="Below zero: money leaves.")
    document = fields.Char(required=True, readonly=True)
    source_model = fields.Char(required=True, readonly=True)
    source_id = fields.Many2oneReference(
        model_field="source_model", required=True, readonly=True,
    )

    _source_once = models.UniqueIndex(
        "(source_model, source_id, kind, holding, COALESCE(fund_id, 0))",
        "A document moves cash once.",
    )
    _fund_of_budget = models.Constraint(
        "CHECK ((holding = 'custody') = (fund_id IS NULL)"
        " AND (holding = 'budget' OR custody_case_id IS NOT NULL))",
        "Cash of the budget belongs to a fund, money held for others to a case.",
    )

    def _auto_init(self):
        """Rows are never updated: a column that is new comes with its value for those there are."""
        cr = self.env.cr
        if table_exists(cr, self._table) and not column_exists(cr, self._table, "holding"):
            cr.execute("""
                ALTER TABLE gotgan_cash_move ADD COLUMN holding varchar DEFAULT 'budget';
                ALTER TABLE gotgan_cash_move ALTER COLUMN holding DROP DEFAULT
            """)
        return super()._auto_init()

    @api.model
    def _post(self, source, account, kind, parts, date):
        """Write the movement of a document: ``parts`` are {fund: won}, below zero for money out."""
        move_sudo = self.sudo()
        move_sudo.create([
            {
                "account_id": account.id, "fund_id": fund.id, "date": date, "kind": kind,
                "amount": amount, "document": source.display_name, "source_model": source._name,
                "source_id": source.id,
            }
            for fund, amount in parts.items()
        ])

    @api.model
    def _post_payment(self, order, rows):
        """The bank's word on an order moves cash; what is kept back stays in the account.

        :param rows: (day, first instruction, won) of what left
        """
        split = split_by_fund(order._get_fund_amounts(), {day: won for day, _first, won in rows})
        for day, first, _won in rows:
            instruction = self.env["gotgan.bank.instruction"].browse(first)
            parts = {fund: -won for fund, won in split[day].items()}
            self._post(instruction, instruction.account_id, "payment", parts, day)

    @api.model
    def _post_return(self, instructions):
        """Transfers that came back bring their cash back, into the funds they were paid from."""
        for one in instructions:
            parts = split_by_fund(one.order_id._get_fund_amounts(), {0: one.amount})[0]
            self._post(one, one.account_id, "return", parts, today(self.env))

    @api.model
    def _post_custody(self, move, legs):
        """Write what a move of money held for others does to cash.

        :param legs: (account, kind, fund or None: held for others, won); without account: nothing
        """
        move_sudo = self.sudo()
        legs = [one for one in legs if one[0]]
        source = legs and move.env[move.source_model].browse(move.source_id)
        move_sudo.create([
            {
                "account_id": account.id, "fund_id": fund and fund.id, "date": move.date,
                "holding": "budget" if fund else "custody", "kind": kind, "amount": amount,
                "custody_case_id": move.case_id.id, "document": source.display_name,
                "source_model": move._name, "source_id": move.id,
            }
            for account, kind, fund, amount in legs
        ])

    def _get_day_name(self):
        """Return how a day with the bank names the movement: two documents never share it.

        A receipt goes by its number. Each other kind counts its numbers by itself, and a deposit
        brings two movements: they carry model and kind too, which ``label`` puts into words.
        """
        self.ensure_one()
        if self.custody_case_id or self.source_model == "gotgan.cash.receipt":
            return self.document
        return SEPARATOR.join((self.source_model, self.kind, self.document))

    def _get_day_key(self):
        """Return what a day with the bank knows the movement by: its document.

        A payment of several cases is one transfer, and a case taken back is the case received.
        """
        self.ensure_one()
        if not self.custody_case_id:
            return self.source_model, self.source_id
        if self.kind in ("receipt", "cancel"):
            return "custody", self.custody_case_id.id
        move_sudo = self.env[self.source_model].sudo().browse(self.source_id)
        return "custody", move_sudo.source_model, move_sudo.source_id
