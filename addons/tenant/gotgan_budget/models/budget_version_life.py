from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import today

from .. import version_statements

DECIDED = ("original", "supplementary")
# Which kinds a step is for; a step that is not named is for all.
STEP_KINDS = {
    **dict.fromkeys(("submit", "vote", "approve", "take_effect", "reject", "withdraw"), DECIDED),
    "authorize": ("advance", "provisional"),
}
# Until which states what is recorded of a decision may be entered.
ENTERED_IN = {
    "date_submitted": ("draft",),
    "date_voted": ("draft", "submitted"),
    "decision_number": ("draft", "submitted"),
    "date_approved": ("draft", "submitted", "voted"),
    "approval_number": ("draft", "submitted", "voted"),
    "consent_number": ("draft", "submitted"),
    "date_effective": ("draft", "submitted", "voted", "approved"),
}


class BudgetVersionLife(models.AbstractModel):
    """The steps of a version: who may take them, and what they do."""

    _name = "gotgan.budget.version.life"
    _description = "Steps of a Budget Version"

    @api.depends("kind", "authority", "import_id")
    def _compute_allowed_transitions(self):
        done = super()._compute_allowed_transitions()
        for version in self:
            names = (version.allowed_transitions or "").strip(",").split(",")
            fitting = [name for name in names if name and not version._find_misfit(name)]
            version.allowed_transitions = f",{','.join(fitting)}," if fitting else ""
        return done

    @api.constrains("date_submitted", "date_voted", "date_approved")
    def _check_days_of_decisions(self):
        """What was decided was decided by today, and one after the other."""
        for version in self:
            before = False
            for name in ("date_submitted", "date_voted", "date_approved"):
                day = version[name]
                words = {
                    "document": version.name, "day": day,
                    "field": version._fields[name]._description_string(self.env),
                }
                if day and day > today(self.env):
                    raise ValidationError(self.env._(
                        "%(document)s: %(field)s, %(day)s, lies in the future. Record it on that "
                        "day.", **words,
                    ))
                if day and before and day < before:
                    raise ValidationError(self.env._(
                        "%(document)s: %(field)s, %(day)s, lies before the step that comes first "
                        "(%(before)s). Correct the days.", before=before, **words,
                    ))
                before = day or before

    # ---- actions ---------------------------------------------------------

    def action_submit(self):
        """Put the bill before the body that decides."""
        return self._do_transition("submit")

    def action_withdraw(self):
        """Take the bill back; a reason is asked for."""
        return self._do_transition("withdraw")

    def action_vote(self):
        """Record the decision of the council or the board."""
        return self._do_transition("vote")

    def action_approve(self):
        """Record the approval of the parent government."""
        return self._do_transition("approve")

    def action_take_effect(self):
        """Post what differs to the ledger."""
        return self._do_transition("take_effect")

    def action_authorize(self):
        """Let money be spent before a vote, where the law allows it."""
        return self._do_transition("authorize")

    def action_reject(self):
        """Record that the bill was voted down; a reason is asked for."""
        return self._do_transition("reject")

    def action_cancel(self):
        """Drop the draft."""
        return self._do_transition("cancel")

    def action_rebase(self):
        """Put the version on what is in force now; whoever may draft it may do that."""
        self.check_access("write")
        for version in self:
            version._rebase()
        return True

    def action_open_moves(self):
        """Show the moves this version posted."""
        action = self.env["ir.actions.act_window"]._for_xml_id("gotgan_ledger.ledger_move_action")
        action["domain"] = list(
            Domain("source_model", "=", self._name) & Domain("source_id", "in", self.ids)
            | Domain("source_model", "=", "gotgan.budget.import")
            & Domain("source_id", "in", self.import_id.ids),
        )
        action["context"] = {}
        return action

    # ---- authority -------------------------------------------------------

    def _get_capacity_program(self, _value):
        return self.env._("Program") if self.env.uid == SUPERUSER_ID else ""

    def _get_authority_label(self, kind, value):
        if kind == "program":
            return self.env._("the program itself")
        return super()._get_authority_label(kind, value)

    def _check_transition(self, name, step):
        for version in self:
            misfit = version._find_misfit(name)
            if misfit:
                raise UserError(misfit)
        return super()._check_transition(name, step)

    def _find_misfit(self, name):
        """Return why a step is not one of this kind of version, or an empty string."""
        kind = dict(self._fields["kind"]._description_selection(self.env)).get(self.kind)
        words = {"document": self.name, "kind": kind}
        if self.kind not in STEP_KINDS.get(name, (self.kind,)):
            return self.env._("%(document)s is a %(kind)s: this step is not one of it.", **words)
        if name == "enter" and not self.import_id:
            return self.env._("%(document)s was not imported: have it decided.", **words)
        if name == "approve" and self.authority != "board":
            return self.env._("%(document)s needs no approval after the vote.", **words)
        if name == "take_effect" and self.authority == "board" and self.state == "voted":
            return self.env._(
                "%(document)s takes effect after the parent government has approved it "
                "(Local Public Enterprises Act, Article 65). Record the approval first.", **words,
            )
        return ""

    def _check_open(self, vals):
        checked = super()._check_open(vals)
        for version in self:
            late = [
                name for name, states in ENTERED_IN.items()
                if name in vals and version.state not in states
            ]
            if late:
                raise UserError(self.env._(
                    "%(document)s is %(state)s: %(field)s was recorded with that step and stays.",
                    document=version.name, state=version._get_state_label(),
                    field=self._fields[late[0]]._description_string(self.env),
                ))
        return checked

    def _get_document_label(self):
        return self.name

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        self._check_not_empty()
        for version in self:
            version._complete()
            version._stamp("date_submitted")
        self._keep_submitted()

    def _on_vote(self):
        for version in self:
            version._stamp("date_voted")

    def _on_approve(self):
        for version in self:
            version._stamp("date_approved")

    def _on_take_effect(self):
        for version in self:
            version._check_effective()
            version._enter_force()
            version._write_locked({"fault": False})

    def _on_authorize(self):
        self._check_not_empty()
        self._check_without_vote()
        for version in self:
            version._complete()
            version._check_effective()
            version._enter_force()
            version._write_locked({"authorizer_id": self.env.uid})
        self._keep_submitted()

    def _on_enter(self):
        for version in self:
            version._enter_force()

    def _stamp(self, name):
        if not self[name]:
            self._write_locked({name: today(self.env)})

    def _keep_submitted(self):
        self.env.flush_all()
        self.env.cr.execute(version_statements.set_submitted(self.ids))
        self._forget_parts()

    def _check_not_empty(self):
        for version in self:
            if not version.line_ids and not version.revenue_ids:
                raise UserError(self.env._(
                    "%(document)s changes nothing yet. Enter its expenditure or revenue first.",
                    document=version.name,
                ))

    # ---- by the clock ----------------------------------------------------

    @api.model
    def _cron_take_effect(self):
        """Let what was decided take effect on its day; what cannot says why on its own page."""
        due = self.search([
            ("state", "in", ("voted", "approved")), ("date_effective", "<=", today(self.env)),
        ], order="date_effective, id")
        for version in due.filtered(lambda one: not one._find_misfit("take_effect")):
            try:
                with self.env.cr.savepoint():
                    version._do_transition("take_effect")
                    version.env.flush_all()
            except UserError as error:
                version._write_locked({"fault": str(error)})
