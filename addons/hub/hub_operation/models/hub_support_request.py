from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.transition import Transition

MANAGER = "group:gotgan_base.group_manager"
SYSTEM = "system:job"
SHORTEST_REASON = 10
MAX_HOURS = 72


class HubSupportRequest(models.Model):
    """An operator asks an agency to be let in; the agency decides, in its own database.

    Nothing here opens a tenant: the ticket works only while the agency's own row says so
    (개인정보 보호법 제26조: 수탁자는 위탁받은 업무 범위를 벗어나 이용할 수 없다).
    """

    _name = "hub.support.request"
    _description = "Support Request"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "id desc"
    _number_series = "support_request"

    _transitions = {
        "ask": Transition(("draft",), "asked", MANAGER),
        "grant": Transition(("asked",), "granted", SYSTEM),
        "refuse": Transition(("asked",), "refused", SYSTEM),
        "end": Transition(("granted", "asked"), "ended", SYSTEM),
    }

    tenant_id = fields.Many2one(
        "hub.tenant", required=True, ondelete="restrict", index=True,
        domain="[('state', 'in', ('active', 'read_only'))]",
    )
    reason = fields.Text(required=True, help="The agency reads this. Say what will be looked at.")
    hours = fields.Integer(default=4, required=True, aggregator=None)
    operator_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="restrict", copy=False,
        default=lambda self: self.env.uid,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"), ("asked", "Waiting for the Agency"), ("granted", "Granted"),
            ("refused", "Refused"), ("ended", "Ended"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )

    _hours_limited = models.Constraint(
        f"CHECK (hours BETWEEN 1 AND {MAX_HOURS})", "Support lasts from 1 to 72 hours.",
    )

    @api.constrains("reason")
    def _check_reason(self):
        for request in self:
            if len((request.reason or "").strip()) < SHORTEST_REASON:
                raise ValidationError(self.env._(
                    "Say in at least %(number)s letters why you need to look into the agency; "
                    "the agency decides by it.", number=SHORTEST_REASON,
                ))

    def action_ask(self):
        return self._do_transition("ask")

    def action_look(self):
        """Look for the agency's answer now instead of in some minutes."""
        self._look()
        return self.env["hub.tenant"]._notify(self.env._("The answer is being looked for."))

    def action_open(self):
        """Open the tenant, as long as the agency lets in; the agency sees everything."""
        self.ensure_one()
        if self.state != "granted" or self.operator_id != self.env.user:
            raise UserError(self.env._(
                "Request %(number)s does not open %(tenant)s: it must be granted, and is for "
                "%(operator)s only.", number=self.number or "", operator=self.operator_id.name,
                tenant=self.tenant_id.agency_name,
            ))
        url = self.tenant_id._get_ticket_url("support", "support", grant=self.number)
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def _on_ask(self):
        self._take_numbers()
        for request in self:
            request.tenant_id._enqueue("support", {"request": request._get_told()})

    def _get_told(self):
        return {
            "number": self.number, "operator": self.operator_id.name, "reason": self.reason,
            "hours": self.hours,
        }

    def _look(self):
        for request in self.filtered(lambda one: one.state in ("asked", "granted")):
            request.tenant_id._enqueue("support_state", {"request": request._get_told()})

    @api.model
    def _take(self, job, result):
        """Bring the request to the state the agency's own row has."""
        request = self.search([("number", "=", job.arguments["request"]["number"])])
        told, state = result["support"], request.state
        if told == "approved" and state == "asked":
            request._do_transition("grant")
        elif told == "refused" and state == "asked":
            request._do_transition("refuse")
        elif told in ("ended", "lapsed") and state in ("asked", "granted"):
            request._do_transition("end")

    def _get_capacity_system(self, _value):
        return self.env._("Provisioner") if self.env.su else ""

    def _get_authority_label(self, kind, value):
        if kind == "system":
            return self.env._("the agency")
        return super()._get_authority_label(kind, value)

    @api.model
    def _cron_look(self):
        self.search([("state", "in", ("asked", "granted"))])._look()
