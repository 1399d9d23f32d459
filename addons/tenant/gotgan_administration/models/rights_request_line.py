from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.transition import WritePass

SEALED = frozenset(("approver_id", "is_founding", "status"))


class RightsRequestLine(models.Model):
    """One right of one person, given or taken, from a day to a day."""

    _name = "gotgan.rights.request.line"
    _description = "Right Given or Taken"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "request_id desc, id"
    _rec_name = "group_id"

    _parent_field = "request_id"

    request_id = fields.Many2one(
        "gotgan.rights.request", required=True, index=True, ondelete="cascade",
    )
    state = fields.Selection(related="request_id.state", string="Request Is")
    kind = fields.Selection(
        [("grant", "Give"), ("withdraw", "Take")], required=True, default="grant",
    )
    user_id = fields.Many2one(
        "res.users", string="Person", required=True, index=True, ondelete="restrict",
        domain=lambda self: self.env["res.users"]._get_people_domain(),
    )
    department_id = fields.Many2one("hr.department", compute="_compute_department_id")
    group_id = fields.Many2one(
        "res.groups", string="Right", required=True, index=True, ondelete="restrict",
        domain=lambda self: [("id", "in", self.env["res.groups"]._get_roles().ids)],
    )
    date_from = fields.Date(string="From", required=True, default=lambda self: today(self.env))
    date_to = fields.Date(string="Last Day", help="Empty while no end is known.")
    approver_id = fields.Many2one("res.users", string="Approved By", readonly=True, copy=False)
    is_founding = fields.Boolean(string="First Appointment", readonly=True, copy=False)
    status = fields.Selection(
        [
            ("waiting", "From Its Day On"), ("given", "In Force"), ("taken", "Taken"),
            ("ended", "Ended"),
        ],
        readonly=True, copy=False, index=True,
    )

    _dates_in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A right cannot end before it begins.",
    )
    _not_ones_own = models.Constraint(
        "CHECK (approver_id IS NULL OR approver_id != user_id)",
        "Nobody approves a right for himself.",
    )
    _approved_first = models.Constraint(
        "CHECK (status IS NULL OR approver_id IS NOT NULL)",
        "A right takes effect only when it was approved.",
    )
    _once = models.UniqueIndex(
        "(request_id, user_id, group_id)", "A request names each right of a person once.",
    )

    @api.depends("user_id")
    def _compute_department_id(self):
        for line in self:
            line.department_id = line.user_id._get_department()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_sealed(vals)
        return super().create(vals_list)

    def write(self, vals):
        if SEALED & set(vals) and not self._is_passed(vals):
            self._check_sealed(vals)
        return super().write(vals)

    # ---- effect ----------------------------------------------------------

    def _take_effect(self, day):
        """Give and take what is due on ``day``; the account follows the lines."""
        due = self.filtered(lambda line: line.status == "waiting" and line.date_from <= day)
        for line in due.filtered(lambda one: one.kind == "grant"):
            line._write_locked({"status": "given"})
        for line in due.filtered(lambda one: one.kind == "withdraw"):
            others = self._search_given(line.user_id, line.group_id)
            others._write_locked({"status": "ended"})
            line._write_locked({"status": "taken"})
        due._refresh_accounts()
        due.user_id._check_approvers_remain()

    def _end(self):
        """End rights whose last day is over."""
        self._write_locked({"status": "ended"})
        self._refresh_accounts()

    @api.model
    def _search_given(self, user, group):
        return self.search([
            ("user_id", "=", user.id), ("group_id", "=", group.id), ("status", "=", "given"),
        ])

    def _refresh_accounts(self):
        """Make the accounts hold exactly what the lines say about the rights named here."""
        for user in self.user_id:
            groups = self.filtered(lambda line, user=user: line.user_id == user).group_id
            given = groups.filtered(lambda group, user=user: self._search_given(user, group))
            user_sudo = user.sudo()
            user_sudo.write({"group_ids": [
                *(Command.link(group.id) for group in given),
                *(Command.unlink(group.id) for group in groups - given),
            ]})

    # ---- guards ----------------------------------------------------------

    def _check_given_by_request(self):
        """:raises ValidationError: no role of ours, or nobody of ours; asked when submitted"""
        roles, people = self.env["res.groups"]._get_roles(), self.user_id
        fitting_sudo = people.sudo().filtered_domain(people._get_people_domain())
        for line in self:
            if line.group_id not in roles:
                raise ValidationError(self.env._(
                    "%(right)s is not given by a request. Offices are appointed under "
                    "Masters › Organization.", right=line.group_id.name,
                ))
            if line.user_id not in fitting_sudo:
                raise ValidationError(self.env._(
                    "%(person)s is not a person of this agency and holds no right here.",
                    person=line.user_id.name,
                ))

    def _is_passed(self, vals):
        """Look at the pass without using it up: the mixin does that."""
        return isinstance(self.env.context.get(WritePass.KEY), WritePass) and bool(vals)

    def _check_sealed(self, vals):
        if any(vals.get(name) for name in SEALED & set(vals)):
            raise AccessError(self.env._(
                "What became of a right is written by the steps of its request, never by hand.",
            ))

    def _may_end(self):
        """The last two who can approve stay until others are appointed, or nobody could be."""
        users = self.env["res.users"]
        approving = self.group_id.id in users._get_approver_group_ids()
        return not approving or len(users._get_approvers() - self.user_id) >= 2

    # ---- clock -----------------------------------------------------------

    @api.model
    def _cron_keep_days(self):
        """Rights begin and end at midnight in Seoul."""
        day = today(self.env)
        for line in self.search([("status", "=", "waiting"), ("date_from", "<=", day)]):
            if line.kind == "grant" or line._may_end():
                line._take_effect(day)
        for line in self.search([("status", "=", "given"), ("date_to", "<", day)]):
            if line._may_end():
                line._end()
