from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_custody.core import CasePosting, CustodyPosting


class VoucherDeduction(models.Model):
    """원천징수·공제: what is kept back from the payee and held for others outside the budget.

    The voucher is paid in full to the budget's books; the payee gets the rest, and this part goes
    into 세입세출외현금 in the same transaction as the payment. A transfer that comes back takes it
    out again.
    """

    _name = "gotgan.voucher.deduction"
    _description = "Deduction of a Voucher"
    _inherit = ["gotgan.expenditure.line.mixin"]
    _order = "voucher_id, id"

    _parent_field = "voucher_id"
    _server_fields = ("case_id",)

    voucher_id = fields.Many2one(
        "gotgan.voucher", required=True, ondelete="cascade", index=True,
    )
    account_id = fields.Many2one(
        "gotgan.custody.account", string="Held As", required=True, ondelete="restrict", index=True,
    )
    use = fields.Selection(related="account_id.use")
    name = fields.Char(string="Ground", required=True, help="Why it is kept back.")
    partner_id = fields.Many2one(
        "res.partner", string="Held For", ondelete="restrict",
        help="Whose money it is; left empty, the payee of the voucher.",
    )
    amount = Won(required=True)
    case_id = fields.Many2one(
        "gotgan.custody.case", string="Held Under", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "The amount of a deduction lies above zero.",
    )

    def _receive(self, day):
        """Put the deductions into the money held for others, on the day of the transfer."""
        if not self:
            return
        custody_sudo = self.env["gotgan.custody"].sudo()
        cases_sudo = custody_sudo._receive(
            [one._prepare_posting() for one in self], source_model=self._name, date=day,
        )
        self._set_cases(cases_sudo.ids)

    def _set_cases(self, case_ids):
        """Remember under which case each deduction is held, in order; nobody else writes it."""
        self.flush_recordset()
        self.env.cr.execute(SQL(
            """
            UPDATE gotgan_voucher_deduction AS d SET case_id = w.case_id
              FROM unnest(%s::int[], %s::int[]) AS w(id, case_id) WHERE d.id = w.id
            """,
            list(self.ids), list(case_ids),
        ))
        self.invalidate_recordset(["case_id"])

    def _prepare_posting(self):
        voucher = self.voucher_id
        return CustodyPosting(
            self.account_id.id, (self.partner_id or voucher.partner_id).id, self.amount, self.id,
            why=f"{voucher.number or ''} {self.name}".strip(), department=voucher.department_id.id,
        )

    def _give_back(self, day, reason):
        """Take the deductions out again: the transfer they belong to came back.

        :raises UserError: some of it was handed on already
        """
        held = self.filtered("case_id")
        if not held:
            return
        for one in held:
            case_sudo = one.case_id.sudo()
            if case_sudo.rest < one.amount:
                raise UserError(self.env._(
                    "%(document)s: of the deduction %(name)s (%(won)s won) only %(rest)s won are "
                    "still held; the rest was handed on. Have it returned there first.",
                    document=one.voucher_id._get_document_label(), name=one.name,
                    won=won_text(one.amount), rest=won_text(case_sudo.rest),
                ))
        custody_sudo = self.env["gotgan.custody"].sudo()
        custody_sudo._undo(
            [CasePosting(one.case_id.id, one.amount, one.id) for one in held],
            source_model=self._name, date=day, reason=reason,
        )
        held._set_cases([None] * len(held))
