from odoo import api, fields, models

from odoo.addons.gotgan_approval.subject import Subject
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..kinds import PAPER_WORDS

RULE = "change.decider"
# Who decides by a resolution; as the editions of the rule call them.
VOTERS = ("지방의회", "이사회")


class BudgetChangeDecisionMixin(models.AbstractModel):
    """Who decides a change: what the rule says for its kind, and the agency's own regulation.

    The rule says whether the council or board has to vote it, or the head of the agency decides
    (지방재정법 제47조의2, 제49조). Where the regulation on delegated decisions speaks for the kind,
    a line of approval decides for the head; else the budget officer executes what others asked for.
    """

    _name = "gotgan.budget.change.decision.mixin"
    _description = "Who Decides a Budget Change"
    _inherit = ["gotgan.approval.mixin"]

    _approval_kind = "budget_change"
    _approval_steps = {"submit": ("execute", "send_back")}

    requester_id = fields.Many2one(
        "res.users", string="Submitted By", readonly=True, copy=False, ondelete="restrict",
    )
    executor_id = fields.Many2one(
        "res.users", string="Executed By", readonly=True, copy=False, ondelete="restrict",
        help="Who executed the change, or signed last where a line of approval decided.",
    )
    authorization_id = fields.Many2one(
        "gotgan.transfer.authorization", string="Voted with the Budget", ondelete="set null",
        index="btree_not_null", copy=False, compute="_compute_authorization_id", store=True,
        readonly=False,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('state', '=', 'in_force')]",
        help="What the budget itself lets be moved between policy programmes; without it the "
             "transfer is voted by itself.",
    )
    decider = fields.Char(compute="_compute_decider", string="Decided By")
    needs_vote = fields.Boolean(compute="_compute_decider")

    _two_people = models.Constraint(
        "CHECK (executor_id <> create_uid AND executor_id <> requester_id)",
        "Who wrote or submitted a budget change does not execute it.",
    )

    @api.depends(
        "kind", "fiscal_year_id", "amount", "line_ids.direction", "line_ids.fund_id",
        "line_ids.project_id", "line_ids.subitem_id",
    )
    def _compute_authorization_id(self):
        """Propose what the budget lets be moved; what a person chose stays."""
        for change in self:
            chosen = change.authorization_id
            if change.kind != "program_transfer":
                change.authorization_id = False
            elif not chosen:
                change.authorization_id = change._seek_authorization()

    @api.depends("kind", "fiscal_year_id", "authorization_id")
    def _compute_decider(self):
        for change in self:
            edition, decider = change._get_decider()
            change.needs_vote = decider in VOTERS and not change.authorization_id
            if change.authorization_id:
                change.decider = self.env._(
                    "Voted with the budget: %(budget)s",
                    budget=change.authorization_id.version_id.name,
                )
            else:
                change.decider = f"{decider} ({edition.article})" if decider else False

    # ---- what the rule says --------------------------------------------------

    def _get_decider(self):
        """Return (edition in force, who decides the kind of change by it: a word, may be empty)."""
        edition = self.env["gotgan.rule"]._seek(RULE, self._get_rule_day(RULE))
        rows = {row["kind"]: row["decider"] for row in edition._get_rows()} if edition else {}
        return edition, rows.get(PAPER_WORDS.get(self.kind), "")

    def _check_change_decider(self, _edition):
        """A change that is to be voted waits for the resolution (지방재정법 제47조의2제1항)."""
        decider = self._get_decider()[1]
        if self.state == "submitted" and decider in VOTERS and not self.authorization_id:
            yield Finding(
                self.env._(
                    "%(kind)s is decided by a resolution: %(decider)s.",
                    kind=self._get_kind_word(), decider=decider,
                ),
                fix=self.env._("Enter the day and number of the resolution."),
                facts=("vote", decider),
            )

    # ---- what was voted with the budget --------------------------------------

    def _seek_authorization(self):
        """Return what the budgets in force let be moved that covers the change whole, or none."""
        if not self.line_ids.filtered("project_id"):
            return self.authorization_id.browse()
        return self.authorization_id.search([
            ("fiscal_year_id", "=", self.fiscal_year_id.id), ("state", "=", "in_force"),
        ]).filtered(
            lambda one: one._has_room(self.amount) and not any(self._list_outside(one)),
        )[:1]

    def _list_outside(self, authorization):
        """Yield (line, why it is outside) of what was voted with the budget."""
        for line in self.line_ids.filtered("project_id"):
            why = authorization._find_outside(
                line.fund_id, line.project_id.policy_id, line._get_item(),
                is_given=line.direction == "give",
            )
            if why:
                yield line, why

    def _check_change_voted_transfer(self, _edition):
        """Only within what the budget lets be moved (지방재정법 제47조의2제1항 단서)."""
        voted = self.authorization_id
        if not voted or self.state in ("executed", "cancelled"):
            return
        for line, why in self._list_outside(voted):
            yield Finding(
                self.env._("%(line)s is not in what %(voted)s lets be moved: %(why)s.",
                           line=line._get_label(), voted=voted.display_name, why=why),
                fix=self.env._("Choose other lines, or have the transfer voted by itself."),
                facts=("outside", voted.id, line._get_mark()),
            )
        if not voted._has_room(self.amount):
            yield Finding(
                self.env._(
                    "%(voted)s leaves %(left)s won of %(limit)s won to be moved.",
                    voted=voted.display_name, limit=won_text(voted.amount),
                    left=won_text(max(voted.amount - voted.used_amount, 0)),
                ),
                fix=self.env._("Move less, or have the transfer voted by itself."),
                facts=("limit", voted.id, self.amount),
            )

    # ---- the line of approval ------------------------------------------------

    @api.model
    def _list_approval_kinds(self):
        words = self._fields["kind"]._description_selection(self.env)
        return [(f"{self._approval_kind}_{kind}", label) for kind, label in words]

    def _get_approval_kind(self):
        return f"{self._approval_kind}_{self.kind}"

    def _get_approval_subject(self):
        """Return what those who decide look at: from where, to where, how much and why."""
        ways = dict(self.line_ids._fields["direction"]._description_selection(self.env))
        rows = [
            (ways[line.direction], f"{line._get_label()} {line.amount:,}") for line in self.line_ids
        ]
        reason = self._fields["reason"]._description_string(self.env)
        return Subject(
            self.name, self.amount, self.department_id,
            rows=((self._fields["kind"]._description_string(self.env), self._get_kind_word()),
                  *rows, (reason, self.reason or "-")),
        )

    # ---- two people ----------------------------------------------------------

    def _get_capacity(self, step):
        if step is self._transitions["execute"] and self._is_own():
            return ""
        return super()._get_capacity(step)

    def _get_decision_bar(self, user):
        if user not in (self.requester_id, self._get_author()):
            return super()._get_decision_bar(user)
        return self.env._(
            "%(document)s was written or submitted by %(person)s. Somebody else decides it.",
            document=self._get_document_label(), person=user.sudo().name,
        )

    def _get_refusal(self, name, step):
        if name == "execute" and self._is_own():
            return self._get_decision_bar(self.env.user)
        return super()._get_refusal(name, step)

    def _is_own(self):
        return self.env.user in (self.requester_id, self._get_author())
