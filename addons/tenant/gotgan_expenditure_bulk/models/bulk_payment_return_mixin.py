from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_expenditure.shares import take_in_order
from odoo.addons.gotgan_ledger.core import Posting

from .. import statements

COPIED = (
    "row", "name", "identifier", "identity", "bank_code", "account_number", "memo",
)


class BulkPaymentReturnMixin(models.AbstractModel):
    """What the bank gives back of a list, row by row, and how it is paid again.

    The net amount came back: it is owed again on the commitment, while what was kept back stays
    where it is held.
    """

    _name = "gotgan.bulk.payment.return.mixin"
    _description = "Returned Payments of a Payee List"
    _inherit = ["gotgan.transition.mixin"]

    def _return_rows(self, payees, reason):
        """Record, as cashier, that the bank gave the payments to ``payees`` back.

        :raises UserError: the voucher is not paid, or a payment came back before
        """
        self.ensure_one()
        self._check_returnable(payees)
        capacities = self._check_transition("return_rows", self._transitions["return_rows"])
        self._unpay(sum(payees.mapped("net_amount")), reason)
        self.env.cr.execute(SQL(
            """UPDATE gotgan_bulk_payee
                  SET state = 'returned', return_reason = %s, return_date = %s
                WHERE id = ANY(%s)""", reason, today(self.env), payees.ids,
        ))
        payees.invalidate_recordset()
        self._log_events("return_rows", {self.id: self.state}, capacities, reason)

    def _get_capacity_bank(self, _state):
        """Return the bank's word as a text: what it says is entered by nobody else."""
        return self.env._("Treasury bank") if self.env.su else ""

    def _return_by_bank(self, instructions):
        """Take back the rows of instructions that the bank refused or that came back.

        :param instructions: the last ones of their rows; what was taken back before is left alone
        """
        by_row = {one.part: one for one in instructions}
        payees = self.env["gotgan.bulk.payee"].search([
            ("bulk_id", "=", self.id), ("id", "in", list(by_row)), ("state", "=", "listed"),
        ])
        if not payees:
            return
        self._return_rows(payees, self.env._("%(count)s by the bank", count=len(payees)))
        told = self.env["gotgan.bank.instruction"].browse([by_row[one].id for one in payees.ids])
        self.env.cr.execute(statements.say_why([(one.part, one.reason or "") for one in told]))
        payees.invalidate_recordset()
        self.env["gotgan.cash.move"]._post_return(
            told.filtered(lambda one: one.state == "returned"),
        )

    def _get_authority_label(self, kind, value):
        if kind != "bank":
            return super()._get_authority_label(kind, value)
        return self.env._("the treasury bank")

    def _check_returnable(self, payees):
        wrong = payees.filtered(lambda one: one.state != "listed" or one.bulk_id != self)
        if wrong or not payees or self.voucher_id.sudo().state != "paid":
            raise UserError(self.env._(
                "%(document)s: only payments that the bank was told to make can come back, each "
                "once. Its voucher is %(state)s; row %(row)s.",
                document=self._get_document_label(),
                state=self.voucher_id.sudo()._get_state_label() if self.voucher_id else "-",
                row=wrong[:1].row or "-",
            ))

    def _unpay(self, won, reason):
        """Take ``won`` back from the books: it is owed again on the lines of the commitment."""
        if not won:
            return
        lines_sudo = self.voucher_id.sudo().line_ids.sorted("id")
        amounts = lines_sudo.mapped("amount")
        [(before,)] = self.env.execute_query(SQL(
            """SELECT COALESCE(sum(net_amount), 0)::int8 FROM gotgan_bulk_payee
                WHERE bulk_id = %s AND state <> 'listed'""", self.id,
        ))
        done, now = take_in_order(before, amounts), take_in_order(before + won, amounts)
        parts = [
            (line_sudo.commitment_line_id, after - earlier)
            for line_sudo, earlier, after in zip(lines_sudo, done, now, strict=True)
            if after > earlier
        ]
        bound_sudo = lines_sudo.commitment_line_id.browse([line.id for line, _won in parts])
        deltas = {line.id: -won for line, won in parts}
        bound_sudo._add_total("paid", deltas)
        bound_sudo._add_total("vouchered", deltas)
        self.env["gotgan.ledger"]._unpay(
            [Posting(line.hold_id.id, won, self.id) for line, won in parts],
            source_model=self._name, date=today(self.env), reason=reason,
        )
        self.voucher_id.commitment_id._follow_money()

    def _repay(self):
        """Return a draft list of what came back; accounts are corrected there.

        :raises UserError: nothing came back, or a list of it is open already
        """
        self.ensure_one()
        self.check_access("write")
        rows = self.payee_ids.filtered(lambda one: one.state == "returned")
        draft = self.repayment_ids.filtered(lambda one: one.state in ("draft", "checked"))
        if not rows or draft:
            raise UserError(self.env._(
                "%(document)s: no returned payment waits to be paid again, or a list of it is "
                "open already (%(draft)s).", document=self._get_document_label(),
                draft=draft[:1].display_name or "-",
            ))
        again = self.create({
            "name": self.env._("%(title)s (again)", title=self.name), "kind": self.kind,
            "fiscal_year_id": self.fiscal_year_id.id, "department_id": self.department_id.id,
            "commitment_id": self.commitment_id.id, "preset_id": False,
        })
        again._write_locked({"origin_id": self.id})
        again._copy_rows(rows)
        return again

    def _copy_rows(self, rows):
        names = SQL(", ").join(map(SQL.identifier, COPIED))
        self.env.cr.execute(SQL(
            """
            INSERT INTO gotgan_bulk_payee (bulk_id, origin_id, state, amount, deducted, net_amount,
                parts, create_uid, create_date, %s)
            SELECT %s, id, 'listed', net_amount, 0, net_amount, '{}', %s,
                   now() AT TIME ZONE 'UTC', %s
              FROM gotgan_bulk_payee WHERE id = ANY(%s) ORDER BY id
            """, names, self.id, self.env.uid, names, rows.ids,
        ))
        self.env["gotgan.bulk.payee"].invalidate_model(flush=False)
