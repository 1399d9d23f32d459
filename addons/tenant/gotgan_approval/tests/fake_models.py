"""A document decided by a line of approval; it exists only while these tests run."""

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_approval.subject import Subject
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

OFFICER = "approval|office:commitment_officer"
SHORT = "예산이 모자랍니다"


class FakePurchase(models.Model):
    """A purchase whose approval takes money from a budget that may have run short."""

    _name = "gotgan.fake.purchase"
    _description = "Fake Purchase"
    _inherit = ["gotgan.approval.mixin"]
    _module = None
    _approval_kind = "fake_purchase"
    _approval_steps = {"submit": ("approve", "reject")}
    _transitions = {
        "submit": Transition(("draft",), "submitted", "author"),
        "approve": Transition(("submitted",), "approved", OFFICER),
        "reject": Transition(("submitted",), "draft", OFFICER, needs_reason=True),
        "cancel": Transition(("draft", "submitted"), "cancelled", "author", needs_reason=True),
    }
    _free_fields = ("note",)

    name = fields.Char()
    amount = Won()
    note = fields.Char()
    is_short = fields.Boolean()
    returned_because = fields.Char()
    department_id = fields.Many2one("hr.department")
    state = fields.Selection(
        [
            ("draft", "Draft"), ("submitted", "Submitted"),
            ("approved", "Approved"), ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )

    def action_submit(self):
        return self._do_transition("submit")

    def action_approve(self):
        return self._do_transition("approve")

    def action_reject(self):
        return self._do_transition("reject")

    def action_cancel(self):
        return self._do_transition("cancel")

    def _get_approval_subject(self):
        return Subject(
            self.name, self.amount, self.department_id,
            rows=(("용도", self.name), ("비고", self.note or "")),
        )

    def _on_approve(self):
        if self.filtered("is_short"):
            raise UserError(SHORT)

    def _on_reject(self, reason):
        self._write_locked({"returned_because": reason})


FAKES = (FakePurchase,)
