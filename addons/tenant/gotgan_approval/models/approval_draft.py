from odoo import api, fields, models

from odoo.addons.gotgan_base.transition import Transition

from ..subject import Subject
from .successor_mixin import TAKE_OVER


class ApprovalDraft(models.Model):
    """일반기안: a document of free text, decided by its line like any other (행정업무규정 제10조).

    Where no row of the regulation delegates its kind, the head of the agency decides.
    """

    _name = "gotgan.approval.draft"
    _description = "General Document"
    _inherit = ["gotgan.successor.mixin", "gotgan.approval.mixin", "gotgan.paper.mixin"]
    _order = "id desc"
    _approval_kind = "general"
    _approval_steps = {"submit": ("approve", "reject")}

    _transitions = {
        "take_over": TAKE_OVER,
        "submit": Transition(("draft",), "submitted", "author"),
        "approve": Transition(("submitted",), "approved", "approval"),
        "reject": Transition(("submitted",), "draft", "approval", needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", "author", needs_reason=True),
    }

    name = fields.Char(string="Title", required=True)
    receiver = fields.Char(
        string="Addressed To", required=True,
        default=lambda self: self.env._("Internal decision"),
        help="Whom the document is addressed to; one that stays in the house: internal decision.",
    )
    department_id = fields.Many2one(
        "hr.department", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user._get_department(),
    )
    related_document = fields.Char(
        string="Related To", help="The law, the plan or the earlier document it follows from.",
    )
    body = fields.Text(string="Content", required=True)
    approval_ids = fields.One2many(
        "gotgan.approval", "res_id", string="Lines", readonly=True, copy=False,
        domain=lambda self: [("res_model", "=", self._name)],
    )
    state = fields.Selection(
        [
            ("draft", "Draft"), ("submitted", "In Approval"), ("approved", "Approved"),
            ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )

    def action_submit(self):
        """Send the document on its line; nothing of it is changed from then on."""
        return self._do_transition("submit")

    def action_cancel(self):
        """Give the draft up, with a reason."""
        return self._do_transition("cancel")

    def _may_write_elsewhere(self, _author_sudo):
        """Everybody drafts for the own department only."""
        return False

    @api.model
    def _get_kind_label(self):
        return self.env._("General Document")

    def _is_governed(self):
        """A document without an office of its own always has a line."""
        self.ensure_one()
        return True

    def _get_approval_subject(self):
        rows = [
            (self.env._("Addressed To"), self.receiver),
            (self.env._("Related To"), self.related_document),
            (self.env._("Content"), self.body),
        ]
        return Subject(
            self.name, 0, self.department_id, rows=tuple(row for row in rows if row[1]),
        )
