from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition

from ..kinds import KINDS, suggest_kind
from ..papers import statement

OFFICER = "group:gotgan_budget.group_budget_officer"
EITHER = f"author|{OFFICER}"


class BudgetChange(models.Model):
    """이용·전용·변경사용·이체, 예비비 사용과 반납: voted money that goes to another purpose.

    A department asks with lines that take and lines that give; the law says which way of changing
    it is, who decides and what is forbidden (지방재정법 제43조, 제47조의2, 제49조). Executing moves
    the appropriation, and the allotment with it, in one transaction.
    """

    _name = "gotgan.budget.change"
    _description = "Budget Change"
    _inherit = [
        "gotgan.paper.mixin", "gotgan.budget.change.decision.mixin",
        "gotgan.budget.change.check.mixin",
        "gotgan.budget.change.effect.mixin", "gotgan.number.mixin", "gotgan.change.paper.mixin",
        "gotgan.ledger.source.mixin",
    ]
    _order = "id desc"

    _number_series = "budget_change"
    _open_states = ("draft", "returned")
    _sealed_fields = (
        "state", "number", "submitted_on", "vote_date", "vote_reference", "executed_on",
        "requester_id", "executor_id",
    )
    _transitions = {
        "submit": Transition(("draft", "returned"), "submitted", "author"),
        "withdraw": Transition(("submitted",), "draft", "author"),
        "vote": Transition(("submitted",), "council_voted", OFFICER),
        "execute": Transition(("submitted", "council_voted"), "executed", OFFICER),
        "send_back": Transition(
            ("submitted", "council_voted"), "returned", OFFICER, needs_reason=True,
        ),
        "cancel": Transition(
            ("draft", "returned", "submitted", "council_voted"), "cancelled", EITHER,
            needs_reason=True,
        ),
    }

    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "Submitted"),
        ("council_voted", "Voted"),
        ("executed", "Executed"),
        ("returned", "Returned"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)
    name = fields.Char(string="Title", required=True)
    kind = fields.Selection(
        KINDS, compute="_compute_kind", store=True, readonly=False, index=True,
    )
    suggested_kind = fields.Selection(
        KINDS, string="Kind by Its Lines", compute="_compute_suggested_kind",
        help="What the law calls a change between these places.",
    )
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_fiscal_year_id(),
    )
    department_id = fields.Many2one(
        "hr.department", string="Requesting Department", required=True, ondelete="restrict",
        index=True, default=lambda self: self._default_department_id(),
    )
    reason = fields.Text(help="Why the money is needed there, and why it is not needed here.")
    allot_now = fields.Boolean(
        string="Allot at Once", compute="_compute_allot_now", store=True, readonly=False,
        help="What is added is allotted in the same step. Otherwise only as much as was taken out "
             "of allotments is allotted again.",
    )
    is_disaster = fields.Boolean(
        string="Urgent Disaster Relief",
        help="The money is for urgent relief after a disaster; some limits do not apply then.",
    )
    ordinance_name = fields.Char(
        string="Ordinance of the Reorganisation",
        help="The ordinance or rule that changed the offices, such as the Ordinance on the "
             "Establishment of Administrative Organs; its text is attached.",
    )
    ordinance_date = fields.Date(string="Ordinance in Force From")
    line_ids = fields.One2many("gotgan.budget.change.line", "change_id", string="Lines", copy=True)
    amount = Won(compute="_compute_amount", store=True, string="Amount Moved")
    balance = Won(
        compute="_compute_amount", store=True, string="Difference",
        help="What is added less what is taken; it has to be zero.",
    )
    shortage = fields.Text(compute="_compute_shortage")
    submitted_on = fields.Date(readonly=True, copy=False)
    vote_date = fields.Date(string="Voted On", readonly=True, copy=False)
    vote_reference = fields.Char(string="Resolution", readonly=True, copy=False)
    executed_on = fields.Date(readonly=True, copy=False, index=True)

    _waiting = models.Index("(state) WHERE state IN ('submitted', 'council_voted')")

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    def _default_department_id(self):
        return self.env.user._get_department()

    @api.depends("number", "name")
    def _compute_display_name(self):
        for change in self:
            change.display_name = " ".join(filter(None, (change.number, change.name)))

    @api.depends("suggested_kind")
    def _compute_kind(self):
        """Propose the kind once there is something to go by; what a person chose stays."""
        for change in self:
            change.kind = change.kind or change.suggested_kind

    @api.depends(
        "line_ids.direction", "line_ids.department_id", "line_ids.project_id",
        "line_ids.subitem_id", "fiscal_year_id",
    )
    def _compute_suggested_kind(self):
        for change in self:
            placed = change.line_ids.filtered(lambda one: one.project_id and one.subitem_id)
            taken, given = (
                placed.filtered(lambda line, way=direction: line.direction == way)._get_places()
                for direction in ("take", "give")
            )
            change.suggested_kind = suggest_kind(taken, given) or False

    @api.depends("kind")
    def _compute_allot_now(self):
        """Money of the reserve is given out to be spent (지방재정법 시행령 제56조제3항)."""
        for change in self:
            change.allot_now = change.kind == "reserve"

    @api.depends("line_ids.amount", "line_ids.direction")
    def _compute_amount(self):
        for change in self:
            given = sum(change._get_lines("give").mapped("amount"))
            taken = sum(change._get_lines("take").mapped("amount"))
            change.amount, change.balance = given, given - taken

    @api.depends("state", "line_ids.amount", "line_ids.cell_id", "line_ids.movable")
    def _compute_shortage(self):
        for change in self:
            waiting = change.state not in ("executed", "cancelled")
            change.shortage = "\n".join(change._get_shortages()) if waiting else False

    def action_submit(self):
        """Number the request and hand it to the budget officer."""
        return self._do_transition("submit")

    def action_withdraw(self):
        """Take the request back to change it."""
        return self._do_transition("withdraw")

    def action_vote(self):
        """Ask for the day and the number of the resolution of the council or the board."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Resolution on a Budget Change"),
            "res_model": "gotgan.budget.vote",
            "view_mode": "form",
            "target": "new",
            "context": {"default_change_id": self.id},
        }

    def action_execute(self):
        """Move the money."""
        return self._do_transition("execute")

    def action_send_back(self):
        """Return the request to its department, with a reason."""
        return self._do_transition("send_back")

    def action_cancel(self):
        """Drop the request, with a reason."""
        return self._do_transition("cancel")

    def action_take_suggestion(self):
        """Take the kind that the places of the lines call for."""
        for change in self.filtered("suggested_kind"):
            change.kind = change.suggested_kind

    @api.model
    def _get_new_action(self, line_commands, department):
        """Return the action of a new request that begins with these lines."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Budget Change"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_line_ids": line_commands, "default_department_id": department.id,
            },
        }

    # ---- steps -----------------------------------------------------------

    def _on_submit(self):
        self._check_lines()
        self.line_ids._forget_figures()
        self._check_movable()
        self._take_numbers()
        self._write_locked({"submitted_on": today(self.env), "requester_id": self.env.uid})

    def _on_vote(self):
        for change in self.filtered(lambda one: not one.needs_vote):
            raise UserError(self.env._(
                "%(document)s needs no resolution. Execute it.",
                document=change._get_document_label(),
            ))

    def _on_execute(self):
        self._check_lines()
        for change in self:
            change.line_ids._forget_figures()
            change._check_movable()
            if change.authorization_id:
                change.authorization_id._use(change.amount)
            change._move_money()
        self._write_locked({"executed_on": today(self.env), "executor_id": self.env.uid})

    def _record_vote(self, day, reference):
        """Note the resolution of ``day`` and go on with it.

        :raises UserError: the day lies in the future or before the request
        """
        for change in self:
            if day > today(self.env) or day < change.fiscal_year_id.date_from:
                raise UserError(self.env._(
                    "%(document)s cannot have been voted on %(day)s: that day lies in the future "
                    "or before the fiscal year. Correct the day.",
                    document=change._get_document_label(), day=day,
                ))
        self._do_transition("vote", reason=reference)
        self._write_locked({"vote_date": day, "vote_reference": reference})

    # ---- checks that are no rules but arithmetic -------------------------

    def _check_lines(self):
        for change in self:
            lines = change.line_ids
            label = change._get_document_label()
            if not change._get_lines("take") or not change._get_lines("give"):
                raise UserError(self.env._(
                    "%(document)s needs at least one line to take from and one to add to.",
                    document=label,
                ))
            if change.balance:
                raise UserError(self.env._(
                    "%(document)s: what is added and what is taken differ by %(won)s won. "
                    "Make both sides equal.", document=label, won=won_text(change.balance),
                ))
            if not change.kind:
                raise UserError(self.env._(
                    "%(document)s: choose the kind of change.", document=label,
                ))
            if not (change.reason or "").strip():
                raise UserError(self.env._(
                    "%(document)s: write why the money is moved.", document=label,
                ))
            lines._check_complete()

    def _check_movable(self):
        """Refuse to take what is in use, with every line that lacks money and its figures."""
        for change in self:
            change._get_lines("take")._check_movable()

    def _get_shortages(self):
        return [text for _shortage, text in self._get_lines("take")._get_shortages()]

    def _get_lines(self, direction):
        return self.line_ids.filtered(lambda line: line.direction == direction)

    # ---- words -----------------------------------------------------------

    def _get_paper(self):
        return statement.build(self)

    def _get_kind_word(self):
        return dict(self._fields["kind"]._description_selection(self.env)).get(self.kind, "")

    def _get_posting_reason(self):
        return f"{self._get_kind_word()} {self.number}: {self.name}"

    def _get_document_label(self):
        return f"{self._get_kind_label()} {self.number or self.name}"

    def _get_number_year(self):
        return self.fiscal_year_id.year
