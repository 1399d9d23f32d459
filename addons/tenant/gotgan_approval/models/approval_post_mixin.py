from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today

from .approval_step import DECIDING, POST

DECIDED_AFTERWARDS = DECIDING + 50
AUDITOR = "gotgan_base.group_auditor"


class ApprovalPostMixin(models.AbstractModel):
    """후결: an urgent matter is carried out by the post below, and the post decides afterwards.

    The decree knows 대결 and a report afterwards (행정업무규정 제10조제3항); a decision afterwards
    exists where the agency's own regulation permits it, so a row must say so and cite its article.
    The earlier signature is a 대결 and executes the document; what the post says later is an act of
    its own, is told to the auditor where it disagrees, and undoes nothing by itself.
    """

    _name = "gotgan.approval.post.mixin"
    _description = "Decision After the Fact"

    is_urgent = fields.Boolean(
        string="Carry Out First", copy=False,
        help="The post below the one that decides carries it out now, and the post itself decides "
             "afterwards, where the regulation permits so.",
    )
    urgent_reason = fields.Char(
        string="Why It Cannot Wait", copy=False,
        help="Read by who carries it out, by who decides afterwards and by the auditor.",
    )
    post_approval = fields.Selection(
        [("waiting", "Waiting"), ("agreed", "Agreed"), ("disagreed", "Disagreed")],
        string="Post-Approval", readonly=True, copy=False, index="btree_not_null",
    )
    post_clause = fields.Char(string="Permitted By", readonly=True, copy=False)
    post_days = fields.Integer(readonly=True, copy=False, aggregator=None)
    post_due = fields.Date(string="Decide By", readonly=True, copy=False)
    post_place = fields.Char(string="Decides Afterwards", compute="_compute_post_place")
    is_post_late = fields.Boolean(compute="_compute_is_post_late", string="Overdue")
    carried_by_id = fields.Many2one(
        "res.users", string="Carried Out By", readonly=True, copy=False, ondelete="restrict",
    )
    early_paper_id = fields.Many2one(
        "ir.attachment", string="Paper as Carried Out", readonly=True, copy=False,
        ondelete="restrict",
    )

    _urgent_says_why = models.Constraint(
        "CHECK (is_urgent IS NOT TRUE OR btrim(urgent_reason) <> '')",
        "Write why the matter cannot wait for the post that decides.",
    )
    _decided_afterwards = models.Constraint(
        """CHECK (post_approval IS NULL OR (state = 'approved' AND is_urgent IS TRUE
                  AND carried_by_id IS NOT NULL AND carried_by_id <> author_id
                  AND post_due IS NOT NULL))""",
        "Only what somebody else carried out is decided afterwards.",
    )

    @api.depends("step_ids.state", "carried_by_id")
    @api.depends_context("lang")
    def _compute_post_place(self):
        for approval in self:
            step = approval._get_post_step()
            approval.post_place = step._get_place_text() if step else ""

    @api.depends("post_approval", "post_due")
    def _compute_is_post_late(self):
        day = today(self.env)
        for approval in self:
            waits = approval.post_approval == "waiting"
            approval.is_post_late = bool(waits and approval.post_due < day)

    def action_post_approve(self, comment=None):
        """Decide afterwards what was carried out; of several, each by itself."""
        if len(self) == 1:
            return self._do_transition("post_approve", comment)
        return self._do_each("post_approve", comment)

    def action_post_disagree(self):
        """Record that one would have decided otherwise, with a reason; the auditor is told."""
        return self._do_transition("post_disagree")

    def action_open_early_paper(self):
        """Show the paper as it was when the matter was carried out."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/web/content/{self.early_paper_id.id}"}

    # ---- the line ----------------------------------------------------------------

    def _get_post_step(self):
        """Return the step that decides afterwards; empty where the line has none."""
        steps_sudo = self.sudo().step_ids.filtered(
            lambda one: one.role in POST and one.state != "skipped"
        )
        return steps_sudo.sudo(self.env.su)

    def _plan_urgent(self, row, reviews, decision):
        """Return (the posts that review, who decides[, who decides afterwards])."""
        urgent = row if self.is_urgent else row.browse()
        self._write_locked({
            "post_clause": urgent.post_approval_clause, "post_days": urgent.post_approval_days,
        })
        if not self.is_urgent:
            return reviews, decision
        self._check_urgent(row, reviews)
        return reviews[:-1], *self._prepare_urgent(row, reviews[-1], decision)

    def _check_urgent(self, row, reviews):
        """Refuse to carry out first what no row permits, or where nobody stands below.

        :raises UserError: with what to do instead
        """
        values = {
            "document": self._get_document_label(), "clause": row.clause or self.env._("no row"),
        }
        if not row.post_approval:
            raise UserError(self.env._(
                "%(document)s: the regulation does not let it be carried out before the decision "
                "(%(clause)s). Submit it in the ordinary way; while the post is away, who stands "
                "in signs in its place.", **values,
            ))
        if self.chosen_level:
            raise UserError(self.env._(
                "%(document)s: either a lower post decides, or it carries out first and the post "
                "decides afterwards. Choose one of the two.", **values,
            ))
        if not reviews:
            raise UserError(self.env._(
                "%(document)s: nobody stands between its author and who decides, so nobody could "
                "carry it out first. Submit it in the ordinary way.", **values,
            ))

    def _prepare_urgent(self, row, first, decision):
        """Return the steps of who carries out first and who decides afterwards."""
        decider = self.env["hr.department"].browse(decision["department_id"])
        words = {
            "first": self._get_department(first)._get_post_label(),
            "decider": decider._get_post_label(), "reason": self.urgent_reason,
            "clause": row.post_approval_clause, "days": row.post_approval_days,
        }
        return (
            {
                "role": "decide", "sequence": DECIDING, "department_id": first.id,
                "why": self.env._(
                    "Urgent (%(reason)s): %(first)s stands next to %(decider)s in the line and "
                    "carries it out first by %(clause)s.", **words,
                ),
            },
            {
                **decision, "role": "post", "sequence": DECIDED_AFTERWARDS,
                "why": self.env._(
                    "%(ground)s Decides afterwards by %(clause)s, within %(days)s working days "
                    "after it was carried out.", ground=self.ground, **words,
                ),
            },
        )

    @api.model
    def _count_post_approvals(self, watches):
        """Return how many are late to be decided afterwards, and with how many a post disagrees."""
        late = [("post_approval", "=", "waiting"), ("post_due", "<", today(self.env))]
        return {
            "late": self.search_count(late) if watches else 0,
            "disagreed": self.search_count([("post_approval", "=", "disagreed")]) if watches else 0,
        }

    def _prepare_post_row(self):
        """Return what a row of the approval screen says of the decision afterwards."""
        labels = dict(self._fields["post_approval"]._description_selection(self.env))
        return {
            "post": self.post_approval or "", "post_label": labels.get(self.post_approval, ""),
            "post_due": self._word_day(self.post_due), "urgent": self.is_urgent,
            "post_late": self.is_post_late,
        }

    # ---- steps -------------------------------------------------------------------

    def _get_capacity_post(self, _value):
        """Return in which capacity the person decides afterwards; '' where it is not his."""
        steps = self._get_my_steps(POST)
        return steps[:1]._get_capacity_text(self.env.user)

    def _await_post(self, signer):
        """Let the post decide from now on, unless it signed already as itself.

        :param signer: the user whose signature executed the document
        """
        step_sudo = self._get_post_step().sudo()
        if not step_sudo:
            return
        if step_sudo._is_headed_by(signer.id):
            step_sudo._write_locked({"state": "skipped"})
            return
        due = self.env["gotgan.calendar"]._add_working_days(today(self.env), self.post_days)
        self._write_locked({"carried_by_id": signer.id, "post_due": due})
        step_sudo._write_locked({"state": "current"})

    def _decide_afterwards(self, act, outcome, comment):
        for approval in self:
            step_sudo = approval._get_my_steps(POST)[:1].sudo()
            approval._record_act(act, step_sudo, comment)
            approval_sudo = approval.sudo()
            paper_sudo = approval_sudo._make_paper(approval_sudo.number, approval_sudo.registered)
            approval._write_locked({
                "post_approval": outcome, "early_paper_id": approval_sudo.paper_id.id,
                "paper_id": paper_sudo.id,
            })

    def _on_post_disagree(self, reason):
        self._decide_afterwards("post_object", "disagreed", reason)
        for approval in self:
            approval._tell_disagreement(reason)

    def _tell_disagreement(self, reason):
        """Tell the auditor, the author and who carried it out that the post disagrees."""
        group_sudo = self.env.ref(AUDITOR).sudo()
        self_sudo = self.sudo()
        told_sudo = group_sudo.all_user_ids | self_sudo.author_id | self_sudo.carried_by_id
        thread_sudo = self.env["mail.thread"].sudo()
        thread_sudo.message_notify(
            partner_ids=told_sudo.filtered(lambda one: not one.share).partner_id.ids,
            subject=self.env._("Disagreed afterwards: %(document)s", document=self.display_name),
            body=self.env._(
                "%(person)s does not agree with %(document)s, which %(carrier)s carried out on "
                "%(day)s: %(reason)s Nothing is undone by this. Undo it by the documents' own "
                "steps where that is needed.",
                person=self.env.user.name, document=self_sudo._get_document_label(),
                carrier=self_sudo.carried_by_id.name, day=self_sudo.registered, reason=reason,
            ),
        )
