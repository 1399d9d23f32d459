from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won

BATCH = {"api": 200, "file": 100_000}


class TreasuryAccount(models.Model):
    """An account at the treasury bank (금고, 지방회계법 38) out of which funds are paid.

    A fund without an account is paid as before: the cashier transfers and confirms by hand.
    """

    _name = "gotgan.treasury.account"
    _description = "Treasury Account"
    _order = "name, id"
    _rec_names_search = ["name", "number"]

    name = fields.Char(required=True)
    bank_code = fields.Char(required=True, size=3, help="Three digits, such as 011.")
    number = fields.Char(string="Account Number", required=True)
    department_id = fields.Many2one(
        "hr.department", string="Kept By", required=True, ondelete="restrict",
        help="Its cashier agrees to the days and enters receipts.",
    )
    fund_ids = fields.Many2many(
        "gotgan.fund", string="Funds", help="Funds paid out of this account, also in later years.",
    )
    way = fields.Selection(
        [("api", "Online"), ("file", "Files")], string="Way to the Bank", required=True,
        default="api",
    )
    client = fields.Char(
        string="Client Number", required=True, help="How the bank calls the agency.",
    )
    valid_minutes = fields.Integer(
        string="Valid For (Minutes)", required=True, default=60, aggregator=None,
        help="The bank executes an instruction until then. It may be given anew only afterwards.",
    )
    limit_ids = fields.One2many("gotgan.bank.limit", "account_id", string="Daily Limits")
    move_ids = fields.One2many("gotgan.cash.move", "account_id", string="Cash Movements")
    balance = Won(compute="_compute_balance", string="Balance by Our Books")
    active = fields.Boolean(default=True)

    _number_unique = models.UniqueIndex("(number)", "This account is there already.")
    _valid_minutes_sane = models.Constraint(
        "CHECK (valid_minutes BETWEEN 1 AND 1440)",
        "An instruction is valid for between one minute and one day.",
    )
    _bank_code_digits = models.Constraint(
        "CHECK (bank_code ~ '^[0-9]{3}$')", "The code of a bank has three digits.",
    )

    @api.depends("move_ids.amount")
    def _compute_balance(self):
        sums = dict(self.env["gotgan.cash.move"]._read_group(
            [("account_id", "in", self.ids)], ["account_id"], ["amount:sum"],
        ))
        for account in self:
            account.balance = int(sums.get(account, 0))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        used_sudo = self.env["gotgan.bank.list"].sudo().search(
            [("account_id", "in", self.ids)], limit=1,
        )
        if used_sudo:
            raise UserError(self.env._(
                "%(account)s cannot be deleted: payments were ordered from it. Archive it instead.",
                account=used_sudo.account_id.name,
            ))

    @api.model
    def _find_for(self, funds):
        """Return the one account the funds are paid from; empty where they have none.

        :raises UserError: the funds are paid from several accounts
        """
        account_sudo = self.sudo()
        accounts = account_sudo.search([("fund_ids.code", "in", funds.mapped("code"))])
        accounts = accounts.sudo(self.env.su)
        if len(accounts) > 1:
            raise UserError(self.env._(
                "One payment order is one transfer from one account, but %(funds)s are paid from "
                "%(accounts)s. Write an order for each.",
                funds=", ".join(funds.mapped("name")), accounts=", ".join(accounts.mapped("name")),
            ))
        return accounts

    def _get_adapter(self):
        return self.env[f"gotgan.bank.adapter.{self.way}"]

    def _get_batch(self):
        """Return how many instructions go over at once."""
        return BATCH[self.way]
