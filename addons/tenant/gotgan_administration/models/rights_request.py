from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.transition import Transition

STAFF = "gotgan_base.group_staff"
ADMINISTRATOR = "gotgan_administration.group_administrator"
FOUNDER = "gotgan_administration.user_first_administrator"


class RightsRequest(models.Model):
    """권한 변경 신청: rights are asked for by one person and given by another.

    개인정보의 안전성 확보조치 기준 제5조: granting, changing and withdrawing are recorded and kept
    for three years or more; nothing here is ever deleted. Only the first administrator of a new
    agency, alone by nature, appoints the second one and gives the basic right; that ends with the
    second.
    """

    _name = "gotgan.rights.request"
    _description = "Rights Request"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin", "mail.thread"]
    _order = "id desc"

    _number_series = "rights_request"
    _transitions = {
        "submit": Transition(source=("draft",), target="submitted", who="author"),
        "recall": Transition(source=("submitted",), target="draft", who="author"),
        "approve": Transition(source=("submitted",), target="approved", who="approver"),
        "found": Transition(source=("submitted",), target="approved", who="founder"),
        "reject": Transition(
            source=("submitted",), target="rejected", who="approver", needs_reason=True,
        ),
    }
    _sealed_fields = ("state", "number", "requester_id", "approver_id", "is_founding", "day")

    purpose = fields.Text(string="Why", required=True)
    line_ids = fields.One2many(
        "gotgan.rights.request.line", "request_id", string="Rights", copy=True,
    )
    line_count = fields.Integer(string="People and Rights", compute="_compute_line_count")
    requester_id = fields.Many2one("res.users", string="Asked By", readonly=True, copy=False)
    approver_id = fields.Many2one("res.users", string="Approved By", readonly=True, copy=False)
    day = fields.Date(string="Approved On", readonly=True, copy=False)
    is_founding = fields.Boolean(
        string="First Appointment", readonly=True, copy=False,
        help="Done by the first administrator alone, before a second one existed.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"), ("submitted", "Submitted"), ("approved", "Approved"),
            ("rejected", "Rejected"),
        ],
        default="draft", required=True, readonly=True, copy=False, tracking=True,
    )

    _two_people = models.Constraint(
        "CHECK (state != 'approved' OR is_founding OR "
        "(approver_id IS NOT NULL AND requester_id IS NOT NULL AND approver_id != requester_id))",
        "Rights are asked for by one person and approved by another.",
    )

    @api.depends("line_ids")
    def _compute_line_count(self):
        for request in self:
            request.line_count = len(request.line_ids)

    def action_submit(self):
        return self._do_transition("submit")

    def action_recall(self):
        return self._do_transition("recall")

    def action_approve(self):
        return self._do_transition("approve")

    def action_found(self):
        return self._do_transition("found")

    def action_reject(self):
        return self._do_transition("reject")

    # ---- who may ---------------------------------------------------------

    def _get_capacity_approver(self, _value):
        """Who may approve rights, but neither asked for these nor receives one of them."""
        user = self.env.user
        is_party = user == self.requester_id or user == self._get_author()
        if is_party or user in self.line_ids.user_id or user not in user._get_approvers():
            return ""
        groups = self.env["res.groups"].browse(user._get_approver_group_ids()) & user.all_group_ids
        return f"{groups.sorted('id')[:1].name} {user.name}"

    def _get_capacity_founder(self, _value):
        """The first administrator while alone, for the first appointments and nothing else."""
        user = self.env.user
        if user != self.env.ref(FOUNDER) or not user._is_founding():
            return ""
        roles = {self.env.ref(STAFF), self.env.ref(ADMINISTRATOR)}
        fits = all(
            line.kind == "grant" and line.group_id in roles and line.user_id != user
            for line in self.line_ids
        )
        return self.env._("First administrator, alone (%(name)s)", name=user.name) if fits else ""

    def _get_authority_label(self, kind, value):
        if kind == "approver":
            return self.env._(
                "another administrator or security officer, who neither asks nor receives",
            )
        if kind == "founder":
            return self.env._("the first administrator, while nobody else can approve")
        return super()._get_authority_label(kind, value)

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        for request in self:
            if not request.line_ids:
                raise UserError(self.env._(
                    "This request names no right. Add whom to give or take which right.",
                ))
        self.line_ids._check_given_by_request()
        self._take_numbers()
        self._write_locked({"requester_id": self.env.uid})

    def _on_recall(self):
        self._write_locked({"requester_id": False})

    def _on_approve(self):
        self._settle(is_founding=False)

    def _on_found(self):
        self._settle(is_founding=True)

    def _settle(self, is_founding):
        """Write who decided, and let what is due today take effect."""
        day = today(self.env)
        self._write_locked({
            "approver_id": self.env.uid, "day": day, "is_founding": is_founding,
        })
        self.line_ids._write_locked({
            "approver_id": self.env.uid, "is_founding": is_founding, "status": "waiting",
        })
        self.line_ids._take_effect(day)
