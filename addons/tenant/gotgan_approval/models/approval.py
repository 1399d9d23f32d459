from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..posts import Post, Posts
from .approval_delegation import DECIDERS, LEVELS
from .approval_step import RECEIVING

POSTS = "gotgan_approval_posts"
SIGNER = "signer"
OPEN = ("draft", "running", "held")
# What the author may still choose before the line begins.
CHOSEN = frozenset([
    "security", "security_reason", "retention", "chosen_level", "step_ids", "lines",
    "is_urgent", "urgent_reason",
])
# What of it says who signs.
STEERING = frozenset(["chosen_level", "is_urgent", "urgent_reason"])


class Approval(models.Model):
    """결재문서: one document on its way along a line of approval (행정업무규정 제10조).

    Who signs is asked of the post on the day of signing, never of a person fixed long before: a
    transfer, a leave or a vacancy moves open work by itself.
    """

    _name = "gotgan.approval"
    _description = "Approval Document"
    _inherit = [
        "gotgan.approval.office.mixin", "gotgan.approval.line.mixin",
        "gotgan.approval.acts.mixin", "gotgan.approval.batch.mixin",
        "gotgan.approval.inbox.mixin",
        "gotgan.approval.post.mixin", "gotgan.approval.paper.mixin", "gotgan.paper.mixin",
        "gotgan.transition.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["number", "name"]
    _open_states = ("draft",)
    # The signed paper is added by the last signature itself.
    _paper_states = OPEN
    _sealed_fields = (
        "state", "number", "number_year", "registered", "data", "data_hash", "post_approval",
        "post_due", "carried_by_id", "early_paper_id",
    )

    _transitions = {
        "start": Transition(("draft",), "running", "author"),
        "sign": Transition(("running", "held"), "running", SIGNER),
        "sign_noted": Transition(("running", "held"), "running", SIGNER, needs_reason=True),
        "object": Transition(("running", "held"), "running", SIGNER, needs_reason=True),
        "hold": Transition(("running",), "held", SIGNER, needs_reason=True),
        "step_back": Transition(("running", "held"), "running", SIGNER, needs_reason=True),
        "send_back": Transition(
            ("running", "held"), "returned", f"{SIGNER}|line:objected", needs_reason=True,
        ),
        "withdraw": Transition(("running", "held"), "withdrawn", "author"),
        "approve": Transition(("running",), "approved", "line:complete"),
        "see": Transition(("approved",), "approved", "recipient"),
        "post_approve": Transition(("approved",), "approved", "post"),
        "post_disagree": Transition(("approved",), "approved", "post", needs_reason=True),
        # What the document itself decides: it was cancelled, or went another way.
        "drop": Transition(OPEN, "withdrawn", "line:left"),
    }

    res_model = fields.Char(string="Kind of Record", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", string="Document", required=True, readonly=True,
    )
    transition = fields.Char(required=True, readonly=True)
    kind = fields.Selection(
        lambda self: self._get_approval_kinds(), string="Kind of Document", required=True,
        readonly=True, index=True,
    )
    name = fields.Char(string="Title", required=True, readonly=True)
    amount = Won(readonly=True)
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, index=True, ondelete="restrict",
    )
    author_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="restrict",
    )
    security = fields.Selection(
        [("open", "Open"), ("partial", "Partly Open"), ("closed", "Not Open")],
        string="Disclosure", required=True, default="open",
        help="Whether the public may ask for it (정보공개법 제9조). What is not open "
             "is read only by those on its line.",
    )
    security_reason = fields.Char(
        string="Ground of Non-Disclosure", help="The item of Article 9 and why it applies.",
    )
    retention = fields.Selection(
        [
            ("1", "1 Year"), ("3", "3 Years"), ("5", "5 Years"), ("10", "10 Years"),
            ("30", "30 Years"), ("semi", "Semi-permanent"), ("permanent", "Permanent"),
        ],
        required=True, default="5",
        help="공공기록물 관리에 관한 법률 시행령 제26조; five years for papers of accounting.",
    )
    chosen_level = fields.Selection(
        LEVELS, string="Lower Decision", copy=False,
        help="Who decides in place of the post that the regulation names, where it permits so.",
    )
    level = fields.Selection(DECIDERS, string="Decided By", readonly=True)
    ground = fields.Text(readonly=True, help="Why this person decides, with the clause.")
    number = fields.Char(readonly=True, copy=False, index=True)
    number_year = fields.Integer(string="Year", readonly=True, copy=False, aggregator=None)
    registered = fields.Date(readonly=True, copy=False)
    data = fields.Json(readonly=True, copy=False)
    data_hash = fields.Char(string="Digest of the Document", readonly=True, copy=False)
    paper_id = fields.Many2one(
        "ir.attachment", string="Signed Paper", readonly=True, copy=False, ondelete="restrict",
    )
    step_ids = fields.One2many("gotgan.approval.step", "approval_id", string="Line", copy=False)
    act_ids = fields.One2many(
        "gotgan.approval.act", "approval_id", string="Acts", readonly=True, copy=False,
    )
    reader_ids = fields.Many2many("res.users", string="People of the Line", readonly=True)
    state = fields.Selection(
        [
            ("draft", "Draft"), ("running", "In Approval"), ("held", "On Hold"),
            ("approved", "Approved"), ("returned", "Returned"), ("withdrawn", "Withdrawn"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )

    _one_open = models.UniqueIndex(
        "(res_model, res_id) WHERE state IN ('draft', 'running', 'held')",
        "The document already has a line of approval. Open that one.",
    )
    _number_unique = models.UniqueIndex("(number_year, number) WHERE number IS NOT NULL")
    _numbered_when_approved = models.Constraint(
        "CHECK ((state = 'approved') = (number IS NOT NULL AND registered IS NOT NULL))",
        "A document gets its number when it is approved, and only then.",
    )
    _document = models.Index("(res_model, res_id, id)")
    _open = models.Index("(state) WHERE state IN ('draft', 'running', 'held')")

    @api.depends("number", "name")
    def _compute_display_name(self):
        for approval in self:
            approval.display_name = f"{approval.number or ''} {approval.name or ''}".strip()

    @api.constrains("security", "security_reason")
    def _check_security_reason(self):
        for approval in self:
            if approval.security != "open" and not (approval.security_reason or "").strip():
                raise UserError(self.env._(
                    "%(document)s: write on which item of Article 9 of the Official Information "
                    "Disclosure Act it is withheld.", document=approval.display_name,
                ))

    def write(self, vals):
        """Make the line anew when its author chooses who decides."""
        done = super().write(vals)
        if STEERING & set(vals):
            for approval in self:
                approval._make_line()
        return done

    def copy_data(self, default=None):
        raise UserError(self.env._(
            "An approval document is never copied: it belongs to one document. Copy that one.",
        ))

    def action_sign(self, comment=None):
        """Sign what waits for the person; of several, each that can be is signed by itself."""
        if len(self) == 1:
            return self._do_transition("sign", comment)
        return self._do_each("sign", comment)

    def action_sign_noted(self):
        """Sign with an opinion (의견), which everybody on the line and the paper show."""
        action = self._do_transition("sign_noted")
        return {**action, "name": self.env._("Opinion")}

    def action_object(self):
        """Refuse a consent, with a reason; a binding one sends the document back."""
        return self._do_transition("object")

    def action_hold(self):
        """Leave the document for later, with a reason."""
        return self._do_transition("hold")

    def action_send_back(self):
        """Return the document to its author, with a reason."""
        return self._do_transition("send_back")

    def action_step_back(self):
        """Choose the earlier step the document returns to."""
        self.ensure_one()
        self._check_transition("step_back", self._transitions["step_back"])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Return to an Earlier Step"),
            "res_model": "gotgan.approval.step.back",
            "view_mode": "form",
            "target": "new",
            "context": {"default_approval_id": self.id},
        }

    def action_withdraw(self):
        """Take the document back while nobody has decided it."""
        return self._do_transition("withdraw")

    def action_see(self):
        """Say that one has read what was circulated, or decided in one's place."""
        return self._do_transition("see")

    def action_open_document(self):
        """Show the document the line is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

    def action_submit_document(self):
        """Submit the document whose line was prepared."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)._do_transition(self.transition)

    # ---- what others ask -------------------------------------------------------

    @api.model
    def _get_approval_kinds(self):
        """Return [(kind, label)] of the documents that can be decided by a line.

        Several documents may be of one kind (a contract is a commitment): the first names it.
        """
        found = {}
        for name, model in self.env.registry.items():
            if getattr(model, "_approval_kind", None) and not model._abstract:
                found = {**dict(self.env[name]._list_approval_kinds()), **found}
        return sorted(found.items())

    @api.model
    def _is_governed(self, kind, department):
        """Return whether a row of the regulation speaks for ``kind`` in the department today."""
        delegations_sudo = self.env["gotgan.approval.delegation"].sudo()
        day = today(self.env)
        rows_sudo = delegations_sudo.search(
            [("kind", "=", kind), *delegations_sudo._get_holding_domain(day)],
        )
        reach = delegations_sudo._get_reach(department)
        return any(row._get_distance(reach) is not None for row in rows_sudo)

    @api.model
    def _find_governed(self, kind):
        """Return ids of the departments in which the regulation speaks for ``kind`` today."""
        delegations_sudo = self.env["gotgan.approval.delegation"].sudo()
        rows_sudo = delegations_sudo.search(
            [("kind", "=", kind), *delegations_sudo._get_holding_domain(today(self.env))],
        )
        if not rows_sudo:
            return []
        within = [] if any(not row.department_ids for row in rows_sudo) else [
            ("id", "child_of", rows_sudo.department_ids.ids),
        ]
        departments_sudo = self.env["hr.department"].sudo().with_context(active_test=False)
        return departments_sudo.search(within).ids

    @api.model
    def _get_posts(self):
        """Return the ``Posts`` of today, read once per transaction."""
        posts = self.env.cr.cache.setdefault(POSTS, {})
        day = today(self.env)
        if day not in posts:
            posts[day] = self._read_posts(day)
        return posts[day]

    @api.model
    def _read_posts(self, day):
        departments_sudo = self.env["hr.department"].sudo().search([], order="code, name, id")
        users_sudo = self.env["res.users"].sudo().search([("share", "=", False)])
        return Posts(
            {
                one.id: Post(
                    one.id, one.level, one.parent_id.id or None, one.manager_id.user_id.id or None,
                )
                for one in departments_sudo
            },
            self.env["gotgan.absence"]._get_away(day),
            {one.id: one.employee_id.department_id.id or None for one in users_sudo},
        )

    @api.model
    def _forget_posts(self):
        self.env.cr.cache.pop(POSTS, None)

    # ---- authority -------------------------------------------------------------

    def _get_author(self):
        return self.author_id

    def _get_capacity_signer(self, _value):
        """Return in which capacity the person signs a current step; '' where none is his."""
        steps = self._get_my_steps()
        return steps[:1]._get_capacity_text(self.env.user)

    def _get_capacity_recipient(self, _value):
        steps = self._get_my_steps(RECEIVING)
        return steps[:1]._get_capacity_text(self.env.user)

    def _get_capacity_line(self, value):
        """Return a text if the line itself decides the step."""
        steps_sudo = self.sudo().step_ids
        if value == "complete":
            return self.env._("All have signed") if steps_sudo._are_complete() else ""
        if value == "objected":
            objected = steps_sudo.filtered(lambda one: one.state == "objected" and one.is_binding)
            return self.env._("A binding consent was refused") if objected else ""
        if self.res_model not in self.env:
            return ""
        document_sudo = self.env[self.res_model].sudo().browse(self.res_id).exists()
        waits = document_sudo and document_sudo._waits_for_line(self)
        return "" if waits else self.env._("The document went another way")

    def _get_authority_label(self, kind, value):
        if kind == "post":
            return self.post_place if len(self) == 1 else self.env._("who decides afterwards")
        if kind in ("signer", "recipient", "line"):
            return self._get_place_label() if len(self) == 1 else self.env._("the line of approval")
        return super()._get_authority_label(kind, value)

    def _check_open(self, vals):
        """The document and its line say what an approval is; the author chooses very little."""
        done = super()._check_open(vals)
        named = set(vals) - CHOSEN
        if named:
            raise UserError(self.env._(
                "%(document)s: %(field)s comes from the document and cannot be changed here.",
                document=self[:1].display_name,
                field=self._fields[min(named)]._description_string(self.env),
            ))
        return done

    def _get_step_label(self, name):
        words = {
            "sign": self.env._("signing"), "object": self.env._("objecting"),
            "sign_noted": self.env._("signing with an opinion"),
            "hold": self.env._("putting on hold"), "step_back": self.env._("returning to a step"),
            "send_back": self.env._("returning"), "withdraw": self.env._("taking back"),
            "see": self.env._("seeing"), "start": self.env._("submitting"),
            "post_approve": self.env._("deciding afterwards"),
            "post_disagree": self.env._("disagreeing afterwards"),
        }
        return words.get(name) or super()._get_step_label(name)

    def _get_document_label(self):
        self_sudo = self.sudo()
        return f"{self._get_kind_label()} {self_sudo.display_name}"
