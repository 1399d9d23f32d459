from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..core import CasePosting, CustodyPosting

OFFICER = "office:custodial_cashier"


class CustodyReceipt(models.Model):
    """보관금 수납: a department announces a guarantee or deposit, the cashier receives it."""

    _name = "gotgan.custody.receipt"
    _description = "Custody Receipt"
    _inherit = ["gotgan.custody.document.mixin"]

    _number_series = "custody_receipt"
    _sealed_fields = ("state", "number", "case_id")
    _transitions = {
        "receive": Transition(("draft",), "received", OFFICER),
        "undo": Transition(("received",), "undone", OFFICER, needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", f"author|{OFFICER}", needs_reason=True),
    }

    state = fields.Selection([
        ("draft", "Draft"), ("received", "Received"), ("undone", "Undone"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)
    account_id = fields.Many2one(
        "gotgan.custody.account", required=True, ondelete="restrict", index=True,
    )
    kind = fields.Selection(related="account_id.kind")
    partner_id = fields.Many2one(
        "res.partner", string="Held For", required=True, ondelete="restrict", index=True,
    )
    paper_number = fields.Char(
        string="Document", help="The contract, bid or decision it belongs to.",
    )
    case_id = fields.Many2one(
        "gotgan.custody.case", readonly=True, copy=False, ondelete="restrict", index=True,
    )
    rest = Won(related="case_id.rest")

    _amount_given = models.Constraint(
        "CHECK (amount >= 0)", "What is received is an amount above zero.",
    )

    def action_receive(self):
        """Confirm as custodial cash cashier that the money has come in."""
        return self._do_transition("receive")

    def action_undo(self):
        """Take a receipt back that was recorded by mistake."""
        return self._do_transition("undo")

    def action_cancel(self):
        """Drop an announcement that did not lead to a receipt."""
        return self._do_transition("cancel")

    def _on_receive(self):
        for receipt in self:
            if receipt.amount <= 0:
                raise UserError(self.env._(
                    "%(document)s needs an amount above zero. Enter it first.",
                    document=receipt._get_document_label(),
                ))
        self._fix()
        for day, receipts in self.grouped("date").items():
            cases = self.env["gotgan.custody"]._receive(
                [receipt._get_posting() for receipt in receipts],
                source_model=self._name, date=day,
            )
            for receipt, case in zip(receipts, cases, strict=True):
                receipt._write_locked({"case_id": case.id})

    def _on_undo(self, reason):
        for receipt in self:
            if receipt.case_id.rest != receipt.amount:
                raise UserError(self.env._(
                    "%(document)s: part of it has been paid out. Only a receipt whose money is "
                    "all there can be undone.", document=receipt._get_document_label(),
                ))
        self.env["gotgan.custody"]._undo(
            [CasePosting(one.case_id.id, one.amount, one.id) for one in self],
            source_model=self._name, date=today(self.env), reason=reason,
        )

    def _get_posting(self):
        why = f"{self.name} ({self.paper_number})" if self.paper_number else self.name
        return CustodyPosting(
            self.account_id.id, self.partner_id.id, self.amount, self.id, why,
            self.department_id.id,
        )
