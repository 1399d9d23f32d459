from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_base.transition import Transition

OFFICER = "group:gotgan_budget.group_budget_officer"


class AllotmentRequest(models.Model):
    """수시배정 신청: a department asks for money before, or beyond, what the plan allots.

    Only what is allotted may be committed (지방회계법 제29조제2항). The budget officer allots it or
    refuses with a reason; allotting makes the allotment of these lines and issues it at once.
    """

    _name = "gotgan.allotment.request"
    _description = "Allotment Request"
    _inherit = ["gotgan.paper.mixin", "gotgan.allotment.document.mixin"]

    _number_series = "allotment_request"
    _sealed_fields = ("state", "number", "submitted_on", "allotment_id")
    _transitions = {
        "submit": Transition(("draft",), "submitted", "author"),
        "withdraw": Transition(("submitted",), "draft", "author"),
        "allot": Transition(("submitted",), "allotted", OFFICER),
        "refuse": Transition(("submitted",), "refused", OFFICER, needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", "author"),
    }

    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Submitted"), ("allotted", "Allotted"),
         ("refused", "Refused"), ("cancelled", "Cancelled")],
        default="draft", required=True, readonly=True, copy=False,
    )
    department_id = fields.Many2one(
        "hr.department", string="Requesting Department", required=True, ondelete="restrict",
        index=True, default=lambda self: self.env.user._get_department(),
    )
    reason = fields.Char(required=True, help="Why the money is needed now.")
    needed_on = fields.Date(string="Needed By", copy=False)
    submitted_on = fields.Date(readonly=True, copy=False)
    line_ids = fields.One2many(
        "gotgan.allotment.request.line", "request_id", string="Lines", copy=True,
    )
    allotment_id = fields.Many2one(
        "gotgan.allotment", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )

    _waiting = models.Index("(state) WHERE state = 'submitted'")

    @api.depends("number", "reason")
    def _compute_display_name(self):
        for request in self:
            request.display_name = " ".join(filter(None, (request.number, request.reason)))

    def action_submit(self):
        """Number the request and hand it to the budget officer."""
        return self._do_transition("submit")

    def action_withdraw(self):
        """Take the request back to change it."""
        return self._do_transition("withdraw")

    def action_allot(self):
        """Allot the money asked for, today."""
        return self._do_transition("allot")

    def action_refuse(self):
        """Refuse the request, with a reason."""
        return self._do_transition("refuse")

    # ---- steps -----------------------------------------------------------

    def _on_submit(self):
        self._check_lines()
        self._take_numbers()
        self._write_locked({"submitted_on": today(self.env)})

    def _on_allot(self):
        self._check_lines()
        for request in self:
            allotment = self.env["gotgan.allotment"].create({
                "fiscal_year_id": request.fiscal_year_id.id, "quarter": "0",
                "reason": request.display_name,
                "line_ids": [
                    Command.create({"cell_id": line.cell_id.id, "amount": line.amount})
                    for line in request.line_ids
                ],
            })
            allotment.action_issue()
            request._write_locked({"allotment_id": allotment.id})

    def _check_lines(self):
        for request in self:
            label = request._get_document_label()
            if not request.line_ids:
                raise UserError(self.env._(
                    "%(document)s has no lines. Choose budget lines first.", document=label,
                ))
            for line in request.line_ids.filtered(lambda one: one.amount > one.room):
                raise UserError(self.env._(
                    "%(document)s: of %(line)s only %(room)s won are neither allotted nor "
                    "withheld, %(amount)s won are asked. Lower the amount.", document=label,
                    line=line.cell_id.display_name, room=won_text(max(line.room, 0)),
                    amount=won_text(line.amount),
                ))
