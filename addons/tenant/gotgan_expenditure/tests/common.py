from itertools import count as count_from

from odoo.fields import Command
from odoo.tests import TransactionCase

from .world import ExpenditureWorld

# Two requests of the same words, payee and amount are one and the same purchase to the guard.
SERIAL = count_from(1)
FIGURES = ("appropriated", "allotted", "requested", "committed", "paid")


class ExpenditureCase(TransactionCase):
    """The vocabulary of money out: who asks, binds, inspects, resolves, orders and pays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = world = ExpenditureWorld(cls.env)
        cls.author, cls.officer = world.author, world.commitment_officer
        cls.disburser, cls.cashier = world.disbursing_officer, world.cashier
        cls.payee, cls.account = world.payee, world.account
        cls.cell = world.fund_cell(10_000_000)
        cls.line = cls.cell.line_id
        cls.invoice = cls.env.ref("gotgan_expenditure.evidence_kind_tax_invoice")
        cls.today = world.today

    # ---- documents, each written by the person whose work it is ----------

    def draft_request(self, amount=1_000_000, line=None, count=1, **values):
        requests = self.env["gotgan.spending.request"].with_user(self.author).create([
            {
                "name": f"사무용품 구입 {next(SERIAL)}호", "partner_id": self.payee.id,
                "line_ids": [Command.create({
                    "budget_line_id": (line or self.line).id, "amount": amount,
                })],
                **values,
            }
            for _place in range(count)
        ])
        return requests

    def approve_request(self, amount=1_000_000, **values):
        requests = self.draft_request(amount, **values)
        requests.action_submit()
        requests.with_user(self.officer).action_approve()
        return requests

    def draft_commitment(self, requests, amount=None, **values):
        commitments = self.env["gotgan.commitment"].with_user(self.officer).create([
            {"request_id": one.id, "basis": "물품구매 승낙서", **values} for one in requests
        ])
        if amount is not None:
            commitments.line_ids.amount = amount
        return commitments

    def commit(self, requests, amount=None, **values):
        commitments = self.draft_commitment(requests, amount, **values)
        commitments.action_commit()
        return commitments

    def inspect(self, commitments, amount=None):
        inspections = self.env["gotgan.inspection"].with_user(self.author).create([
            {"commitment_id": one.id} for one in commitments
        ])
        if amount is not None:
            inspections.line_ids.amount = amount
        inspections.action_accept()
        return inspections

    def draft_voucher(self, commitments, amount=None, **values):
        vouchers = self.env["gotgan.voucher"].with_user(self.disburser).create([
            {
                "commitment_id": one.id, "evidence_ids": [Command.link(self.invoice.id)], **values,
            }
            for one in commitments
        ])
        if amount is not None:
            vouchers.line_ids.amount = amount
        return vouchers

    def resolve(self, commitments, amount=None, **values):
        vouchers = self.draft_voucher(commitments, amount, **values)
        vouchers.action_resolve()
        return vouchers

    def order(self, vouchers):
        """One order per voucher."""
        orders = self.env["gotgan.payment.order"].with_user(self.disburser).create([
            {"voucher_ids": [Command.set(one.ids)]} for one in vouchers
        ])
        orders.action_issue()
        return orders

    def pay(self, orders):
        orders = orders.with_user(self.cashier)
        orders._confirm_transfers(self.today, {one.id: f"이체-{one.id}" for one in orders})
        return orders

    def pay_through(self, amount=1_000_000, **values):
        """The whole chain of one request; return every document."""
        request = self.approve_request(amount, **values)
        commitment = self.commit(request)
        inspection = self.inspect(commitment)
        voucher = self.resolve(commitment)
        return request, commitment, inspection, voucher, self.pay(self.order(voucher))

    # ---- what must be true -----------------------------------------------

    def assertFigures(self, cell=None, **figures):
        cell = cell or self.cell
        cell.invalidate_recordset()
        self.assertRecordValues(cell, [figures])

    def get_figures(self, *cells):
        cells = self.env["gotgan.budget.cell"].union(*cells)
        cells.invalidate_recordset()
        return [[cell[name] for name in FIGURES] for cell in cells]

    def assertRefused(self, *words):
        """Refused with a message that holds every word."""
        return RefusedWith(self, words)


class RefusedWith:
    """Expects a refusal, and looks for words and figures in its message."""

    def __init__(self, case, words):
        self.case, self.words = case, words

    def __enter__(self):
        self.savepoint = self.case.env.cr.savepoint()
        self.savepoint.__enter__()
        return self

    def __exit__(self, kind, error, trace):
        from odoo.exceptions import UserError

        self.savepoint.close(rollback=True)
        self.case.env.invalidate_all(flush=False)
        self.case.assertTrue(kind and issubclass(kind, UserError), f"not refused: {error!r}")
        for word in self.words:
            self.case.assertIn(word, str(error))
        return True
