from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_document.render import render

from ..core import FIRST_HASH
from ..kinds import KINDS, USES, WAYS_IN, WAYS_OUT
from ..papers import book

RECEIPT = "gotgan.custody.receipt"
LEDGER_FIELDS = {"balance", "move_count", "head_hash"}


class CustodyAccount(models.Model):
    """One sort of money held for others: its balance stands under a constraint of the database."""

    _name = "gotgan.custody.account"
    _description = "Custody Account"
    _inherit = ["mail.thread"]
    _order = "kind, sequence, id"

    name = fields.Char(required=True, tracking=True)
    kind = fields.Selection(KINDS, required=True, tracking=True)
    use = fields.Selection(USES, required=True, tracking=True)
    way_in = fields.Selection(
        WAYS_IN, string="Comes In", tracking=True,
        help="How money comes into an account of another use; nothing is taken in before.",
    )
    way_out = fields.Selection(
        WAYS_OUT, string="Goes Out", tracking=True,
        help="Where money of an account of another use goes in the end.",
    )
    way_ground = fields.Char(
        string="Ground of Holding", tracking=True,
        help="By which rule or decision money of another use is held, and for whom.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, tracking=True)
    payee_id = fields.Many2one(
        "res.partner", string="Paid Over To", ondelete="restrict", tracking=True,
        help="The tax office, local government or insurer that what is withheld is paid to.",
    )
    bank_account_id = fields.Many2one(
        "res.partner.bank", string="Kept In", ondelete="restrict", tracking=True,
        help="The account at the treasury bank where this money lies.",
    )
    balance = Won(readonly=True, required=True, default=0, copy=False)
    move_count = fields.Integer(
        string="Number of Moves", readonly=True, required=True, default=0, copy=False,
        aggregator=None,
    )
    head_hash = fields.Char(
        string="Last Fingerprint", readonly=True, required=True, default=FIRST_HASH, copy=False,
    )

    _never_negative = models.Constraint(
        "CHECK (balance >= 0)", "A custody account cannot fall below zero.",
    )
    _use_unique = models.UniqueIndex(
        "(use) WHERE active AND use <> 'other'",
        "There is one account per use in force. Archive the other one first.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_ledger_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_ledger_fields(vals)
        if {"kind", "use"} & set(vals):
            self._check_unused()
        if vals.get("active") is False:
            self._check_empty()
        return super().write(vals)

    def copy_data(self, default=None):
        """A copy is out of use until its use is chosen: one account per use is in force."""
        return [
            {**vals, "active": False, **(default or {})}
            for vals in super().copy_data(default=default)
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_moves(self):
        self._check_unused()

    def action_open_book(self):
        """Show the ledger of this account with its running balance."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_custody.custody_book_line_action",
        )
        return {**action, "domain": [("account_id", "=", self.id)], "context": {}}

    def action_verify(self):
        """Fold the chain of these accounts and compare it with their balances."""
        broken = self._find_broken()
        if broken:
            raise UserError("\n".join(broken))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(count)s accounts: every move and balance is as it was written.",
                    count=len(self),
                ),
            },
        }

    def _get_book_file(self, date_from, date_to, form):
        """Return (file name, bytes) of the ledger of these accounts, with the reader's rights."""
        model = self.env["gotgan.custody.book.line"]
        model.check_access("read")
        lines = model.search([
            ("account_id", "in", self.ids), ("date", ">=", date_from), ("date", "<=", date_to),
        ])
        before = fields.Date.subtract(date_from, days=1)
        paper = book.build(
            self, date_from, date_to, lines.grouped("account_id"),
            self.env["gotgan.custody"]._read_as_of(before),
            agency_name(self.env),
        )
        return f"세입세출외현금 장부 {date_from}~{date_to}.{form}", render(paper, form)

    def _find_broken(self):
        """Return a sentence for each account whose moves, cases and balance disagree."""
        return [text for account in self for text in [account._get_break()] if text]

    def _get_break(self):
        moves_sudo = self.env["gotgan.custody.move"].sudo()
        cases_sudo = self.env["gotgan.custody.case"].sudo()
        own = [("account_id", "=", self.id)]
        row, total = moves_sudo._find_break(self)
        rests = sum(cases_sudo.search(own).mapped("rest"))
        if row:
            return self.env._(
                "%(account)s: move %(number)s is not what was written.",
                account=self.name, number=row["account_seq"],
            )
        if total != self.balance or rests != self.balance:
            return self.env._(
                "%(account)s: balance %(balance)s, moves %(moves)s, cases %(cases)s.",
                account=self.name, balance=self.balance, moves=total, cases=rests,
            )
        return ""

    def _check_way_in(self, source_model):
        """Refuse money of another use that comes in otherwise than was declared.

        :raises UserError: nothing is declared, or this is another way
        """
        for account in self.filtered(lambda one: one.use == "other"):
            if not (account.way_in and account.way_out and account.way_ground):
                raise UserError(self.env._(
                    "%(account)s is of another use than those of the rules. Have the manager "
                    "declare on the account how its money comes in, where it goes and on what "
                    "ground; then take it in.", account=account.name,
                ))
            way = "receipt" if source_model == RECEIPT else "withheld"
            if account.way_in not in (way, "both"):
                raise UserError(self.env._(
                    "Money of %(account)s comes in this way: %(way)s. Choose another account.",
                    account=account.name, way=account._get_label("way_in"),
                ))

    def _check_way_out(self, kind):
        """Refuse a payment out of another use that goes elsewhere than was declared."""
        for account in self.filtered(lambda one: one.use == "other"):
            if kind != "forfeit" and account.way_out and account.way_out != kind:
                raise UserError(self.env._(
                    "Money of %(account)s goes out this way: %(way)s. Choose that kind of payment.",
                    account=account.name, way=account._get_label("way_out"),
                ))

    def _get_label(self, name):
        return dict(self._fields[name]._description_selection(self.env)).get(self[name])

    def _check_ledger_fields(self, vals):
        for name in LEDGER_FIELDS & set(vals):
            if vals[name] != self._fields[name].default(self):
                raise UserError(self.env._(
                    "The balance of a custody account changes only by receipts and payments.",
                ))

    def _check_unused(self):
        for account in self:
            if account.move_count:
                raise UserError(self.env._(
                    "%(account)s has moves: it can be neither deleted nor turned into another. "
                    "Archive it once it is empty, and open a new one.", account=account.name,
                ))

    def _check_empty(self):
        for account in self:
            if account.balance:
                raise UserError(self.env._(
                    "%(account)s still holds money. Pay it out first.", account=account.name,
                ))
