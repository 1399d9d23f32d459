from odoo import models
from odoo.fields import Command

ROUNDS = 8
UNDER_WAY = ("draft", "submitted")
DEAD = ("cancelled", "failed")
# What a person may have to do in a case, in its order.
STEPS = (
    "submit", "sign", "approve", "bind", "commit", "inspect", "write", "claim", "issue", "pay",
)


class SpendingWorkbenchMixin(models.AbstractModel):
    """The workbench of a case: what is next, what is missing, and everything of one person at once.

    Nothing here decides: each step is the document's own transition, with its own authority and
    checks. Pressed once, a person's consecutive steps are done; the next person's wait for them.
    """

    _name = "gotgan.spending.workbench.mixin"
    _description = "Case on the Workbench"

    def action_repeat(self):
        """Write the same case anew, for this month; what is left is to look and to submit."""
        self.ensure_one()
        template = self.env["gotgan.spending.template"]
        made = self.create(template._prepare_repetition(self))
        return made._get_form_action()

    def action_save_template(self):
        """Save the case, so that the next one is written in a click."""
        self.ensure_one()
        template = self.env["gotgan.spending.template"]._create_from_request(self)
        return {
            "type": "ir.actions.act_window", "name": template.name, "res_model": template._name,
            "res_id": template.id, "view_mode": "form",
        }

    def action_inspect_by_day(self):
        """Open the inspection, to enter the day on which the payee gave notice of completion."""
        return self._get_uninspected()[:1].action_new_inspection()

    def action_claim_by_day(self):
        """Open the voucher, to enter the day on which the payee's claim arrived."""
        return self._get_claimable()[:1].action_new_voucher()

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window", "name": self.name, "res_model": self._name,
            "res_id": self.id, "view_mode": "form",
        }

    # ---- the person's own steps ------------------------------------------------

    def _advance(self):
        """Do what waits for the person, one step after the other; return a dialog where one asks.

        :raises UserError: a step is refused; then none of them is done
        """
        self.ensure_one()
        seen = None
        for _round in range(ROUNDS):
            self.invalidate_recordset(["allowed_transitions", "own_step", "case"])
            step = self._find_own_step()
            if not step or step == seen:
                return True
            done = getattr(self, f"_do_own_{step}")()
            if isinstance(done, dict):
                return done
            seen = step
        return True

    def _find_own_step(self):
        """Return the name of what the person can do next in the case, or None."""
        self.ensure_one()
        return next((one for one in STEPS if getattr(self, f"_can_own_{one}")()), None)

    def _can_own_submit(self):
        return self.state == "draft" and _may(self, "submit")

    def _can_own_approve(self):
        return self.state == "submitted" and _may(self, "approve")

    def _can_own_sign(self):
        return bool(self._get_waiting_approvals())

    def _can_own_bind(self):
        """Where a line decides about it, who asked writes the commitment and hands it in."""
        asked = self.state == "approved" and self._get_author() == self.env.user
        if not asked or not self._is_governed_for("commitment"):
            return False
        return not self._get_standing() or bool(self._get_own_drafts(self.commitment_ids))

    def _can_own_commit(self):
        if self.state != "approved" or not self._get_capacity_office("commitment_officer"):
            return False
        if self._is_governed_for("commitment"):
            return False
        return not self._get_standing() or bool(self._get_drafts(self.commitment_ids))

    def _can_own_inspect(self):
        return self._get_author() == self.env.user and bool(self._get_uninspected())

    def _can_own_write(self):
        """Where a line decides about it, who asked writes the voucher and hands it in."""
        if self._get_author() != self.env.user or not self._is_governed_for("voucher"):
            return False
        return bool(
            self._get_claimable() or self._get_own_drafts(self.commitment_ids.voucher_ids)
        )

    def _can_own_claim(self):
        return bool(
            (self._get_claimable() or self._get_drafts(self.commitment_ids.voucher_ids))
            and self._get_capacity_office("disbursing_officer")
            and not self._is_governed_for("voucher")
        )

    def _can_own_issue(self):
        return bool(
            self._get_resolved() and self._get_capacity_office("disbursing_officer")
        )

    def _can_own_pay(self):
        return bool(self._get_issued() and self._get_capacity_office("cashier"))

    def _do_own_submit(self):
        return self.action_submit()

    def _do_own_approve(self):
        return self.action_approve()

    def _do_own_sign(self):
        for approval in self._get_waiting_approvals():
            approval.action_sign()
        return True

    def _do_own_bind(self):
        return self._finish_commitments(self._get_own_drafts(self.commitment_ids), "submit")

    def _do_own_commit(self):
        return self._finish_commitments(self._get_drafts(self.commitment_ids), "commit")

    def _finish_commitments(self, drafts, step):
        if not drafts and not (self.partner_id and self._prepare_basis().get("basis")):
            return self.action_new_commitment()
        drafts = drafts or self.env["gotgan.commitment"].create({"request_id": self.id})
        return drafts._do_transition(step)

    def _do_own_inspect(self):
        for commitment in self._get_uninspected():
            drafts = self._get_drafts(commitment.inspection_ids).filtered(
                lambda one: one.inspector_id == self.env.user
            )
            inspections = self.env["gotgan.inspection"]
            (drafts or inspections.create({"commitment_id": commitment.id})).action_accept()
        return True

    def _do_own_write(self):
        drafts = self._get_own_drafts(self.commitment_ids.voucher_ids)
        return self._finish_vouchers(drafts, "submit")

    def _do_own_claim(self):
        drafts = self._get_drafts(self.commitment_ids.voucher_ids)
        return self._finish_vouchers(drafts, "resolve")

    def _finish_vouchers(self, vouchers, step):
        papers = self._get_pattern().evidence_ids._origin
        if not vouchers:
            if not papers:
                return self._get_claimable()[:1].action_new_voucher()
            vouchers = self.env["gotgan.voucher"].create([
                {"commitment_id": one.id, "evidence_ids": [Command.set(papers.ids)]}
                for one in self._get_claimable()
            ])
        return vouchers._do_transition(step)

    def _do_own_issue(self):
        vouchers = self._get_resolved()
        orders = self._get_drafts(vouchers._get_orders())
        rest = vouchers - orders.voucher_ids
        if rest:
            orders |= orders._create_from_vouchers(rest)
        return orders.action_issue()

    def _do_own_pay(self):
        return self._get_issued().action_pay()

    # ---- where the documents stand ----------------------------------------------

    def _get_drafts(self, documents):
        return documents.filtered(lambda one: one.state == "draft")

    def _get_own_drafts(self, documents):
        """Return the drafts that the person wrote: nobody else hands them in."""
        return self._get_drafts(documents).filtered(lambda one: one._get_author() == self.env.user)

    def _is_governed_for(self, kind):
        """Return whether a line decides about such documents of the case's department."""
        return self.env["gotgan.approval"]._is_governed(kind, self.department_id)

    def _get_waiting_approvals(self):
        """Return the approvals of the case's documents that wait for the person's signature."""
        approvals = self.env["gotgan.approval"]
        for documents in (self, self.commitment_ids, self.commitment_ids.voucher_ids):
            for one in documents.filtered(lambda one: one.state == "submitted"):
                approvals |= one._find_approval()
        return approvals.filtered(lambda one: one._get_my_steps())

    def _get_standing(self):
        return self.commitment_ids.filtered(lambda one: one.state not in DEAD)

    def _get_uninspected(self):
        return self.commitment_ids.filtered(lambda one: one.state == "committed" and any(
            line.amount - line.reduced > line.inspected for line in one.line_ids
        ))

    def _get_claimable(self):
        return self.commitment_ids.filtered(
            lambda one: one.state == "committed"
            and not one.voucher_ids.filtered(lambda each: each.state in UNDER_WAY)
            and any(line._get_claimable() > 0 for line in one.line_ids)
        )

    def _get_resolved(self):
        return self.commitment_ids.voucher_ids.filtered(lambda one: one.state == "resolved")

    def _get_issued(self):
        ordered = self.commitment_ids.voucher_ids.filtered(lambda one: one.state == "ordered")
        return ordered.payment_order_id.filtered(lambda one: one.state == "issued")

    def _prepare_basis(self):
        """Return what the saved case, or the case that is repeated, knows of its commitment."""
        pattern = self._get_pattern()
        if not pattern:
            return {}
        return {
            "basis_kind": pattern.basis_kind, "basis": pattern.basis,
            "inspected_kind": pattern.inspected_kind,
        }

    def _get_pattern(self):
        """Return the saved case; else what the repeated one would be if it were saved, or none."""
        template = self.template_id
        repeated = self.repeated_id._filtered_access("read")
        if template or not repeated:
            return template
        return template.new(template._prepare_from_request(repeated))

    # ---- what the page shows ------------------------------------------------------

    def _get_missing(self):
        """Return in words what the case still needs before it can go on."""
        _, texts = self.env._, []
        if self.state == "draft" and not self.partner_id:
            texts.append(_("The payee is not named yet."))
        if self.state in ("draft", "submitted") and not self.attachment_ids:
            texts.append(_("No estimate or other paper is attached."))
        texts += [
            _("%(commitment)s: the basis is not written.", commitment=one.display_name)
            for one in self._get_drafts(self.commitment_ids) if not one.basis
        ]
        texts += [
            _("%(voucher)s: the papers have not arrived.", voucher=one.display_name)
            for one in self.commitment_ids.voucher_ids
            if one.state in (*UNDER_WAY, "resolved")
            and not one.papers_date and not one.evidence_ids
        ]
        texts += [
            _("%(payee)s has no bank account.", payee=one.name)
            for one in self._get_standing().partner_id if not one.bank_ids
        ]
        return texts + self._get_overdue_texts()

    def _get_overdue_texts(self):
        bound = self.commitment_ids
        late = [
            one for documents in (bound.inspection_ids, bound.voucher_ids) for one in documents
            if one.urgency == "overdue"
        ]
        return [
            self.env._("%(document)s was due on %(day)s.", document=one.display_name,
                       day=one.due_date)
            for one in late
        ]

    def _get_case_chain(self):
        """Return the documents that lead from the request to the payment, kind by kind."""
        commitments = self.commitment_ids.sorted("id")
        vouchers = commitments.voucher_ids.sorted("id")
        orders = self.env["gotgan.payment.order"].search(
            [("voucher_ids", "in", vouchers.ids)], order="id",
        )
        return [self, commitments, commitments.inspection_ids.sorted("id"), vouchers, orders]

    def _get_case_documents(self):
        """Return every kind of document of the case; an addon adds its own (``_add_to_case``)."""
        stages = self._get_case_chain()
        return self._add_to_case(stages, stages[3].deduction_ids)

    def _add_to_case(self, stages, *more):
        """Return the stages with those of ``more`` that exist and the person may read."""
        readable = [documents._filtered_access("read").sorted("id") for documents in more]
        return [*stages, *(documents for documents in readable if documents)]

    def _get_case_actions(self):
        """Return the buttons of the page: the person's own steps first."""
        labels, step = self._get_own_step_labels(), self._find_own_step()
        _ = self.env._
        buttons = [("action_advance", labels[step], True)] if step else []
        if self._can_own_inspect():
            buttons.append(("action_inspect_by_day", _("Notice of Another Day"), False))
        if self._can_own_claim() and self._get_claimable():
            buttons.append(("action_claim_by_day", _("Claim of Another Day"), False))
        if self.approval_id:
            buttons.append(("action_open_approval", _("Approval Document"), False))
        if self.state != "draft":
            buttons.append(("action_repeat", _("Same Case Again"), False))
        buttons.append(("action_save_template", _("Save Case"), False))
        return [
            {"model": self._name, "id": self.id, "method": method, "label": label, "main": main}
            for method, label, main in buttons
        ]

    def _get_own_step_labels(self):
        _ = self.env._
        return {
            "submit": _("Submit"),
            "sign": _("Sign"),
            "approve": _("Approve and Commit"),
            "bind": _("Write and Submit Commitment"),
            "commit": _("Commit"),
            "inspect": _("Accept Delivery"),
            "write": _("Write and Submit Voucher"),
            "claim": _("Papers Seen: Voucher and Payment Order"),
            "issue": _("Check and Issue Payment Order"),
            "pay": _("Confirm Transfer"),
        }


def _may(document, name):
    return f",{name}," in (document.allowed_transitions or "")
