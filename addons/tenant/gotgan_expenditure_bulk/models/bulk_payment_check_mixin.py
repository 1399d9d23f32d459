import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from odoo.addons.gotgan_base.clock import today

from .. import statements
from ..checking import ERROR, WARNING, Checker, Fault
from ..reader import read_sheet

BATCH = 10_000
PARTS = ("gotgan.bulk.payee", "gotgan.bulk.fault", "gotgan.bulk.total")


class BulkPaymentCheckMixin(models.AbstractModel):
    """How a list of payees is checked: as a whole, every fault by row, sums by the database."""

    _name = "gotgan.bulk.payment.check.mixin"
    _description = "Checked Payee List"

    def _on_check(self):
        for bulk in self:
            bulk._check_list()

    def _on_accept(self, reason):
        for bulk in self:
            if bulk.error_count or not bulk.warning_count:
                raise UserError(self.env._(
                    "%(document)s has no notices that could be accepted; errors are corrected in "
                    "the file.", document=bulk._get_document_label(),
                ))
            bulk._write_locked({"accepted_reason": reason})

    def _check_list(self):
        """Read the file, or the rows that were typed, and write what was found."""
        self.ensure_one()
        self.env.flush_all()
        checker = Checker(self._get_secret())
        if self.file:
            self._read_file(checker)
        else:
            self._read_typed(checker)
        checker.finish()
        self._store_faults(checker.faults)
        self._compare_with_books()
        self._store_sums()

    def _read_file(self, checker):
        if not self.preset_id:
            raise UserError(self.env._(
                "%(document)s has a file but no form. Choose the form of the list first.",
                document=self._get_document_label(),
            ))
        sheet = read_sheet(base64.b64decode(self.file), self.preset_id._get_columns())
        if sheet.fault:
            code, params = sheet.fault
            checker.faults.append(Fault(0, "", code, params))
        else:
            for row, cells in sheet.rows:
                checker.take_cells(row, cells, sheet.layout)
        self._execute(SQL("DELETE FROM gotgan_bulk_payee WHERE bulk_id = %s", self.id))
        for some in split_every(BATCH, checker.payees):
            self._execute(statements.insert_payees(self.id, self.env.uid, some))

    def _read_typed(self, checker):
        """Check the rows that stand here already: typed by hand, or of payments that came back."""
        payees = self.payee_ids.sorted("id")
        for row, payee in enumerate(payees, start=1):
            checker.take(row, payee._get_values(), payee.identity or None, payee.origin_id.id)
        if not checker.payees:
            return
        ids = payees.ids
        self._execute(SQL(
            """
            UPDATE gotgan_bulk_payee p
               SET "row" = w."row", bank_code = w.bank, account_number = w.account
              FROM unnest(%s::int[], %s::int[], %s::text[], %s::text[])
                   AS w(id, "row", bank, account)
             WHERE p.id = w.id
            """,
            [ids[one.row - 1] for one in checker.payees], [one.row for one in checker.payees],
            [one.bank_code for one in checker.payees],
            [one.account_number for one in checker.payees],
        ))

    def _store_faults(self, faults):
        self._execute(SQL("DELETE FROM gotgan_bulk_fault WHERE bulk_id = %s", self.id))
        for some in split_every(BATCH, faults):
            self._execute(statements.insert_faults(self.id, some))

    def _compare_with_books(self):
        """Find what was paid before, accounts that changed, and claims that are attached.

        The whole agency is looked at: what is paid twice is mostly paid by two departments.
        """
        self._execute(SQL("ANALYZE gotgan_bulk_payee"))
        edition = self.env["gotgan.rule"]._seek("spending.duplicate", today(self.env))
        if edition:
            since = fields.Date.subtract(today(self.env), days=edition._get_days())
            self._execute(statements.find_paid_before(self.id, since))
            self._execute(statements.find_vouchers(self.id, since))
        self._execute(statements.find_changed_account(self.id))
        self._execute(statements.find_attached(self.id))

    def _store_sums(self):
        self._execute(SQL("DELETE FROM gotgan_bulk_total WHERE bulk_id = %s", self.id))
        self._execute(statements.insert_totals(self.id))
        [(count, amount, deducted)] = self.env.execute_query(statements.sum_payees(self.id))
        faults = dict(self.env.execute_query(statements.count_faults(self.id)))
        for model in PARTS:
            self.env[model].invalidate_model(flush=False)
        self._write_locked({
            "row_count": count, "amount": amount, "deducted": deducted,
            "net_amount": amount - deducted, "error_count": faults.get(ERROR, 0),
            "warning_count": faults.get(WARNING, 0), "accepted_reason": False,
        })

    def _execute(self, statement):
        self.env.cr.execute(statement)

    @api.model
    def _get_secret(self):
        parameter_sudo = self.env["ir.config_parameter"].sudo()
        return parameter_sudo.get_param("database.secret").encode()
