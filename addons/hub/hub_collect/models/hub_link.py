from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import now, today
from odoo.addons.gotgan_base.transition import Transition

from ..lateness import say_moment

DEPTHS = [
    ("total", "Totals"),
    ("project", "Funds and Projects"),
    ("object", "Object Subitems"),
    ("case", "Single Commitments"),
]
OPEN = ("asked", "offered", "active")
CITY, AGENCY = "city:people", "agency:message"


class HubLink(models.Model):
    """A local government and an agency that agreed on reports; either may ask, both must agree.

    What the agency says comes as a message under its own signature, so nobody in the hub can agree
    for it. Either side can end it. (지방출자출연법 25, 지방공기업법 73)
    """

    _name = "hub.link"
    _description = "Link of City and Agency"
    _inherit = ["gotgan.transition.mixin"]
    _order = "city_id, agency_id, id desc"
    _rec_names_search = ["agency_id"]

    _transitions = {
        "ask": Transition(("draft",), "asked", CITY),
        "offer": Transition(("draft",), "offered", AGENCY),
        "meet": Transition(("asked",), "active", AGENCY),
        "accept": Transition(("offered",), "active", CITY),
        "change": Transition(("active",), "active", AGENCY),
        "reoffer": Transition(("offered",), "offered", AGENCY),
        "decline": Transition(("offered",), "declined", CITY, needs_reason=True),
        "end": Transition(("asked", "offered", "active"), "ended", f"{CITY}|{AGENCY}|expiry:day",
                          needs_reason=True),
    }  # fmt: skip
    _free_fields = ("wish",)
    _sealed_fields = (
        "state", "depth", "date_from", "date_to", "capacity", "active_since", "ended",
    )  # fmt: skip

    city_id = fields.Many2one(
        "hub.tenant", string="Local Government", required=True, ondelete="restrict", index=True,
        domain="[('kind', '=', 'municipality')]",
    )
    agency_id = fields.Many2one(
        "hub.tenant", required=True, ondelete="restrict", index=True,
    )
    city_name = fields.Char(related="city_id.agency_name", string="Name of the Local Government")
    agency_name = fields.Char(related="agency_id.agency_name", string="Name of the Agency")
    wish = fields.Selection(
        DEPTHS, string="Asked For", default="object", required=True,
        help="How deep the local government would like to look; the agency decides.",
    )
    depth = fields.Selection(
        DEPTHS, string="Consented To", readonly=True, copy=False,
        help="How deep the agency lets the local government look.",
    )
    date_from = fields.Date(readonly=True, copy=False, string="First Day")
    date_to = fields.Date(readonly=True, copy=False, string="Last Day")
    capacity = fields.Char(readonly=True, copy=False, string="Agreed for the Agency By")
    active_since = fields.Datetime(readonly=True, copy=False, string="Agreed By Both Since")
    ended = fields.Datetime(readonly=True, copy=False, string="Ended On")
    history = fields.Text(
        compute="_compute_history", help="Each step: when, by whom, and why.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("asked", "Waits for the Agency"),
            ("offered", "Waits for the City"),
            ("active", "In Force"),
            ("declined", "Declined"),
            ("ended", "Ended"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )

    _one_open = models.UniqueIndex(
        "(agency_id) WHERE state IN ('asked', 'offered', 'active')",
        "This agency has an open link already.",
    )
    _by_city = models.Index("(city_id) WHERE state = 'active'")
    _complete = models.Constraint(
        "CHECK (state NOT IN ('offered', 'active') OR (depth IS NOT NULL "
        "AND date_from IS NOT NULL))",
        "A link is in force only with the agency's consent.",
    )

    @api.depends("state")
    def _compute_history(self):
        """The people of a city may not read events at large, which tell of other cities too."""
        for link in self:
            events_sudo = link.sudo().event_ids.sorted("id")
            link.history = "\n".join(
                " · ".join(filter(None, (
                    say_moment(event.time), event.step, event.capacity, event.reason,
                )))
                for event in events_sudo
            )

    @api.depends("city_name", "agency_name")
    def _compute_display_name(self):
        for link in self:
            link.display_name = f"{link.city_name} · {link.agency_name}"

    def action_ask(self):
        """Ask the agency for its reports."""
        return self._do_transition("ask")

    def action_accept(self):
        """Accept the reports an agency offers."""
        return self._do_transition("accept")

    def action_decline(self):
        """Decline the reports an agency offers, with a reason."""
        return self._do_transition("decline")

    def action_end(self):
        """End the reports, with a reason."""
        return self._do_transition("end")

    # ---- effects ---------------------------------------------------------

    def _on_accept(self):
        self._write_locked({"active_since": now(self.env)})

    def _on_meet(self):
        self._write_locked({"active_since": now(self.env)})

    def _on_end(self, _reason):
        """The city no longer sees anything; the reports themselves stay, as they came."""
        self._write_locked({"ended": now(self.env)})
        current_sudo = self.env["hub.execution"].sudo().search([("link_id", "in", self.ids)])
        current_sudo._forget()

    # ---- authority: who is the city, who is the agency ---------------------

    def _get_capacity_city(self, _value):
        """The people of this link's own local government."""
        user = self.env.user
        mine = user.has_group("hub_collect.group_city") and user.city_tenant_id == self.city_id
        return f"{self.city_id.sudo().agency_name} {user.name}" if mine else ""

    def _get_capacity_agency(self, _value):
        """Only the receiver acts for an agency, on a message under the agency's signature."""
        return self.capacity or self.env._("The agency, by its signature") if self.env.su else ""

    def _get_capacity_expiry(self, _value):
        over = self.env.su and self.date_to and self.date_to < today(self.env)
        return self.env._("The agreed last day is over") if over else ""

    def _get_authority_label(self, kind, value):
        if kind == "city":
            return self.env._("the people of the local government")
        if kind == "agency":
            return self.env._("the agency, by a signed message")
        if kind == "expiry":
            return self.env._("the agreed last day")
        return super()._get_authority_label(kind, value)

    # ---- what others call --------------------------------------------------

    @api.model
    def _find(self, agency):
        """Return the open link of an agency, or none."""
        return self.search([("agency_id", "=", agency.id), ("state", "in", OPEN)])

    def _is_in_force(self):
        """Say whether reports may come today."""
        day = today(self.env)
        return (
            self.state == "active" and self.date_from <= day
            and (not self.date_to or day <= self.date_to)
        )

    def _take_consent(self, agency, message):
        """Bring what an agency says about its consent to its link; return the link, or none."""
        link = self._find(agency)
        if message["state"] == "ended":
            if link:
                link._do_transition("end", message["reason"] or self.env._("Ended by the agency"))
            return link
        link = link or self._open_for(agency)
        if link:
            link._write_locked({
                name: message[name] or False
                for name in ("depth", "date_from", "date_to", "capacity")
            })
            link._follow_consent()
            executions_sudo = self.env["hub.execution"].sudo().search([("link_id", "=", link.id)])
            executions_sudo._cut_to_consent()
        return link

    def _follow_consent(self):
        """Take the step that the agency's consent means where the link stands."""
        match self.state:
            case "draft":
                self._do_transition("offer")
            case "asked":
                self._do_transition("meet")
            case "offered":
                self._do_transition("reoffer")
            case _:
                self._do_transition("change")

    def _open_for(self, agency):
        """Return a new link of the agency to the local government it is registered with."""
        city = agency.parent_id
        return self.create({"city_id": city.id, "agency_id": agency.id}) if city else self.browse()

    def _get_answer(self, agency):
        """Return what the hub tells an agency about its link."""
        link = self._find(agency) or self.search(
            [("agency_id", "=", agency.id)], order="id desc", limit=1
        )
        return {
            "city": (link.city_id or agency.parent_id).agency_name or "",
            "state": link.state or "unknown", "depth": link.wish or None,
        }

    @api.model
    def _cron_expire(self):
        """End the links whose agreed last day is over."""
        over = self.search(
            Domain("state", "in", OPEN) & Domain("date_to", "<", today(self.env))
        )
        for link in over:
            link._do_transition("end", self.env._("The agreed last day is over"))
