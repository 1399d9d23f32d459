from lxml.builder import E

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..subject import ApprovalPass, get_pass

RUNNING = ("running", "held")


class ApprovalMixin(models.AbstractModel):
    """A document that is decided by a line of approval where the regulation says who decides.

    ``_approval_kind`` names the kind; ``_approval_steps`` the transition that opens the line, and
    what its last signature and its return execute. Where no delegation of the kind is in force,
    nothing changes for the document.
    """

    _name = "gotgan.approval.mixin"
    _description = "Document Decided by a Line of Approval"
    _inherit = ["gotgan.transition.mixin"]

    _approval_kind = None
    # The kind of office whose holder decides by law, and the article that says so.
    _approval_office = None
    _approval_article = ""
    # {transition that opens the line: (what the last signature executes, what a return executes)}
    _approval_steps = {}

    approval_id = fields.Many2one(
        "gotgan.approval", string="Approval Document", compute="_compute_approval_id",
    )
    approval_state = fields.Char(
        compute="_compute_approval_id", string="Approval",
        help="Whom the running line waits for; empty where none runs.",
    )
    approval_stamps = fields.Json(compute="_compute_approval_id")
    has_line = fields.Boolean(
        compute="_compute_has_line", help="Its author may look at the line before submitting.",
    )

    @api.depends("state")
    @api.depends_context("uid", "lang")
    def _compute_approval_id(self):
        for document in self:
            approval_sudo = document._find_approval().sudo()
            document.approval_id = approval_sudo.sudo(False)._filtered_access("read")
            runs = approval_sudo.state in RUNNING
            document.approval_state = approval_sudo._get_place_label() if runs else ""
            document.approval_stamps = approval_sudo.stamps if approval_sudo else False

    @api.depends("state")
    def _compute_has_line(self):
        for document in self:
            opens = any(
                document.state in document._transitions[name].source
                for name in document._approval_steps
            )
            document.has_line = bool(opens and document._origin.id and document._is_governed())

    def unlink(self):
        drafts_sudo = self.env["gotgan.approval"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids), ("state", "=", "draft"),
        ])
        drafts_sudo.unlink()
        return super().unlink()

    def action_prepare_approval(self):
        """Show the line as it will be, so that the author can add people to it."""
        self.ensure_one()
        self.check_access("write")
        name = next((
            one for one in self._approval_steps if self.state in self._transitions[one].source
        ), None)
        if name is None or not self._is_governed():
            raise UserError(self.env._(
                "%(document)s: no row of the regulation on delegated decisions speaks for it, so "
                "there is no line to prepare. The office in charge decides.",
                document=self._get_document_label(),
            ))
        approval = self.env["gotgan.approval"]._prepare(self, name)
        return approval._get_form_action()

    def action_open_approval(self):
        """Show the approval document of the last line."""
        self.ensure_one()
        return self.approval_id._get_form_action() if self.approval_id else False

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Offer the author of any such document to look at its line before submitting it."""
        arch, view = super()._get_view(view_id, view_type, **options)
        free = "/form/header[not(button[@name='action_prepare_approval'])]"
        headers = arch.xpath(free) if self._approval_steps else []
        for header in headers:
            header.append(E.field(name="has_line", invisible="1"))
            header.append(E.button(
                name="action_prepare_approval", type="object", invisible="not has_line",
                string=self.env._("Line of Approval"),
            ))
        return arch, view

    # ---- what the document says ----------------------------------------------

    @api.model
    def _list_approval_kinds(self):
        """Return [(kind, label)] of the kinds the regulation may tell apart among its documents."""
        return [(self._approval_kind, self._get_kind_label())]

    def _get_approval_kind(self):
        """Return under which kind the regulation speaks of this document."""
        return self._approval_kind

    def _get_approval_subject(self):
        """Return the ``Subject`` of the document."""
        raise NotImplementedError

    def _get_decision_bar(self, _user):
        """Return why the holder of the office may not decide this very document; '' if he may."""
        return ""

    def _get_approval_data(self):
        """Return the document as plain data: what the signatures are given for."""
        self.ensure_one()
        subject = self._get_approval_subject()
        return {
            "model": self._name,
            "id": self.id,
            "kind": self._get_approval_kind(),
            "name": subject.name,
            "amount": subject.amount,
            "department": subject.department.name or "",
            "rows": [[str(label), str(text)] for label, text in subject.rows],
            "papers": self._get_approval_papers(),
        }

    def _get_approval_papers(self):
        """Return [name, checksum] of the papers that go with the document."""
        if "attachment_ids" not in self._fields:
            return []
        self_sudo = self.sudo()
        return sorted([one.name, one.checksum or ""] for one in self_sudo.attachment_ids)

    def _is_governed(self):
        """Return whether the regulation speaks for the document today."""
        self.ensure_one()
        department = self._get_approval_subject().department
        return self.env["gotgan.approval"]._is_governed(self._get_approval_kind(), department)

    # ---- steps ---------------------------------------------------------------

    def _do_transition(self, name, reason=None):
        done = super()._do_transition(name, reason)
        if done is True and name in self._approval_steps:
            for document in self:
                if document._is_governed():
                    document.env["gotgan.approval"]._start(document, name)
        if done is True:
            self._drop_stray_approvals()
        return done

    def _drop_stray_approvals(self):
        """End the lines of documents that have gone another way, e.g. were cancelled."""
        at_work = get_pass(self.env)
        for document in self:
            if at_work and at_work.is_for(document):
                continue
            approval_sudo = document._find_approval().sudo()
            if approval_sudo.state in RUNNING and not document._waits_for_line(approval_sudo):
                approval_sudo._do_transition("drop")

    def _waits_for_line(self, approval):
        """Return whether the document stands where the last signature may take it on."""
        executed = self._approval_steps[approval.transition][0]
        return self.state in self._transitions[executed].source

    def _execute_for_line(self, name, capacity, reason=None):
        """Perform a transition in the name of the lines; who signed is the person at work."""
        one = ApprovalPass(self, name, capacity)
        document_sudo = self.sudo().with_context(**{ApprovalPass.KEY: one})
        try:
            document_sudo._do_transition(name, reason)
        finally:
            one.close()

    # ---- authority -------------------------------------------------------------

    def _get_capacity(self, step):
        """While a line is at work it decides, and the office's own button does not."""
        self.ensure_one()
        at_work = get_pass(self.env)
        capacity = at_work.get_capacity(self, step) if at_work else ""
        if capacity:
            return capacity
        if self._is_decided_by_line(step):
            return ""
        return super()._get_capacity(step)

    def _get_capacity_approval(self, _value):
        """Return nothing: the line carries its capacity itself, and nobody else has one."""
        return ""

    def _is_decided_by_line(self, step):
        names = {one for pair in self._approval_steps.values() for one in pair}
        if step not in [self._transitions[name] for name in names]:
            return False
        approval_sudo = self._find_approval().sudo()
        return approval_sudo.state in RUNNING

    def _get_refusal(self, name, step):
        approval_sudo = self._find_approval().sudo()
        if approval_sudo.state in RUNNING:
            return self.env._(
                "%(document)s is decided by its line of approval: it waits for %(who)s. Sign it in "
                "the approval box, or have it returned there.",
                document=self._get_document_label(), who=approval_sudo._get_place_label(),
            )
        return super()._get_refusal(name, step)

    def _get_authority_label(self, kind, value):
        if kind == "approval":
            return self.env._("the line of approval")
        return super()._get_authority_label(kind, value)

    def _find_approval(self):
        """Return the latest approval of the document, with the rights the caller has."""
        self.ensure_one()
        approvals = self.env["gotgan.approval"]
        if not self._origin.id:
            return approvals
        found_sudo = approvals.sudo().search([
            ("res_model", "=", self._name), ("res_id", "=", self._origin.id),
        ], order="id desc", limit=1)
        return found_sudo.sudo(self.env.su)
