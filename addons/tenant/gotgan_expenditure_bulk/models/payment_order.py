import base64
import csv
import io
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.gotgan_access_log.cells import safe_cell
from odoo.addons.gotgan_treasury.transfer import Transfer as BankTransfer

from .. import statements

BATCH = 10_000
HEADINGS = ("순번", "은행코드", "계좌번호", "예금주", "이체금액", "적요")


class Transfer(NamedTuple):
    """One transfer that the bank makes of an order.

    :param payee_id: id of the ``gotgan.bulk.payee``; unique, and so a key of the transfer
    """

    payee_id: int
    row: int
    bank_code: str
    account_number: str
    holder: str
    amount: int
    memo: str


class PaymentOrder(models.Model):
    """An order of a payee list is one sum in the books and many transfers at the bank.

    Each payee is an instruction of its own. The order is paid when every one has its word and some
    arrived; what the bank refused or gave back is owed again, row by row, and only that.
    """

    _inherit = "gotgan.payment.order"

    bulk_count = fields.Integer(compute="_compute_bulk_count", string="Payees of the List")

    def _compute_bulk_count(self):
        for order in self:
            order.bulk_count = sum(order.voucher_ids.mapped("bulk_count"))

    def action_open_payees(self):
        """Show every payee the bank pays by these orders."""
        return self.voucher_ids.bulk_ids.action_open_payees()

    def action_bulk_file(self):
        """Hand out the list of transfers for a bank that is not told of them by instructions.

        The file hangs on the payee list, which holds personal data: taking it needs a reason.
        """
        self.ensure_one()
        self.check_access("read")
        if self._count_bank_states().get(self.id):
            raise UserError(self.env._(
                "%(document)s was given to the bank payee by payee: a file beside that would pay "
                "twice. Look at its instructions instead.", document=self._get_document_label(),
            ))
        name = self.env._("Transfers %(number)s.csv", number=self.number or self.id)
        where = {"res_model": "gotgan.bulk.payment", "res_id": self.voucher_ids.bulk_ids[:1].id}
        attachment_sudo = self.env["ir.attachment"].sudo()
        attachment_sudo.search([
            *((field, "=", value) for field, value in where.items()), ("name", "=", name),
        ]).unlink()
        made_sudo = attachment_sudo.create({
            "name": name, "datas": base64.b64encode(self._write_file()), "mimetype": "text/csv",
            **where,
        })
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{made_sudo.id}?download=1",
        }

    def _write_file(self):
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(HEADINGS)
        for place, one in enumerate(self._iter_transfers(), start=1):
            writer.writerow((
                place, one.bank_code, one.account_number, safe_cell(one.holder), one.amount,
                safe_cell(one.memo),
            ))
        return text.getvalue().encode("utf-8-sig")

    def _on_issue(self):
        self.voucher_ids.sudo().bulk_ids._check_attached()
        return super()._on_issue()

    # ---- at the bank -------------------------------------------------------

    def _get_transfers(self):
        """Return one transfer for each payee of the list."""
        if not self.voucher_ids.bulk_ids:
            return super()._get_transfers()
        self.voucher_ids.sudo().bulk_ids._check_attached()
        return (
            BankTransfer(
                one.payee_id, one.bank_code, one.account_number, one.holder, one.amount,
            ) for one in self._iter_transfers()
        )

    @api.model
    def _get_return_domain(self):
        """Orders of lists are followed row by row: those with a row that is not taken back."""
        single = super()._get_return_domain() & Domain("voucher_ids.bulk_ids", "=", False)
        self.env["gotgan.bulk.payee"].flush_model()
        rows = self.env.execute_query(statements.find_unreturned())
        return single | Domain("id", "in", [row[0] for row in rows])

    def _pays_account(self):
        """The account of such an order is the distributing bank's: its rows are paid instead."""
        return not self.voucher_ids.bulk_ids and super()._pays_account()

    def _get_bank_reference(self):
        if not self.voucher_ids.bulk_ids:
            return super()._get_bank_reference()
        bank_list = self._get_instructions()[:1].list_id
        return self.env._("list %(list)s", list=bank_list.number)

    def _enter_returns(self):
        """What the bank refused or gave back is owed again on the list, row by row."""
        bulks = self.voucher_ids.bulk_ids
        if not bulks:
            return super()._enter_returns()
        back = self._get_instructions().filtered(lambda one: one.state in ("rejected", "returned"))
        for bulk in bulks:
            bulk._return_by_bank(back)
        return None

    def _iter_transfers(self):
        """Yield the :class:`Transfer` of every payee with something to get, in order of rows."""
        last = 0
        bulk_ids = self.voucher_ids.bulk_ids.ids
        domain = [("bulk_id", "in", bulk_ids), ("net_amount", ">", 0), ("state", "=", "listed")]
        while payees := self.env["gotgan.bulk.payee"].search_fetch(
            [*domain, ("id", ">", last)],
            ["row", "bank_code", "account_number", "name", "net_amount", "memo"],
            order="id", limit=BATCH,
        ):
            for one in payees:
                yield Transfer(
                    one.id, one.row, one.bank_code, one.account_number, one.name, one.net_amount,
                    one.memo or "",
                )
            last = payees[-1].id
            payees.invalidate_recordset()
