"""One case of the demo month, moved through the real transitions by the real people."""

import base64

from odoo.fields import Command

from . import papers, tables
from .calendar import workday
from .register import find, register

PAPERS_KEPT = "청구서 원본은 회계과에 편철함"


class Case:
    """What became of a case so far: its documents, and whose turn it is.

    :param rows: its rows in the table; the first says everything, further ones add budget lines
    :param today: the day of the database's clock
    """

    def __init__(self, env, year, key, rows, today):
        self.env, self.year, self.key, self.rows, self.today = env, year, key, rows, today
        self.row = rows[0]
        self.number = int("".join(one for one in key if one.isdigit()))
        self.ago = int(self.row["ago"])
        self.kind = next(one for one in tables.read("kinds") if one["kind"] == self.row["kind"])
        author = find(env, self.row["author"])
        self.author = env(user=author.id)
        self.department = author.sudo().employee_id.department_id
        self.payee = find(env, self.row["payee"]) if self.row["payee"] else env["res.partner"]

    def take(self, step):
        """Do one step of the case, in the name of the person whose step it is."""
        getattr(self, step)()

    def day(self, delay):
        """Return the day ``delay`` working days after the case began, today at the latest."""
        return workday(self.today, max(self.ago - delay, 0))

    def officer(self, kind):
        """Return the environment of whoever holds the case's office today."""
        office = self.env["gotgan.office"]._find(kind, self.department, self.today)
        return self.env(user=office._get_holder(self.today).id)

    # ---- the request -----------------------------------------------------

    def draft(self):
        self.request = self.author["gotgan.spending.request"].create({
            "name": self.row["title"], "fiscal_year_id": self.year.id,
            "department_id": self.department.id, "partner_id": self.payee.id,
            "date": self.day(0), "line_ids": [
                Command.create({
                    "name": row["particulars"], "amount": int(row["amount"]),
                    "budget_line_id": self._find_line(row).id,
                })
                for row in self.rows
            ],
        })
        register(self.request, f"request_{self.key}")
        if self.kind["quotation"]:
            self._attach_quotation()

    def submit(self):
        self.request.action_submit()

    def approve(self):
        self._as(self.request, "commitment_officer").action_approve()

    def reject(self):
        self._as(self.request, "commitment_officer")._do_transition("reject", self.row["reason"])

    def cancel(self):
        self.request._do_transition("cancel", self.row["reason"])

    # ---- commitment and inspection ---------------------------------------

    def commit(self):
        commitment = self.author["gotgan.commitment"].create({
            "request_id": self.request.id, "partner_id": self.payee.id,
            "basis_kind": self.kind["basis_kind"], "basis": self.kind["basis"],
            "basis_date": self.day(2), "date": self.day(2),
            "inspected_kind": self.kind["inspection"],
            "is_final": self.row["reach"] != "partly",
        })
        if self.row["agreed"]:
            share(commitment.line_ids, int(self.row["agreed"]))
        self.commitment = register(commitment, f"commitment_{self.key}")
        self._as(commitment, "commitment_officer").action_commit()

    def cancel_commitment(self):
        self._as(self.commitment, "commitment_officer")._do_transition(
            "cancel", self.row["reason"],
        )

    def start_inspection(self):
        """Papers alone, such as travel claims, are not inspected."""
        if self.kind["inspection"] == "none":
            return
        self.inspection = self.author["gotgan.inspection"].create({
            "commitment_id": self.commitment.id, "notice_date": self.day(3),
            "date": self.day(4), "place": self.department.name,
        })

    def accept(self):
        if self.kind["inspection"] == "none":
            return
        self.inspection.finding = "수량과 규격이 주문과 같음"
        self.inspection.action_accept()

    def refuse(self):
        self.inspection._do_transition("refuse", self.row["reason"])

    # ---- voucher and payment ---------------------------------------------

    def claim(self):
        evidence = [
            self.env.ref(f"gotgan_expenditure.evidence_kind_{name}").id
            for name in self.kind["papers"].split()
        ]
        officer = self.officer("disbursing_officer")
        self.voucher = officer["gotgan.voucher"].create({
            "commitment_id": self.commitment.id, "claim_date": self.day(5), "date": self.day(6),
            "evidence_ids": [Command.set(evidence)],
            "papers_reason": PAPERS_KEPT if self.kind["inspection"] == "none" else False,
        })
        if self.row["claimed"]:
            share(self.voucher.line_ids, int(self.row["claimed"]))

    def resolve(self):
        self.voucher.action_resolve()

    def order(self):
        orders = self.voucher.env["gotgan.payment.order"]
        self.payment = orders._create_from_vouchers(self.voucher)
        self.payment.date = self.day(7)

    def issue(self):
        self.payment.action_issue()

    def pay(self):
        self._as(self.payment, "cashier")._confirm_transfers(
            self.day(8), {self.payment.id: f"{self.day(8):%Y%m%d}-{self.number:04d}"},
        )

    def come_back(self):
        self._as(self.payment, "cashier")._do_transition("return", self.row["reason"])

    # ---- helpers ---------------------------------------------------------

    def _as(self, record, kind):
        """Return the record in the hands of the officer it waits for."""
        return record.with_env(self.officer(kind))

    def _find_line(self, row):
        line = self.author["gotgan.budget.line"].search([
            ("fiscal_year_id", "=", self.year.id), ("department_id", "=", self.department.id),
            ("project_id.name", "=", row["project"]), ("subitem_id.code", "=", row["subitem"]),
        ])
        line.ensure_one()
        return line

    def _attach_quotation(self):
        amount = int(self.row["amount"])
        self.request.attachment_ids = [Command.create({
            "name": f"견적서_{self.payee.name}.pdf", "mimetype": "application/pdf",
            "datas": base64.b64encode(papers.quotation(
                self.payee.name, self.day(0), self.row["title"], self.row["particulars"], amount,
            )),
        })]


def share(lines, won):
    """Give ``lines`` together ``won``, each its part of what they had; the last takes the rest."""
    whole, left = sum(lines.mapped("amount")), won
    for line in lines[:-1]:
        line.amount = line.amount * won // whole
        left -= line.amount
    lines[-1:].amount = left
