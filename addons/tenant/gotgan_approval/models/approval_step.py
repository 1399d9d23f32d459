from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.clock import seoul_day, today
from odoo.addons.gotgan_base.particles import fit_particles

from ..posts import Standing

ROLES = [
    ("draft", "Draft"), ("review", "Review"), ("cooperate", "Cooperation"),
    ("consent", "Consent"), ("decide", "Decision"), ("post", "Post-Approval"),
    ("after", "Seen Afterwards"),
    ("circulate", "Circulation"), ("refer", "Reference"),
]
SIGNING = ("review", "cooperate", "consent", "decide")
# Asked beside the posts of the line.
ASKED = ("cooperate", "consent")
OPEN = ("waiting", "current")
RECEIVING = ("after", "circulate", "refer")
# Decides what was already carried out; the document does not wait for it (후결).
POST = ("post",)
# What an author may add to the line that the regulation makes.
ADDABLE = ("review", "cooperate", "consent", "circulate", "refer")
STATES = [
    ("waiting", "Waiting"), ("current", "To Do"), ("signed", "Signed"),
    ("objected", "Objected"), ("skipped", "Skipped"),
]
DECIDING, INFORMING = 1000, 2000
# Capacities that are written into the box (행정업무규정 시행규칙 제7조).
MARKED = ("final", "stand_in", "post", "after")


class ApprovalStep(models.Model):
    """One place of a line: in which role who is asked, and why.

    The place belongs to a post (head of a department), an office or a person. Equal sequences
    stand side by side.
    """

    _name = "gotgan.approval.step"
    _description = "Step of Approval"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "approval_id, sequence, id"
    _parent_field = "approval_id"

    approval_id = fields.Many2one(
        "gotgan.approval", required=True, ondelete="cascade", index=True, readonly=True,
    )
    sequence = fields.Integer(
        default=500, required=True, help="Steps of the same number stand side by side.",
    )
    role = fields.Selection(ROLES, required=True, default="cooperate")
    is_binding = fields.Boolean(string="Binding")
    user_id = fields.Many2one(
        "res.users", string="Person", ondelete="restrict", domain=[("share", "=", False)],
    )
    department_id = fields.Many2one("hr.department", ondelete="restrict")
    office_id = fields.Many2one("gotgan.office", ondelete="restrict")
    is_regular = fields.Boolean(
        string="By Regulation", readonly=True,
        help="Made by the regulation: it cannot be taken out.",
    )
    is_delegated = fields.Boolean(string="Delegated Decision", readonly=True)
    why = fields.Text(readonly=True, help="Why this person is on the line.")
    state = fields.Selection(STATES, required=True, default="waiting", readonly=True)
    round = fields.Integer(
        required=True, default=1, readonly=True, aggregator=None,
        help="How often the document has come here.",
    )
    act_id = fields.Many2one(
        "gotgan.approval.act", string="Signature", readonly=True, ondelete="restrict",
    )
    assignee = fields.Char(compute="_compute_assignee", string="Who")
    signer_id = fields.Many2one("res.users", compute="_compute_assignee", string="Signs Today")

    _one_assignee = models.Constraint(
        "CHECK (num_nonnulls(user_id, department_id, office_id) = 1)",
        "A step names one: a person, a department or an office.",
    )
    _signed_by_act = models.Constraint(
        "CHECK ((state IN ('signed', 'objected')) = (act_id IS NOT NULL))",
        "A step is signed by its act and by nothing else.",
    )
    _one_decider = models.UniqueIndex(
        "(approval_id) WHERE role = 'decide'", "A line has one who decides.",
    )
    _open_steps = models.Index("(state) WHERE state IN ('waiting', 'current')")

    @api.depends("user_id", "department_id", "office_id", "state")
    def _compute_assignee(self):
        for step in self:
            step.assignee = step._get_assignee_label()
            step.signer_id = step._get_standing().user if step.approval_id else False

    @api.depends("role", "state", "act_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for step in self:
            act_sudo = step.sudo().act_id
            signed = " ".join(filter(None, (act_sudo.post, act_sudo.name)))
            who = signed or (step._get_place_text() if step.approval_id else "")
            step.display_name = f"{roles.get(step.role, '')} · {who}"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [self._complete_added(self._prepare_added(vals)) for vals in vals_list]
        return super().create([
            {**vals, "why": fit_particles(vals["why"])} if vals.get("why") else vals
            for vals in vals_list
        ])

    def write(self, vals):
        if not self.env.su:
            self._check_added()
            self._prepare_added(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_regular(self):
        if not self.env.su:
            self._check_added()

    def _check_documents_open(self):
        """A running line is closed; only the line itself lets the absent see it later."""
        added = self.filtered(lambda one: one.role == "after") if self.env.su else self.browse()
        return super(ApprovalStep, self - added)._check_documents_open()

    # ---- what an author may do -------------------------------------------------

    def _check_added(self):
        for step in self.filtered("is_regular"):
            raise UserError(self.env._(
                "%(who)s is on the line by the regulation and stays there: %(why)s",
                who=step.assignee, why=step.why or "",
            ))

    @api.model
    def _prepare_added(self, vals):
        """Return values of a step as an author may add it.

        :raises AccessError: a role or a mark that only the line itself gives
        """
        kept = {"is_regular", "is_delegated", "state", "round", "act_id", "why"} & set(vals)
        if kept or vals.get("role", ADDABLE[0]) not in ADDABLE:
            raise AccessError(self.env._(
                "Who decides, and what was signed, is said by the regulation and by the acts, "
                "never by hand. Add people to be asked or informed.",
            ))
        sequence = vals.get("sequence", 500)
        if not 0 < sequence < DECIDING:
            raise UserError(self.env._(
                "A step that is added stands between the author and who decides: a number from 1 "
                "to %(last)s.", last=DECIDING - 1,
            ))
        return vals

    @api.model
    def _complete_added(self, vals):
        """Say who added the step; who is informed stands behind the decision."""
        place = {"sequence": INFORMING} if vals.get("role") in RECEIVING else {}
        return {**vals, **place, "why": self.env._("Added to the line by its author.")}

    # ---- who signs -------------------------------------------------------------

    def _get_standing(self):
        """Return who signs the step today, and for whom."""
        self.ensure_one()
        self_sudo = self.sudo()
        return self_sudo._find_standing(
            self_sudo.role, self_sudo.user_id.id, self_sudo.department_id.id,
            self_sudo.office_id.id, self_sudo.approval_id.author_id.id,
            self_sudo.approval_id.carried_by_id.id,
        )

    @api.model
    def _find_standing(self, role, user, department, office, author, carried_by=None):
        """Return the ``Standing`` of a place; the author never stands on a signing one.

        :param carried_by: who carried an urgent matter out; he does not decide it afterwards
        """
        posts = self.env["gotgan.approval"]._get_posts()
        if role in POST:
            return posts.decide_afterwards(department, {author, carried_by})
        if role in ("draft", "after") or not (user or department or office):
            return Standing(user or None)
        without = {author} if role in SIGNING else set()
        if office:
            office = self.env["gotgan.office"].browse(office)
            return self._find_officer(posts, office, without, role == "decide")
        if department:
            return posts.stand_for_post(department, without)
        return posts.stand_for_user(user, without)

    @api.model
    def _find_officer(self, posts, office, without, decides):
        """Return who holds an office; where nobody may, the head of the place it is kept at.

        What an office decides by law is decided by who holds it or acts for it, never by a head.
        """
        day = today(self.env)
        holder = office._get_present(day)._get_holder(day).id
        if holder and holder not in without:
            return Standing(holder)
        if decides:
            return Standing()
        home_sudo = office.sudo().department_id
        return posts.stand_for_post(home_sudo.id, {*without, holder})

    def _are_complete(self):
        """Return whether nobody who signs is left to be asked."""
        asked = self.filtered(lambda one: one.role in SIGNING)
        decided = asked.filtered(lambda one: one.role == "decide" and one.state == "signed")
        return bool(decided) and all(one.state not in ("waiting", "current") for one in asked)

    def _take_covering_acts(self):
        """Let who signed as a post have signed as the department he is asked as, too."""
        signed = self.filtered(lambda one: one.role in ("review", "decide") and one.act_id)
        for step in self.filtered(lambda one: one.role in ASKED and one.state in OPEN):
            user = step._get_standing().user
            covering = signed.filtered(
                lambda one, step=step, user=user: one.act_id.user_id.id == user
                or (step.department_id and one.department_id == step.department_id)
            )
            if covering:
                step._write_locked({"state": "signed", "act_id": covering[-1].act_id.id})

    def _get_left_to_decider(self):
        """Return the steps that ask who decides anyway: his decision answers them.

        Should somebody else decide after all, they are still asked before anything is executed.
        """
        decider = self.filtered(lambda one: one.role == "decide")._get_decider()
        return self.filtered(
            lambda one: decider and one.role in ASKED and one._get_standing().user == decider
        )

    def _get_decider(self):
        return self._get_standing().user if self else None

    # ---- words -----------------------------------------------------------------

    def _get_assignee_label(self):
        self_sudo = self.sudo()
        if self_sudo.department_id:
            return self_sudo.department_id._get_post_label()
        return self_sudo.office_id.name or self_sudo.user_id.name or ""

    def _get_capacity_text(self, user):
        """Return how the user stands here, e.g. "회계과장 김재무 (대결)"; '' for no step."""
        if not self:
            return ""
        user_sudo = user.sudo()
        words = self._get_capacity_words()
        return f"{self.assignee} {user_sudo.name} ({words[self._get_capacity_kind()]})"

    def _get_capacity_kind(self):
        """Return in which capacity the step is signed today."""
        self_sudo = self.sudo()
        if self_sudo.role in RECEIVING:
            return "after" if self_sudo.role == "after" else "seen"
        if self_sudo.role in POST:
            return "post"
        standing = self_sudo._get_standing()
        urged_sudo = self_sudo.approval_id._get_post_step() if self_sudo.role == "decide" else ()
        if urged_sudo and urged_sudo._is_headed_by(standing.user):
            return "final" if urged_sudo.is_delegated else "decision"
        if standing.stands_in or urged_sudo:
            return "stand_in"
        if self_sudo.role != "decide":
            return self_sudo.role
        return "final" if self_sudo.is_delegated else "decision"

    def _is_headed_by(self, user):
        """Return whether ``user`` is the head of the post this step asks."""
        department_sudo = self.sudo().department_id
        return department_sudo.manager_id.user_id.id == user

    def _get_capacity_words(self):
        act = self.env["gotgan.approval.act"]
        return dict(act._fields["capacity"]._description_selection(self.env))

    def _get_place_text(self):
        """Return whom a current step waits for, e.g. "회계과장 김재무", or that nobody can."""
        standing = self._get_standing()
        if not standing.user:
            return self.env._("%(who)s (nobody)", who=self.assignee)
        person_sudo = self.env["res.users"].sudo().browse(standing.user)
        if not standing.stands_in:
            names = dict.fromkeys((self.assignee, person_sudo.name))
            return " ".join(names)
        return self.env._(
            "%(who)s, %(person)s in place", who=self.assignee, person=person_sudo.name,
        )

    def _get_box_title(self):
        """Return what stands above the stamp: the post as it was when it was signed."""
        act_sudo = self.sudo().act_id
        if self.role == "draft":
            return dict(self._fields["role"]._description_selection(self.env))["draft"]
        return act_sudo.post or self.assignee

    def _get_box_date(self):
        """Return day and capacity of the signature, as it stands under the name."""
        act_sudo = self.sudo().act_id
        if not act_sudo:
            return ""
        day = seoul_day(act_sudo.time)
        marks = self._get_capacity_words()
        mark = marks[act_sudo.capacity] if act_sudo.capacity in MARKED else ""
        return f"{mark} {day.month}. {day.day}.".strip()

    def _get_unsigned_mark(self):
        """Return what a box says that nobody has signed (yet)."""
        if self.role in POST and self.state in ("waiting", "current"):
            return self.env._("Post-approval pending")
        return ""

    def _get_boxes(self):
        """Return [(title, name, mark and day)] of the boxes of this step.

        Who decides by delegation and is stood in for keeps a box that says 전결; who stood in signs
        in one of his own (행정업무규정 시행규칙 제7조제3항).
        """
        act_sudo = self.sudo().act_id
        boxes = [(
            self._get_box_title(), act_sudo.name or "",
            self._get_box_date() or self._get_unsigned_mark(),
        )]
        if self._is_signed_for_delegate():
            boxes.append((self._get_assignee_label(), "", self._get_capacity_words()["final"]))
        return boxes

    def _is_signed_for_delegate(self):
        act_sudo = self.sudo().act_id
        return self.role == "decide" and self.is_delegated and act_sudo.capacity == "stand_in"

    def _prepare_stamps(self):
        """Return the boxes of this step on the page of the document."""
        stamps = [self._prepare_stamp()]
        if self._is_signed_for_delegate():
            title, name, mark = self._get_boxes()[-1]
            stamps.append({
                **stamps[0], "id": -self.id, "title": title, "name": name, "date": mark,
                "state": "waiting", "comment": "", "why": "", "stands_in": False,
            })
        return stamps

    def _prepare_stamp(self):
        """Return the box of this step on the page of the document."""
        standing = self._get_standing()
        person_sudo = self.env["res.users"].sudo().browse(standing.user or [])
        act_sudo = self.sudo().act_id
        labels = dict(self._fields["role"]._description_selection(self.env))
        return {
            "id": self.id, "role": self.role, "label": labels[self.role],
            "mark": self._get_unsigned_mark(),
            "title": self._get_box_title(), "name": act_sudo.name or person_sudo.name or "",
            "date": self._get_box_date(), "state": self.state, "why": self.why or "",
            "comment": act_sudo.comment or "", "binding": self.is_binding,
            "stands_in": standing.stands_in and not act_sudo,
        }
