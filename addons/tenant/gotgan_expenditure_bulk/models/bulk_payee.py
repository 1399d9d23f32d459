from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.wording import say
from odoo.addons.gotgan_custody.kinds import USES
from odoo.addons.gotgan_treasury.banks import load_banks

from ..cells import MASK, find_identifier_fault, mask
from ..checking import digest
from ..wording import TEXTS


class BulkPayee(models.Model):
    """One payee of a list: who gets how much into which account, and what became of it.

    A registration number of a person is kept only as birthday and century (개인정보 보호법 24의2);
    ``identity`` is a keyed digest by which the same person is found again.
    """

    _name = "gotgan.bulk.payee"
    _description = "Payee of a List"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "bulk_id, row, id"

    _parent_field = "bulk_id"

    bulk_id = fields.Many2one(
        "gotgan.bulk.payment", string="Payee List", required=True, ondelete="cascade", index=True,
    )
    row = fields.Integer(aggregator=None, help="As the spreadsheet numbers it.")
    name = fields.Char(string="Payee", required=True)
    identifier = fields.Char(string="Registration Number")
    identity = fields.Char(readonly=True, copy=False)
    bank_code = fields.Char(required=True, size=3)
    bank_name = fields.Char(string="Bank", compute="_compute_bank_name")
    account_number = fields.Char(required=True)
    amount = Won(required=True)
    deducted = Won(readonly=True)
    net_amount = Won(
        string="To the Payee", compute="_compute_net_amount", store=True, precompute=True,
    )
    parts = fields.Json(readonly=True, help="What is kept back for each use, in won.")
    parts_text = fields.Char(string="Kept Back For", compute="_compute_parts_text")
    memo = fields.Char(string="Remark")
    state = fields.Selection(
        [("listed", "To Pay"), ("returned", "Returned"), ("repaid", "Paid Again")],
        required=True, readonly=True, default="listed", copy=False,
    )
    return_reason = fields.Char(readonly=True, copy=False)
    return_date = fields.Date(string="Returned On", readonly=True, copy=False)
    origin_id = fields.Many2one(
        "gotgan.bulk.payee", string="Pays Again", readonly=True, ondelete="restrict",
        index="btree_not_null", copy=False,
    )
    department_id = fields.Many2one(related="bulk_id.department_id")

    _amounts = models.Constraint(
        "CHECK (amount > 0 AND deducted >= 0 AND net_amount = amount - deducted"
        " AND net_amount >= 0)",
        "The net amount is the amount less what is kept back, and never below zero.",
    )
    _identity_index = models.Index("(identity) WHERE identity <> ''")
    _account_index = models.Index("(account_number, amount)")

    @api.depends("bank_code")
    def _compute_bank_name(self):
        banks = load_banks()
        for payee in self:
            payee.bank_name = banks.get(payee.bank_code, payee.bank_code)

    @api.depends("amount", "deducted")
    def _compute_net_amount(self):
        for payee in self:
            payee.net_amount = (payee.amount or 0) - (payee.deducted or 0)

    @api.depends("parts")
    @api.depends_context("lang")
    def _compute_parts_text(self):
        uses = self.env["gotgan.bulk.total"]._fields["use"]
        labels = dict(uses._description_selection(self.env)) or dict(USES)
        for payee in self:
            payee.parts_text = ", ".join(
                f"{labels.get(use, use)} {won:,}" for use, won in (payee.parts or {}).items()
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Rows typed by hand; those of a file are written by the check."""
        for vals in vals_list:
            self._refuse_figures(vals)
        return super().create([
            {**self._seal_identifier(vals), "parts": {}, "deducted": 0} for vals in vals_list
        ])

    def write(self, vals):
        self._refuse_figures(vals)
        return super().write(self._seal_identifier(vals))

    def action_return(self):
        """Record, as cashier, that the bank gave these payments back."""
        self.bulk_id._check_returnable(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Returned Payments"),
            "res_model": "gotgan.bulk.return",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_bulk_id": self.bulk_id.id, "default_payee_ids": self.ids,
            },
        }

    def _seal_identifier(self, vals):
        """Return ``vals`` with the identifier as people may see it, and its digest.

        :raises ValidationError: the check digit or the birthday does not fit
        """
        plain = vals.get("identifier") or ""
        if "identifier" not in vals or (mask(plain) == plain and MASK in plain):
            return vals
        fault = find_identifier_fault(plain)
        if fault:
            raise ValidationError(say(self.env, TEXTS[fault][0], {"value": mask(plain)}))
        secret = self.env["gotgan.bulk.payment"]._get_secret()
        return {**vals, "identifier": mask(plain), "identity": digest(secret, plain)}

    def _refuse_figures(self, vals):
        """What the check and the bank say is written by their own steps."""
        fixed = {"deducted", "net_amount", "parts", "identity", "state", "return_reason",
                 "return_date", "origin_id"}
        given = {name for name in fixed & set(vals) if vals[name]}
        if given:
            raise UserError(self.env._(
                "%(field)s of a payee is set by the check of the list and by the bank's answer, "
                "never by hand.", field=self._fields[min(given)]._description_string(self.env),
            ))

    def _get_values(self):
        """Return the row as the checker takes it: {role: (text, heading)}."""
        labels = {name: self._fields[name]._description_string(self.env) for name in (
            "name", "identifier", "bank_code", "account_number", "amount", "memo",
        )}
        values = {
            "name": (self.name or "", labels["name"]),
            "identifier": (mask(self.identifier or ""), labels["identifier"]),
            "bank": (self.bank_code or "", labels["bank_code"]),
            "account": (self.account_number or "", labels["account_number"]),
            "amount": (str(self.amount), labels["amount"]),
            "memo": (self.memo or "", labels["memo"]),
        }
        for use, won in (self.parts or {}).items():
            values["deduction", use] = (str(won), use)
        return values
