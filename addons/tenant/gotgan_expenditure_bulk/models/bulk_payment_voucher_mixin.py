from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_expenditure.shares import take_in_order

from .. import statements


class BulkPaymentVoucherMixin(models.AbstractModel):
    """How a checked list becomes one voucher: whole, or not at all."""

    _name = "gotgan.bulk.payment.voucher.mixin"
    _description = "Payee List in a Voucher"
    _inherit = ["gotgan.transition.mixin"]

    def _on_confirm(self):
        for bulk in self:
            bulk._check_confirmable()
            voucher = self.env["gotgan.voucher"].create(bulk._prepare_voucher())
            bulk._write_locked({"voucher_id": voucher.id, "date": today(self.env)})
            bulk._take_numbers()
            bulk._mark_origins("returned", "repaid")

    def _do_transition(self, name, reason=None):
        """Journeys of a list that was dropped wait for another one."""
        done = super()._do_transition(name, reason)
        if done is True and name == "cancel":
            claims_sudo = self.env["gotgan.travel.claim"].sudo()
            listed_sudo = claims_sudo.search([("bulk_id", "in", self.ids)])
            if listed_sudo:
                listed_sudo.sudo(self.env.su)._do_transition("unlist")
        return done

    def _on_take_back(self):
        for bulk in self:
            bulk._mark_origins("repaid", "returned")
        self._write_locked({"voucher_id": False, "date": False})

    def _get_capacity_voucher(self, state):
        """Return the list's voucher as a text if it stands at ``state``."""
        voucher_sudo = self.voucher_id.sudo()
        return voucher_sudo.display_name if voucher_sudo.state == state else ""

    def _mark_origins(self, source, target):
        """Move the rows that this list pays again from one state to the other."""
        if not self.origin_id:
            return
        self.env.cr.execute(SQL(
            """UPDATE gotgan_bulk_payee o SET state = %s FROM gotgan_bulk_payee p
                WHERE p.bulk_id = %s AND o.id = p.origin_id AND o.state = %s""",
            target, self.id, source,
        ))
        moved = self.env.cr.rowcount
        self.env["gotgan.bulk.payee"].invalidate_model(["state"], flush=False)
        if moved != len(self.payee_ids.filtered("origin_id")):
            raise UserError(self.env._(
                "%(document)s: some of its payments were paid again by another list already. "
                "Cancel this one and look at the returned payments.",
                document=self._get_document_label(),
            ))

    def _check_confirmable(self):
        """Refuse a list with faults, one that changed since its check, or one without money."""
        document = self._get_document_label()
        self.env.flush_all()
        [sums] = self.env.execute_query(statements.sum_payees(self.id))
        if self.error_count or not self.row_count:
            raise UserError(self.env._(
                "%(document)s has %(count)s errors. All payees of a list are paid, or none: "
                "correct them and check again.", document=document, count=self.error_count,
            ))
        if self.warning_count and not self.accepted_reason:
            raise UserError(self.env._(
                "%(document)s has %(count)s notices. Look at them and accept them with a reason.",
                document=document, count=self.warning_count,
            ))
        if tuple(sums) != (self.row_count, self.amount, self.deducted):
            raise UserError(self.env._(
                "%(document)s has changed since it was checked. Check it again.", document=document,
            ))
        self._check_attached()
        self._check_commitment()

    def _check_attached(self):
        """Refuse lists that would pay what somebody else has a right to by now.

        A claim may be served after the check: it is asked again at every step towards the bank.

        :raises UserError: naming the first rows, with what to do
        """
        self.env["gotgan.bulk.payee"].flush_model()
        self.env["gotgan.payee.claim"].flush_model()
        rows = self.env.execute_query(statements.read_attached(self.ids)) if self.ids else []
        if rows:
            bulk = self.browse(rows[0][0])
            raise UserError(self.env._(
                "%(document)s: what is owed in %(count)s of its rows is attached by now: "
                "%(rows)s. Have the list taken back and the amounts kept back in it, or have the "
                "claims ended (Civil Execution Act, Article 227).",
                document=bulk._get_document_label(), count=len(rows),
                rows="; ".join(
                    self.env._(
                        "row %(row)s %(name)s (%(claimants)s, %(cases)s)", row=row, name=name,
                        claimants=claimants, cases=cases,
                    ) for _bulk, row, name, claimants, cases in rows[:3]
                ),
            ))

    def _check_commitment(self):
        commitment = self.commitment_id
        fits = commitment.state == "committed" and commitment.partner_id.bank_ids
        if not fits:
            raise UserError(self.env._(
                "%(document)s needs a commitment in force whose payee has an account: the bank "
                "that distributes the money. Choose one of %(won)s won.",
                document=self._get_document_label(), won=won_text(self.amount),
            ))
        if commitment.department_id != self.department_id:
            raise UserError(self.env._(
                "%(document)s is of %(department)s, its commitment of %(other)s. Choose one of "
                "the same department.", document=self._get_document_label(),
                department=self.department_id.name, other=commitment.department_id.name,
            ))
        left = sum(line.inspected - line.vouchered for line in commitment.line_ids)
        if left < self.amount:
            raise UserError(self.env._(
                "%(document)s pays %(won)s won, but only %(left)s won of %(commitment)s are "
                "inspected and not yet claimed (Local Accounting Act, Article 33).",
                document=self._get_document_label(), won=won_text(self.amount),
                left=won_text(left), commitment=commitment.display_name,
            ))

    def _prepare_voucher(self):
        lines = self.commitment_id.line_ids
        left = [line.inspected - line.vouchered for line in lines]
        return {
            "name": self.name, "kind": self.kind, "commitment_id": self.commitment_id.id,
            "line_ids": [
                Command.create({"commitment_line_id": line.id, "amount": won})
                for line, won in zip(lines, take_in_order(self.amount, left), strict=True) if won
            ],
            "deduction_ids": [Command.create(self._prepare_deduction(one))
                              for one in self.total_ids],
        }

    def _prepare_deduction(self, total):
        uses = dict(total._fields["use"]._description_selection(self.env))
        account_sudo = self.env["gotgan.custody"].sudo()._find_account(total.use)
        return {
            "account_id": account_sudo.id, "amount": total.amount,
            "name": self.env._(
                "%(use)s of %(count)s payees", use=uses[total.use], count=total.payee_count,
            ),
        }
