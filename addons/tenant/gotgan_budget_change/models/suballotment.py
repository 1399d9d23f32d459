from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_ledger.core import Posting

from ..papers import suballotment

OFFICER = "group:gotgan_budget.group_budget_officer"


class Suballotment(models.Model):
    """재배정: allotted money of one department that another one, such as an outpost, spends.

    The subject stays: project, object and funding source are the same, only the department that
    spends is another. In the ledger the allotted money goes to the cell of that department, so that
    its commitments stay inside what it was given (지방회계법 제29조제2항); 회수 brings back what
    was not spent.
    """

    _name = "gotgan.suballotment"
    _description = "Sub-allotment"
    _inherit = [
        "gotgan.allotment.document.mixin", "gotgan.ledger.source.mixin",
        "gotgan.change.paper.mixin",
    ]

    _number_series = "suballotment"
    _sealed_fields = ("state", "number", "issued_on")
    _transitions = {
        "issue": Transition(("draft",), "issued", OFFICER),
        "cancel": Transition(("draft",), "cancelled", OFFICER),
    }

    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("cancelled", "Cancelled")],
        default="draft", required=True, readonly=True, copy=False,
    )
    kind = fields.Selection(
        [("give", "Sub-allotment"), ("recall", "Taking Back")], required=True, default="give",
    )
    department_id = fields.Many2one(
        "hr.department", string="Department of the Budget", required=True, ondelete="restrict",
        index=True,
    )
    to_department_id = fields.Many2one(
        "hr.department", string="Spending Department", required=True, ondelete="restrict",
        index=True, domain="[('id', '!=', department_id)]",
    )
    reason = fields.Char(required=True)
    issued_on = fields.Date(readonly=True, copy=False)
    line_ids = fields.One2many(
        "gotgan.suballotment.line", "suballotment_id", string="Lines", copy=True,
    )
    rest = Won(
        compute="_compute_rest", string="Can Be Taken Back",
        help="Given and neither requested nor committed nor taken back.",
    )

    _two_departments = models.Constraint(
        "CHECK (state <> 'issued' OR department_id <> to_department_id)",
        "Money is sub-allotted to another department than its own.",
    )

    @api.depends("line_ids.rest", "state", "kind")
    def _compute_rest(self):
        for document in self:
            given = document.state == "issued" and document.kind == "give"
            document.rest = sum(document.line_ids.mapped("rest")) if given else 0

    def action_issue(self):
        """Let the other department spend the listed money, or take it back."""
        return self._do_transition("issue")

    def action_recall(self):
        """Choose what comes back."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take Back"),
            "res_model": "gotgan.suballotment.recall",
            "view_mode": "form",
            "target": "new",
            "context": {"default_suballotment_id": self.id},
        }

    def _on_issue(self):
        for document in self:
            if document.department_id == document.to_department_id:
                raise UserError(self.env._(
                    "%(document)s: the money is already with %(department)s. Choose another "
                    "department to spend it.", document=document._get_document_label(),
                    department=document.department_id.name,
                ))
            if not document.line_ids:
                raise UserError(self.env._(
                    "%(document)s has no lines. Choose budget lines first.",
                    document=document._get_document_label(),
                ))
        self._take_numbers()
        for document in self:
            document.line_ids._check_available()
            document._move_money()
        self._write_locked({"issued_on": today(self.env)})

    def _move_money(self):
        """Take the allotment back here, move the money, allot it there: one transaction."""
        ledger, pairs = self.env["gotgan.ledger"], self.line_ids._get_pairs()
        origin = {
            "source_model": self._name, "date": today(self.env),
            "reason": f"{self._get_kind_word()} {self.number}: {self.reason}",
        }
        taken = [Posting(source.id, -won, self.id) for source, _target, won in pairs]
        given = [Posting(target.id, won, self.id) for _source, target, won in pairs]
        ledger._allot(taken, **origin)
        ledger._transfer([*taken, *given], **origin)
        ledger._allot(given, **origin)

    def _get_kind_word(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _get_paper(self):
        return suballotment.build(self)
