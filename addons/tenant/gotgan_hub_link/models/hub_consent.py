from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.transition import Transition

MANAGER = "group:gotgan_base.group_manager"
DEPTHS = [
    ("total", "Totals"),
    ("project", "Funds and Projects"),
    ("object", "Object Subitems"),
    ("case", "Single Commitments"),
]


class HubConsent(models.Model):
    """What the agency lets its local government see, and how deep.

    The agency's head, or the manager who acts for the head, agrees; both sides can end it at any
    time (지방출자출연법 25, 지방공기업법 73). Nothing leaves before there is a consent, and nothing
    deeper than it. Another depth is another consent: what was agreed stays as it was agreed.
    """

    _name = "gotgan.hub.consent"
    _description = "Consent to Reports"
    _inherit = ["gotgan.transition.mixin"]
    _order = "id desc"

    _transitions = {
        "agree": Transition(("draft",), "agreed", MANAGER),
        "end": Transition(("agreed",), "ended", MANAGER, needs_reason=True),
    }
    _sealed_fields = ("state", "agreed_by", "agreed", "ended")

    depth = fields.Selection(
        DEPTHS, required=True, default="project",
        help="Totals: the figures of the year. Funds and Projects: by fund and programme. Object "
             "Subitems: by object subitem too. Single Commitments: each commitment with its "
             "number, day and amount; never a payee.",
    )
    date_from = fields.Date(
        string="First Day", required=True, default=lambda self: today(self.env)
    )
    date_to = fields.Date(string="Last Day", help="Left empty, it holds until somebody ends it.")
    basis = fields.Char(help="The agreement, ordinance or letter it rests on.")
    agreed_by = fields.Char(readonly=True, copy=False)
    agreed = fields.Datetime(readonly=True, copy=False, string="Agreed On")
    ended = fields.Datetime(readonly=True, copy=False, string="Ended On")
    state = fields.Selection(
        [("draft", "Draft"), ("agreed", "In Force"), ("ended", "Ended")],
        default="draft", required=True, readonly=True, copy=False,
    )
    city = fields.Char(compute="_compute_situation", string="Local Government")
    wish = fields.Selection(DEPTHS, compute="_compute_situation", string="Asked For")
    situation = fields.Char(compute="_compute_situation", string="How Things Stand")
    last_report = fields.Datetime(compute="_compute_reports", string="Last Report Received")
    next_report = fields.Datetime(compute="_compute_reports")

    _one_agreed = models.UniqueIndex(
        "(state) WHERE state = 'agreed'",
        "There is a consent in force already. End it first, then agree to this one.",
    )
    _dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "The last day lies before the first.",
    )

    @api.depends("depth", "date_from")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for consent in self:
            day = consent.date_from.isoformat() if consent.date_from else ""
            consent.display_name = f"{consent._get_depth_label() or ''} ({day} ~)"

    @api.depends("state")
    def _compute_situation(self):
        link = self.env["gotgan.hub.outbox"]._get_link()
        words = self._get_situations()
        for consent in self:
            consent.city = link.get("city") or False
            consent.wish = link["depth"] if link.get("depth") in dict(DEPTHS) else False
            state = link.get("state") if consent.state == "agreed" else consent.state
            consent.situation = words.get(state, words["unknown"])

    @api.depends("state")
    def _compute_reports(self):
        outbox_sudo = self.env["gotgan.hub.outbox"].sudo()
        last = outbox_sudo.search(
            [("kind", "=", "report"), ("state", "=", "accepted")], order="answered desc", limit=1
        )
        coming = outbox_sudo._get_next_time()
        for consent in self:
            consent.last_report = last.answered
            consent.next_report = coming if consent._is_in_force() else False

    @api.constrains("date_to")
    def _check_date_to(self):
        for consent in self:
            if consent.state == "draft" and consent.date_to and consent.date_to < today(self.env):
                raise ValidationError(self.env._(
                    "The last day of the consent (%(day)s) is over already. Choose a later day, "
                    "or leave it empty.", day=consent.date_to.isoformat(),
                ))

    def action_agree(self):
        """Let the city see what the consent says."""
        return self._do_transition("agree")

    def action_end(self):
        """End the consent, with a reason."""
        return self._do_transition("end")

    def action_report_now(self):
        """Send a report of every open year as soon as possible."""
        self.ensure_one()
        self.check_access("read")
        if not self._is_in_force():
            raise UserError(self.env._(
                "Nothing is reported: this consent is not in force today. Agree to it first."
            ))
        self.env["gotgan.hub.outbox"]._request_all("request")
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success", "title": self.env._("The report is on its way"),
                "message": self.env._("The reports list shows when the city has received it."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_open_reports(self):
        """Show what was sent when."""
        return self.env["ir.actions.act_window"]._for_xml_id("gotgan_hub_link.hub_outbox_action")

    @api.model
    def _get_current(self):
        """Return the consent that is in force today, or none."""
        day = today(self.env)
        consents_sudo = self.sudo().search(
            Domain("state", "=", "agreed") & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )
        return consents_sudo.sudo(self.env.su)

    def _is_in_force(self):
        return bool(self) and self in self._get_current()

    def _on_agree(self):
        self._check_no_other()
        outbox = self.env["gotgan.hub.outbox"]
        for consent in self:
            capacity = self.env._("Manager")
            consent._write_locked({
                "agreed": self.env.cr.now(),
                "agreed_by": f"{self.env.user.name} ({capacity})",
            })
        outbox._tell_consent(self, "agreed", capacity)
        if min(self.mapped("date_from")) <= today(self.env):
            outbox._request_all("consent")

    def _on_end(self, reason):
        outbox = self.env["gotgan.hub.outbox"]
        self._write_locked({"ended": self.env.cr.now()})
        outbox._drop_waiting()
        outbox._tell_consent(self, "ended", self.env._("Manager"), reason)

    def _check_no_other(self):
        other = self.search([("state", "=", "agreed")], limit=1)
        if other or len(self) > 1:
            raise UserError(self.env._(
                "One consent can be in force at a time. End the present one (%(depth)s, since "
                "%(day)s) with a reason, then agree to this one.",
                depth=other._get_depth_label() if other else "",
                day=other.date_from.isoformat() if other else "",
            ))

    def _get_depth_label(self):
        return dict(self._fields["depth"]._description_selection(self.env)).get(self.depth)

    def _get_situations(self):
        _ = self.env._
        return {
            "draft": _("Not yet agreed: nothing is reported."),
            "ended": _("Ended: nothing is reported any more."),
            "unknown": _("The city has not answered yet."),
            "asked": _("The city asks for reports; it waits for your consent."),
            "offered": _("Your consent has arrived; the city has not accepted it yet."),
            "active": _("Both sides have agreed: reports are sent on change and every night."),
            "declined": _("The city has declined the reports."),
        }
