from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.gotgan_approval.subject import get_pass

SUBMIT = "submit"


class OfficerDecisionMixin(models.AbstractModel):
    """원인행위 and 지출결의: the law gives them to an office, the regulation says who reviews them.

    Where a row of the regulation speaks for the department, the author submits the document to its
    line, and the last signature is the office's (지방회계법 제29조, 제31조). Where none does, the
    office decides by its own button.
    """

    _name = "gotgan.officer.decision.mixin"
    _description = "Spending Decided by an Accounting Officer"
    _inherit = ["gotgan.spending.approval.mixin"]

    _sealed_fields = ("state", "number", "signer_id")

    requester_id = fields.Many2one(
        "res.users", string="Requested By", readonly=True, copy=False,
        help="Who wrote the request of the case: he does not sign what follows from it.",
    )
    signer_id = fields.Many2one(
        "res.users", string="Signed By", readonly=True, copy=False, ondelete="restrict",
        help="Whose signature ended the line of approval, or who decided for the office what "
             "somebody else wrote.",
    )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_has_line(self):
        """Only who hands it in looks at the line before: it is made for him."""
        done = super()._compute_has_line()
        step = self._transitions[SUBMIT]
        for document in self.filtered("has_line"):
            document.has_line = bool(document._get_capacity(step))
        return done

    def action_submit(self):
        """Hand the documents to their line of approval."""
        return self._do_transition(SUBMIT)

    # ---- effects -----------------------------------------------------------

    def _apply_effect(self, name, reason):
        if name == self._approval_steps[SUBMIT][0]:
            self._keep_signer()
        return super()._apply_effect(name, reason)

    def _keep_signer(self):
        """Say who decided: who signed last where a line is at work, else the office.

        What the office wrote itself it decides by its button, and has no second person to name.

        :raises AccessError: he has a part in the case that the law keeps apart
        """
        for document in self:
            bar = document._get_decision_bar(self.env.user)
            if bar:
                raise AccessError(bar)
        at_work = get_pass(self.env)
        signed = self.filtered(
            lambda one: (at_work and at_work.is_for(one)) or one.create_uid != self.env.user
        )
        if signed:
            signed._write_locked(signed._prepare_signer())

    def _prepare_signer(self):
        return {"signer_id": self.env.uid}

    def _get_decision_bar(self, user):
        if user != self.requester_id:
            return super()._get_decision_bar(user)
        return self.env._(
            "%(document)s goes back to a request that %(person)s wrote. Who asks for the money "
            "does not decide about it (Local Accounting Act, Article 36). A deputy or acting "
            "officer decides.",
            document=self._get_document_label(), person=user.sudo().name,
        )

    # ---- authority -----------------------------------------------------------

    def _get_capacity_drafter(self, _value):
        """Return the author where a line decides; else there is nothing to submit to."""
        author = self._get_capacity_author("")
        return author if author and self._is_governed() else ""

    def _is_decided_by_line(self, step):
        """Where the regulation speaks, the office's button is refused before the line too."""
        decided = self._transitions[self._approval_steps[SUBMIT][0]]
        return (
            super()._is_decided_by_line(step)
            or (step is decided and self.state == "draft" and self._is_governed())
        )

    def _get_refusal(self, name, step):
        words = {"document": self._get_document_label()}
        draft = self.state == "draft"
        if step.who == "drafter" and draft and not self._is_governed():
            return self.env._(
                "%(document)s: no row of the regulation on delegated decisions speaks for it, so "
                "there is no line to submit it to. %(who)s decides.",
                who=self._get_authority_label("office", self._approval_office), **words,
            )
        if name == self._approval_steps[SUBMIT][0] and draft and self._is_governed():
            return self.env._(
                "%(document)s is decided by a line of approval (regulation on delegated "
                "decisions): its author %(who)s submits it, and the officer signs it last. What "
                "the officer wrote himself is discarded and written anew by somebody else.",
                who=self._get_author().sudo().name, **words,
            )
        return super()._get_refusal(name, step)

    def _get_authority_label(self, kind, value):
        if kind == "drafter":
            kind = "author"
        return super()._get_authority_label(kind, value)

    # ---- what comes next -------------------------------------------------------

    def _get_next(self):
        """A draft waits for its author where a line decides."""
        if self.state == "draft" and self._is_governed():
            return (SUBMIT, "author")
        return super()._get_next()
