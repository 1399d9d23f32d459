"""Money out: each document of the chain by the person whose work it is."""

from odoo.fields import Command


def spread(lines, won):
    """Let the lines of a document come to ``won`` together, each in its proportion."""
    whole = sum(lines.mapped("amount"))
    if won is None or won == whole:
        return
    left = won
    for line in lines[:-1]:
        part = line.amount * won // whole
        line.amount, left = part, left - part
    lines[-1].amount = left


class Spending:
    """The spending chain of a hall, 품의 → 원인행위 → 검수 → 지출결의 → 지급명령 → 지급."""

    def __init__(self, hall):
        self.hall = hall
        self.payee, self.account = self._make_payee()

    def _make_payee(self):
        partner = self.hall.root["res.partner"].create({
            "name": "주식회사 한빛문구", "is_company": True, "business_number": "124-81-00998",
        })
        account = self.hall.root["res.partner.bank"].create({
            "partner_id": partner.id, "acc_number": "301-0001-0001-11",
            "acc_holder_name": partner.name, "bank_id": self.find_bank().id,
        })
        return partner, account

    def find_bank(self):
        return self.hall.root["res.bank"].search([("bic", "=", "011")], limit=1)

    def ask(self, person, line, won, name):
        """품의: a staff member asks, and hands it in."""
        request = self.hall.model("gotgan.spending.request", person).create({
            "name": name, "partner_id": self.payee.id,
            "line_ids": [Command.create({"budget_line_id": line.id, "amount": won})],
        })
        request.action_submit()
        return request

    def approve(self, request):
        self.hall.by("commitment_officer", request).action_approve()
        return request

    def commit(self, request, won=None, **values):
        """원인행위 by the 재무관."""
        commitment = self.hall.model("gotgan.commitment", "commitment_officer").create({
            "request_id": request.id, "basis": "물품구매 승낙서", **values,
        })
        spread(commitment.line_ids, won)
        commitment.action_commit()
        return commitment

    def accept(self, person, commitment, won=None):
        """검수 by the department."""
        inspection = self.hall.model("gotgan.inspection", person).create({
            "commitment_id": commitment.id,
        })
        spread(inspection.line_ids, won)
        inspection.action_accept()
        return inspection

    def order(self, commitment, won=None):
        """지출결의 and 지급명령 by the 지출원."""
        invoice = self.hall.root.ref("gotgan_expenditure.evidence_kind_tax_invoice")
        voucher = self.hall.model("gotgan.voucher", "disbursing_officer").create({
            "commitment_id": commitment.id, "evidence_ids": [Command.link(invoice.id)],
        })
        spread(voucher.line_ids, won)
        voucher.action_resolve()
        order = self.hall.model("gotgan.payment.order", "disbursing_officer").create({
            "voucher_ids": [Command.set(voucher.ids)],
        })
        order.action_issue()
        return order

    def transfer(self, order):
        """지급 by the 출납원: the bank has paid."""
        order = self.hall.by("cashier", order)
        order._confirm_transfers(self.hall.today, {order.id: f"이체-{order.id}"})
        return order

    def bind(self, person, line, won, name, **values):
        """From 품의 to an open 원인행위."""
        return self.commit(self.approve(self.ask(person, line, won, name)), **values)

    def settle(self, person, commitment, won=None):
        """From 검수 to 지급."""
        self.accept(person, commitment, won)
        return self.transfer(self.order(commitment, won))

    def spend(self, person, line, won, name):
        """The whole chain; return the commitment."""
        commitment = self.bind(person, line, won, name)
        self.settle(person, commitment)
        return commitment
