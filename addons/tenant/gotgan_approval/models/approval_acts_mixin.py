from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.meeting import meet_on

from ..chain import digest
from .approval_line_mixin import AFTER
from .approval_step import RECEIVING, SIGNING


class ApprovalActsMixin(models.AbstractModel):
    """What signatures do: they are recorded, the line goes on, and the last one executes."""

    _name = "gotgan.approval.acts.mixin"
    _description = "Acts on an Approval Document"
    _inherit = ["gotgan.transition.mixin"]

    def _do_transition(self, name, reason=None):
        """Perform a step, and let the line go on from there in the same transaction."""
        meet_on(self.sudo())
        done = super()._do_transition(name, reason)
        if done is True and name in ("start", "sign", "sign_noted", "object"):
            self._follow_lines(reason)
        return done

    def _apply_effect(self, name, reason):
        if name in ("sign", "sign_noted"):
            return self._take_signatures("sign", reason)
        if name == "post_approve":
            return self._decide_afterwards("post_sign", "agreed", reason)
        return super()._apply_effect(name, reason)

    # ---- the document ------------------------------------------------------------

    def _execute(self, place, capacity, reason=None):
        """Perform what the lines lead to: 0 what the last signature executes, 1 their return.

        :param self: approvals of one kind of document, all in the same capacity
        """
        approvals_sudo = self.sudo()
        documents_sudo = approvals_sudo._get_records()
        steps = documents_sudo._approval_steps[approvals_sudo[0].transition]
        documents_sudo._execute_for_line(steps[place], capacity, reason)

    # ---- effects -----------------------------------------------------------------

    def _on_start(self):
        for approval_sudo in self.sudo():
            document_sudo = approval_sudo._get_record()
            if not document_sudo or not document_sudo._waits_for_line(approval_sudo):
                raise UserError(self.env._(
                    "%(document)s begins when its document is submitted. Submit that one.",
                    document=approval_sudo._get_document_label(),
                ))
            [data] = approval_sudo._read_data().values()
            approval_sudo._write_locked({"data": data, "data_hash": digest(data)})
            first_sudo = approval_sudo.step_ids.filtered(lambda one: one.role == "draft")
            approval_sudo._record_act("draft", first_sudo)

    def _take_signatures(self, act, comment):
        self._check_unchanged()
        taken = [
            (approval, step_sudo, step_sudo._get_standing())
            for approval in self for step_sudo in approval._get_my_steps().sudo()
        ]
        self._record_acts(act, [one[:2] for one in taken], comment)
        for approval, _step, standing in taken:
            approval._remember_absent(standing)

    def _on_object(self, reason):
        for approval in self:
            steps = approval._get_my_steps().filtered(lambda one: one.role == "consent")
            if not steps:
                raise UserError(self.env._(
                    "%(document)s: only who is asked for consent objects. Return the document "
                    "instead.", document=approval._get_document_label(),
                ))
            for step_sudo in steps.sudo():
                approval._record_act("object", step_sudo, reason)

    def _on_hold(self, reason):
        for approval in self:
            approval._record_act("hold", approval._get_my_steps()[:1].sudo(), reason)

    def _on_step_back(self, reason):
        """Return to the step before; the dialog names another one."""
        for approval in self:
            signed_sudo = approval.sudo().step_ids.filtered(
                lambda one: one.role in SIGNING and one.state == "signed"
            )
            if not signed_sudo:
                raise UserError(self.env._(
                    "%(document)s: nobody has signed before you. Return it to its author.",
                    document=approval._get_document_label(),
                ))
            approval._open_again(signed_sudo[-1], reason)

    def _step_back(self, step, reason):
        """Return the document to an earlier ``step``; it and all that follow sign again."""
        self.ensure_one()
        name = "step_back"
        meet_on(self.sudo())
        capacities = self._check_transition(name, self._transitions[name])
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason: who gets it back will read it."))
        if step not in self._get_earlier_steps():
            raise UserError(self.env._(
                "%(document)s: choose a step that was signed before yours.",
                document=self._get_document_label(),
            ))
        before = {self.id: self.state}
        self._open_again(step.sudo(), reason)
        self._write_locked({"state": "running"})
        self._log_events(name, before, capacities, reason)

    def _get_earlier_steps(self):
        """Return the signed steps that a document can be returned to."""
        self_sudo = self.sudo()
        steps = self_sudo.step_ids.filtered(
            lambda one: one.role in SIGNING and one.state in ("signed", "objected")
        )
        return steps.sudo(self.env.su)

    def _open_again(self, step_sudo, reason):
        """Let ``step_sudo`` and what follows it be signed anew, in a new round."""
        self._record_act("step_back", self._get_my_steps()[:1].sudo(), reason)
        later_sudo = self.sudo().step_ids.filtered(
            lambda one: one.role in SIGNING
            and (one.sequence > step_sudo.sequence or one == step_sudo)
        )
        for one_sudo in later_sudo:
            done = one_sudo.state in ("signed", "objected")
            one_sudo._write_locked({
                "state": "current" if one_sudo == step_sudo else "waiting", "act_id": False,
                "round": one_sudo.round + int(done),
            })

    def _on_send_back(self, reason):
        for approval in self:
            mine = approval._get_my_steps()[:1]
            capacity = mine._get_capacity_text(self.env.user) or self.env.user.name
            if mine:
                approval._record_act("send_back", mine.sudo(), reason)
            approval._skip_rest()
            approval._execute(1, capacity, reason)

    def _on_withdraw(self):
        for approval in self:
            reason = self.env._("The author took it back.")
            approval._record_act("withdraw", approval.env["gotgan.approval.step"].sudo(), reason)
            approval._skip_rest()
            approval._execute(1, self.env.user.name, reason)

    def _on_drop(self):
        for approval in self:
            approval._skip_rest()

    def _on_see(self):
        for approval in self:
            for step_sudo in approval._get_my_steps(RECEIVING).sudo():
                approval._record_act("see", step_sudo)

    def _on_approve(self):
        last = {
            approval: approval.sudo().step_ids.filtered(lambda one: one.role == "decide").act_id
            for approval in self
        }
        alike = self.grouped(lambda one: (
            one.res_model, one.sudo().transition, one._word_signature(last[one]),
        ))
        for (_model, _transition, capacity), approvals in alike.items():
            approvals._execute(0, capacity)
        for approval in self:
            approval._inform()
            approval._await_post(last[approval].user_id)
        self._enter_register()

    def _word_signature(self, act_sudo):
        capacity = dict(act_sudo._fields["capacity"]._description_selection(self.env))
        return f"{act_sudo.post or ''} {act_sudo.name} ({capacity.get(act_sudo.capacity)})".strip()

    # ---- how the line goes on -------------------------------------------------------

    def _follow_lines(self, reason):
        """Let the lines go on; those that are complete are executed together."""
        complete = self.browse().union(*(one for one in self if one._follow_line(reason)))
        if complete:
            complete._do_transition("approve")

    def _follow_line(self, reason):
        """Open the next steps or send the document back; return whether all have signed."""
        self_sudo = self.sudo()
        if self_sudo._get_capacity_line("objected"):
            self._do_transition("send_back", reason)
            return False
        self_sudo.step_ids._take_covering_acts()
        asked_sudo = self_sudo.step_ids.filtered(lambda one: one.role in SIGNING)
        if asked_sudo._are_complete():
            return True
        if any(one.state == "current" for one in asked_sudo):
            return False
        waiting_sudo = asked_sudo.filtered(lambda one: one.state == "waiting")
        waiting_sudo -= waiting_sudo._get_left_to_decider()
        first = min(waiting_sudo.mapped("sequence"), default=0)
        next_sudo = waiting_sudo.filtered(lambda one: one.sequence == first)
        next_sudo._write_locked({"state": "current"})
        return False

    def _skip_rest(self):
        rest_sudo = self.sudo().step_ids.filtered(lambda one: one.state in ("waiting", "current"))
        if rest_sudo:
            rest_sudo._write_locked({"state": "skipped"})

    def _inform(self):
        """Show the approved document to those who are to know it."""
        received_sudo = self.sudo().step_ids.filtered(
            lambda one: one.role in RECEIVING and one.state == "waiting"
        )
        if received_sudo:
            received_sudo._write_locked({"state": "current"})

    def _remember_absent(self, standing):
        """Let who was stood in for while away see the decision afterwards (후열)."""
        if not standing.stands_in or standing.absent not in self._get_posts().away:
            return
        known_sudo = self.sudo().step_ids.filtered(
            lambda one: one.role == "after" and one.user_id.id == standing.absent
        )
        if not known_sudo:
            self.env["gotgan.approval.step"].sudo().create({
                "approval_id": self.id, "role": "after", "sequence": AFTER,
                "user_id": standing.absent, "is_regular": True,
                "why": self.env._("Was away when somebody signed in his place."),
            })

    # ---- acts --------------------------------------------------------------------

    def _record_act(self, act, step_sudo, comment=None):
        """Add an act of the person at work, with name, post and department as they are now."""
        self.ensure_one()
        self._record_acts(act, [(self, step_sudo)], comment)

    def _record_acts(self, act, places, comment=None):
        """Add an act to each of ``[(approval, step), …]``."""
        acts_sudo = self.env["gotgan.approval.act"].sudo().create([
            approval._prepare_act(act, step_sudo, comment) for approval, step_sudo in places
        ])
        self._write_locked({"reader_ids": [(4, self.env.uid)]})
        if act not in ("draft", "sign", "object", "see", "post_sign", "post_object"):
            return
        state = "objected" if act in ("object", "post_object") else "signed"
        for (_approval, step_sudo), act_sudo in zip(places, acts_sudo, strict=True):
            step_sudo._write_locked({"state": state, "act_id": act_sudo.id})

    def _prepare_act(self, act, step_sudo, comment):
        user_sudo = self.env.user.sudo()
        employee_sudo = user_sudo.employee_id
        self_sudo = self.sudo()
        return {
            "approval_id": self.id, "act": act, "role": step_sudo.role or False,
            "step_id": step_sudo.id, "round": step_sudo.round, "user_id": user_sudo.id,
            "name": user_sudo.name, "post": self._get_post(user_sudo, step_sudo),
            "department": employee_sudo.department_id.name or False,
            "capacity": self._get_act_capacity(step_sudo), "comment": comment or False,
            "data_hash": self_sudo.data_hash,
        }

    @api.model
    def _get_post(self, user_sudo, step_sudo):
        """Return the person's own post now: his office, the head of what he heads, or his job."""
        office = step_sudo.office_id._get_present(today(self.env))
        if office and office._get_holder(today(self.env)) == user_sudo.sudo(False):
            return office.name
        employee_sudo = user_sudo.employee_id
        department_sudo = step_sudo.department_id
        if department_sudo and department_sudo.manager_id == employee_sudo:
            return department_sudo._get_post_label()
        return employee_sudo.job_title or step_sudo.office_id.name or False

    @api.model
    def _get_act_capacity(self, step_sudo):
        return step_sudo._get_capacity_kind() if step_sudo else False

    def _find_faults(self):
        """Return the approvals whose chain of acts or whose data does not hold."""
        faulty = self.browse()
        for approval_sudo in self.sudo():
            broken = approval_sudo.act_ids._find_breaks()
            changed = digest(approval_sudo.data) != approval_sudo.data_hash
            if approval_sudo.act_ids and (broken or changed):
                faulty |= self.browse(approval_sudo.id)
        return faulty
