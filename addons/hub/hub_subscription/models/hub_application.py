import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import consteq

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.hub_tenant.names import name_fault

from ..answers import KINDS, Fault

APPLICANT, MANAGER = "applicant", "group:gotgan_base.group_manager"
DAYS_DRAFT, DAYS_SUBMITTED = 14, 30
KIND_LABELS = ("Local Government", "Affiliated Agency", "Local Public Corporation")
STEPS = [
    ("agency", "Agency"),
    ("officer", "Officer"),
    ("code", "Mailbox"),
    ("plan", "Plan"),
    ("terms", "Agreement"),
    ("start", "Start"),
]
ANSWERS = (
    "kind", "agency_name", "business_number", "local_government_id", "tenant_name",
    "officer_name", "officer_department", "officer_email", "officer_phone",
    "plan_code", "plan_name", "user_count", "month_count", "monthly_amount", "total_amount",
)  # fmt: skip


class HubApplication(models.Model):
    """An agency's application for the service, from the first answer to the opened tenant.

    Whoever holds its link is the applicant. The link's secret is kept as a digest only, so nobody
    who reads the register can act for an agency.

    전자문서 및 전자거래 기본법
    제6조 (when it counts as received).
    """

    _name = "hub.application"
    _description = "Application"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin", "hub.application.opening"]
    _order = "id desc"
    _rec_names_search = ["number", "agency_name"]

    _number_series = "hub_application"
    _transitions = {
        "submit": Transition(source=("draft",), target="submitted", who=APPLICANT),
        "start": Transition(
            source=("submitted", "failed"), target="opening", who=f"{APPLICANT}|{MANAGER}"
        ),
        "open": Transition(source=("opening",), target="opened", who="system"),
        "fail": Transition(source=("opening",), target="failed", who="system"),
        "cancel": Transition(
            source=("draft", "submitted", "failed"), target="cancelled",
            who=f"{APPLICANT}|{MANAGER}", needs_reason=True,
        ),
        "expire": Transition(source=("draft", "submitted"), target="expired", who="system"),
    }  # fmt: skip
    _sealed_fields = (
        "state", "number", "token_digest", "confirmed_email", "tenant_id", "contract_id", "job_id",
        "submitted_at", "started_at", "opened_at", "entered_at",
    )  # fmt: skip
    _free_fields = ("expires_at", "step")

    state = fields.Selection(
        [
            ("draft", "Being Written"),
            ("submitted", "Received"),
            ("opening", "Opening"),
            ("opened", "Opened"),
            ("failed", "Opening Failed"),
            ("cancelled", "Cancelled"),
            ("expired", "Expired"),
        ],
        default="draft", required=True, readonly=True, copy=False, index=True,
    )
    step = fields.Selection(
        STEPS, string="Stopped At", compute="_compute_step", store=True,
        help="The step of the sign-up that is open.",
    )
    token_digest = fields.Char(groups="base.group_system", copy=False)
    expires_at = fields.Datetime(string="Ends", readonly=True)

    kind = fields.Selection(list(zip(KINDS, KIND_LABELS, strict=True)))
    agency_name = fields.Char(string="Agency")
    business_number = fields.Char(string="Business Registration Number", index="btree_not_null")
    local_government_id = fields.Many2one("hub.local.government", ondelete="restrict")
    tenant_name = fields.Char(string="Wished Address", index="btree_not_null")

    officer_name = fields.Char(string="Officer")
    officer_department = fields.Char(string="Department")
    officer_email = fields.Char(string="E-mail")
    officer_phone = fields.Char(string="Telephone")
    confirmed_email = fields.Char(readonly=True, copy=False)
    is_confirmed = fields.Boolean(string="Mailbox Confirmed", compute="_compute_is_confirmed")

    plan_code = fields.Char()
    plan_name = fields.Char(string="Plan")
    user_count = fields.Integer(string="Users", aggregator=None)
    month_count = fields.Integer(string="Months", aggregator=None)
    monthly_amount = Won(string="Monthly Fee")
    total_amount = Won(string="Fee of the Contract")

    consent_ids = fields.One2many("hub.application.consent", "application_id", readonly=True)
    tenant_id = fields.Many2one("hub.tenant", readonly=True, copy=False, ondelete="restrict")
    contract_id = fields.Many2one("hub.contract", readonly=True, copy=False, ondelete="restrict")
    job_id = fields.Many2one("hub.job", readonly=True, copy=False, ondelete="set null")
    submitted_at = fields.Datetime(string="Received", readonly=True, copy=False)
    started_at = fields.Datetime(string="Started", readonly=True, copy=False)
    opened_at = fields.Datetime(string="Opened", readonly=True, copy=False)
    entered_at = fields.Datetime(string="First Entered", readonly=True, copy=False)
    others_count = fields.Integer(
        string="Same Number Elsewhere", compute="_compute_others_count",
        help="Other applications under the same business registration number that go on or "
        "were opened. An agency is asked before it is opened twice.",
    )

    _token_unique = models.UniqueIndex("(token_digest) WHERE token_digest IS NOT NULL")
    _tenant_unique = models.UniqueIndex("(tenant_id) WHERE tenant_id IS NOT NULL")

    @api.depends("state", "confirmed_email", *ANSWERS)
    def _compute_step(self):
        for one in self:
            done = one._get_done_steps()
            one.step = next((step for step, _label in STEPS if step not in done), "start")

    @api.depends("confirmed_email", "officer_email")
    def _compute_is_confirmed(self):
        for one in self:
            one.is_confirmed = bool(one.officer_email) and (
                one.confirmed_email == one.officer_email
            )

    @api.depends("business_number", "state")
    def _compute_others_count(self):
        for one in self:
            one.others_count = one.business_number and self.search_count([
                ("business_number", "=", one.business_number),
                ("state", "not in", ("cancelled", "expired")),
                ("id", "!=", one.id or one._origin.id),
            ])

    @api.depends("number", "agency_name")
    def _compute_display_name(self):
        for one in self:
            words = (one.number, one.agency_name or self.env._("Application being written"))
            one.display_name = " ".join(word for word in words if word)

    # ---- actions -----------------------------------------------------------

    def action_start(self):
        """Try the opening again after it failed."""
        return self._do_transition("start")

    def action_cancel(self):
        return self._do_transition("cancel")

    # ---- the link ------------------------------------------------------------

    def _begin(self):
        """Open an application; return it and the secret of its link, which is kept nowhere."""
        token = secrets.token_urlsafe(24)
        application = self.create({})
        application._write_locked({"token_digest": self._digest(token)})
        application._prolong(DAYS_DRAFT)
        return application, token

    def _find_by_token(self, token):
        """Return the application whose link holds ``token``, or an empty one."""
        digest = self._digest(token or "")
        found = self.search([("token_digest", "=", digest)], limit=1)
        return found if found and consteq(found.token_digest, digest) else self.browse()

    def _digest(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    def _prolong(self, days):
        self._write_locked({"expires_at": now(self.env) + timedelta(days=days)})

    # ---- the steps -------------------------------------------------------------

    def _get_done_steps(self):
        self.ensure_one()
        done = {
            "agency": self.tenant_name and self.business_number and self.agency_name,
            "officer": self.officer_email and self.officer_name,
            "code": self.confirmed_email and self.confirmed_email == self.officer_email,
            "plan": self.plan_code and self.user_count and self.month_count,
            "terms": self.state != "draft",
        }
        return {step for step, answer in done.items() if answer}

    def _can_reach(self, step):
        """Return whether all steps before ``step`` are done."""
        names = [name for name, _label in STEPS]
        return set(names[: names.index(step)]) <= self._get_done_steps()

    def _answer(self, answers):
        """Keep the answers of one step."""
        self.ensure_one()
        self.write({name: answers[name] for name in ANSWERS if name in answers})
        self._prolong(DAYS_DRAFT)

    def _is_address_free(self, name):
        """Return whether ``name`` can be had; why not, and who has it, is nobody's business."""
        taken = self.env["hub.tenant"].search_count(
            [("name", "=", name), ("state", "!=", "deleted"), ("id", "!=", self.tenant_id.id)]
        )
        return not name_fault(name) and not taken

    def _get_offers(self):
        return self.env["hub.plan"]._get_offers(self.kind)

    def _check_plan(self, values):
        """Return the faults of plan_code, user_count and month_count (0: no valid number)."""
        known = {offer["code"] for offer in self._get_offers()}
        found = [] if values["plan_code"] in known else [Fault("plan_code", "plan")]
        found += [] if values["user_count"] else [Fault("user_count", "users")]
        return found + ([] if values["month_count"] else [Fault("month_count", "months")])

    def _choose_plan(self, values):
        """Keep the plan, with what it costs at today's prices.

        Fewer users than a plan includes cost the same, so the contract has what is included.
        """
        offers = {offer["code"]: offer for offer in self._get_offers()}
        offer = offers[values["plan_code"]]
        values = {**values, "user_count": max(values["user_count"], offer["users"])}
        price = self.env["hub.plan"]._calculate(
            offer["code"], self.kind, values["user_count"], offer["storage_gib"],
            values["month_count"],
        )
        self._answer({
            **values, "plan_name": offer["name"], "monthly_amount": price["monthly"]["total"],
            "total_amount": price["total"],
        })

    def _renew_price(self):
        """Calculate again at today's prices; return ``same``, ``changed``, or ``gone``.

        What is agreed to is what the contract will say, also when a price list was published
        while the applicant was reading.
        """
        chosen = {name: self[name] for name in ("plan_code", "user_count", "month_count")}
        if self._check_plan(chosen):
            self._answer({"plan_code": False})
            return "gone"
        before = (self.monthly_amount, self.total_amount)
        self._choose_plan(chosen)
        return "same" if before == (self.monthly_amount, self.total_amount) else "changed"

    def _send_code(self, purpose):
        """Send a new code to the officer's mailbox, unless it had too many lately.

        The page says the same either way: it tells nobody what happens in a mailbox.
        """
        email = (self.officer_email or "").lower()
        if self.env["hub.rate.limit"]._take("code to mailbox", email, 5, 3600):
            code = self.env["hub.application.code"]._issue(self, purpose)
            self.env["hub.application.post"]._send_code(self, code)

    def _redeem_code(self, purpose, typed):
        """Judge a typed code (see ``hub.application.code``); the right one confirms the mailbox."""
        verdict = self.env["hub.application.code"]._redeem(self, purpose, typed)
        if verdict == "right":
            self._write_locked({"confirmed_email": self.officer_email})
        return verdict

    def _agree(self, terms):
        """Record the consents, and hand the application in.

        :param terms: the ``hub.terms`` that were shown and ticked, each by itself
        :raises psycopg2.errors.UniqueViolation: somebody was faster, and the address is taken
        """
        meet_on(self)
        self._check_transition("submit", self._transitions["submit"])
        self.env["hub.application.consent"].create([
            {
                "application_id": self.id, "terms_id": one.id, "version": one.version,
                "digest": one.digest, "officer_name": self.officer_name, "time": now(self.env),
            }
            for one in terms
        ])
        self._do_transition("submit")
        self._prolong(DAYS_SUBMITTED)

    def _forget_officer(self):
        """Drop the personal data of an application that ended without having been received.

        개인정보 보호법 제21조: what is no longer needed is destroyed without delay.
        """
        self.filtered(lambda one: not one.number)._write_locked({
            "officer_name": False, "officer_department": False, "officer_email": False,
            "officer_phone": False, "confirmed_email": False,
        })

    # ---- capacities ------------------------------------------------------------

    def _get_capacity_applicant(self, _value):
        """The public pages act for the applicant, after they have checked the link."""
        acts = self.env.su and self.env.user._is_public()
        return acts and (self.officer_name or self.env._("Applicant"))

    def _get_capacity_system(self, _value):
        return self.env._("the system") if self.env.su else ""

    # ---- scheduled -------------------------------------------------------------

    @api.model
    def _cron_expire(self):
        """End applications nobody went on with; the officer's data go with them."""
        late = self.search([
            ("state", "in", self._transitions["expire"].source),
            ("expires_at", "<", now(self.env)),
        ])
        late._do_transition("expire")

    @api.model
    def _cron_follow(self):
        self.search([("state", "=", "opening")])._follow_job()

    # ---- effects ---------------------------------------------------------------

    def _on_submit(self):
        self._take_numbers()
        for one in self:
            tenant = self.env["hub.tenant"]._request(one._prepare_tenant())
            contract = self.env["hub.contract"]._apply(
                tenant, one.plan_code, one.user_count, one.month_count
            )
            contract.officer_department = one.officer_department
            one._write_locked({
                "tenant_id": tenant.id, "contract_id": contract.id, "submitted_at": now(self.env),
            })

    def _on_cancel(self, reason):
        self._withdraw_tenants(reason)
        self._forget_officer()

    def _on_expire(self):
        self._withdraw_tenants(self.env._("The application has expired."))
        self._forget_officer()
