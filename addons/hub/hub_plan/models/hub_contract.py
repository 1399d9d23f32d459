from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.business_number import format_business_number, is_business_number
from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.hub_tenant.models.hub_template import KINDS

from .. import billing, pricing

MANAGER = "group:gotgan_base.group_manager"
BOTH = f"{MANAGER}|system:"
SIZES = ("users", "gib", "months", "agencies")


class HubContract(models.Model):
    """이용계약: which agency uses which plan, for how long, at which price.

    Papers of the catalogue path of digital services (클라우드컴퓨팅법 제20조): application,
    quotation, contract. The price is frozen with the quotation.
    """

    _name = "hub.contract"
    _description = "Contract"
    _inherit = [
        "gotgan.transition.mixin", "gotgan.number.mixin", "hub.contract.change",
        "hub.contract.paper",
    ]
    _order = "id desc"
    _rec_names_search = ["number", "agency_name"]

    _number_series = "hub_contract"
    _transitions = {
        "quote": Transition(("applied",), "quoted", BOTH),
        "agree": Transition(("quoted",), "agreed", MANAGER),
        "start": Transition(("agreed",), "running", BOTH),
        "end": Transition(("running",), "ended", "system:"),
        "terminate": Transition(("running",), "ended", MANAGER, needs_reason=True),
        "cancel": Transition(("applied", "quoted", "agreed"), "cancelled", BOTH, needs_reason=True),
    }
    _open_states = ("applied",)
    # Who answers for the agency changes during a term, and so do its papers.
    _free_fields = (
        "business_number", "representative", "address", "officer_name", "officer_department",
        "officer_email", "officer_phone", "route",
    )
    _sealed_fields = (
        "state", "number", "date_applied", "date_quoted", "quote_until", "date_agreed", "date_end",
        "frozen_articles",
    )

    state = fields.Selection(
        [("applied", "Applied"), ("quoted", "Quoted"), ("agreed", "Agreed"),
         ("running", "Running"), ("ended", "Ended"), ("cancelled", "Cancelled")],
        default="applied", required=True, readonly=True, copy=False, index=True,
    )
    tenant_id = fields.Many2one("hub.tenant", required=True, ondelete="restrict", index=True)
    kind = fields.Selection(KINDS, required=True, string="Kind of Agency", default="agency")
    route = fields.Selection(
        [("catalogue", "Catalogue Contract"), ("private", "Private Contract"),
         ("other", "Other")],
        required=True, default="private", string="Way of Contracting",
    )
    agency_name = fields.Char(required=True, string="Agency")
    business_number = fields.Char(string="Business Registration Number")
    representative = fields.Char()
    address = fields.Char()
    officer_name = fields.Char(string="Officer in Charge")
    officer_department = fields.Char(string="Department")
    officer_email = fields.Char(string="E-mail")
    officer_phone = fields.Char(string="Phone")

    plan_id = fields.Many2one("hub.plan", required=True, ondelete="restrict", index=True)
    users = fields.Integer(required=True, default=5, aggregator=None)
    gib = fields.Integer(required=True, default=10, aggregator=None, string="Storage (GiB)")
    months = fields.Integer(required=True, default=12, aggregator=None, string="Term in Months")
    agencies = fields.Integer(
        required=True, default=1, aggregator=None, string="Agencies Together",
        help="How many agencies subscribe together, for the discount by number.",
    )
    term_ids = fields.One2many("hub.contract.term", "contract_id", string="Terms", readonly=True)
    frozen_articles = fields.Json(readonly=True, copy=False)
    date_applied = fields.Date(readonly=True, copy=False, default=lambda self: today(self.env))
    date_quoted = fields.Date(readonly=True, copy=False)
    quote_until = fields.Date(readonly=True, copy=False, string="Quotation Good Until")
    date_agreed = fields.Date(readonly=True, copy=False)
    date_start = fields.Date(
        copy=False, string="First Day",
        help="The first day that is charged; empty: the day of the contract.",
    )
    date_end = fields.Date(readonly=True, copy=False, string="Last Day")
    monthly_supply = Won(
        compute="_compute_amounts", store=True, string="Supply Amount per Month",
    )
    monthly_tax = Won(compute="_compute_amounts", store=True, string="VAT per Month")
    monthly_total = Won(compute="_compute_amounts", store=True, string="Total per Month")
    supply = Won(compute="_compute_amounts", store=True, string="Contract Supply Amount")
    tax = Won(compute="_compute_amounts", store=True, string="Contract VAT")
    total = Won(compute="_compute_amounts", store=True, string="Contract Amount")
    paper_ids = fields.One2many(
        "hub.paper", "res_id", string="Papers", readonly=True,
        domain=lambda self: [("res_model", "=", self._name)],
    )
    statement_ids = fields.One2many(
        "hub.statement", "contract_id", string="Statements", readonly=True,
    )
    statement_count = fields.Integer(compute="_compute_statement_count")

    _sizes = models.Constraint(
        "CHECK (users > 0 AND gib > 0 AND months > 0 AND agencies > 0)",
        "Users, storage, months and agencies are whole numbers from one on.",
    )
    _one_running = models.UniqueIndex(
        "(tenant_id) WHERE state = 'running'", "The tenant has a running contract already.",
    )

    @api.depends("plan_id", "kind", "users", "gib", "months", "agencies", "date_start", "date_end",
                 "term_ids")
    def _compute_amounts(self):
        for contract in self:
            month, whole = contract._get_charges()
            contract.monthly_supply, contract.monthly_tax = month.supply, month.tax
            contract.monthly_total = month.total
            contract.supply, contract.tax, contract.total = whole.supply, whole.tax, whole.total

    @api.depends("statement_ids")
    def _compute_statement_count(self):
        for contract in self:
            contract.statement_count = len(contract.statement_ids)

    @api.depends("number", "agency_name")
    def _compute_display_name(self):
        for contract in self:
            contract.display_name = " ".join(
                filter(None, (contract.number, contract.agency_name)),
            )

    @api.constrains("business_number")
    def _check_business_number(self):
        for contract in self.filtered("business_number"):
            if not is_business_number(contract.business_number):
                raise ValidationError(self.env._(
                    "%(agency)s: the business registration number %(number)s is not right. "
                    "Compare it with the certificate of registration.",
                    agency=contract.agency_name, number=contract.business_number,
                ))

    @api.onchange("tenant_id")
    def _onchange_tenant_id(self):
        if self.tenant_id:
            self.update(self._prepare_applicant(self.tenant_id))

    @api.onchange("plan_id")
    def _onchange_plan_id(self):
        if self.plan_id:
            self.users, self.gib = self.plan_id.user_count, self.plan_id.storage_gib

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        """A number that was given stays in the row of numbers."""
        for contract in self.filtered("number"):
            raise UserError(self.env._(
                "%(contract)s has its number and cannot be deleted. Cancel it instead.",
                contract=contract._get_document_label(),
            ))

    # ---- what a person clicks ----------------------------------------------

    def action_quote(self):
        """Freeze the price and issue the quotation."""
        return self._do_transition("quote")

    def action_agree(self):
        """The contract is signed; it starts on its first day, or at once."""
        done = self._do_transition("agree")
        self._start_due()
        return done

    def action_terminate(self):
        return self._do_transition("terminate")

    def action_cancel(self):
        return self._do_transition("cancel")

    # ---- what sign-up calls --------------------------------------------------

    @api.model
    def _apply(self, tenant, plan_code, users, months, gib=0, agencies=1):
        """Return a new contract of ``tenant``, applied for at today's prices.

        :param int gib: storage; 0: what the plan includes
        :raises UserError: the plan cannot be chosen by this kind of agency, or a number below one
        """
        price_sudo = self.env["hub.plan"]._get_price(plan_code, tenant.kind).sudo()
        gib = gib or price_sudo.plan_id.storage_gib
        users = max(users, price_sudo.plan_id.user_count)
        self.env["hub.plan"]._check_sizes(users, gib, months, agencies)
        contract = self.create({
            "tenant_id": tenant.id, "plan_id": price_sudo.plan_id.id, "users": users, "gib": gib,
            "months": months, "agencies": agencies, **self._prepare_applicant(tenant),
        })
        contract._take_numbers()
        if tenant.state == "requested":
            contract._settle_isolation()
        return contract

    @api.model
    def _prepare_applicant(self, tenant):
        names = (
            "agency_name", "kind", "officer_name", "officer_email", "officer_phone",
        )
        return {
            **{name: tenant[name] for name in names},
            "business_number": format_business_number(tenant.business_number) or "",
        }

    # ---- effects of the transitions ------------------------------------------

    def _on_quote(self):
        day, supplier_sudo = today(self.env), self.env["hub.supplier"]._get().sudo()
        self._take_numbers()
        for contract in self:
            contract._agree_terms(contract.plan_id)
            contract._write_locked({
                "date_quoted": day, "frozen_articles": self.env["hub.clause"]._get_frozen(),
                "quote_until": fields.Date.add(day, days=supplier_sudo.quote_days),
            })

    def _on_agree(self):
        day = today(self.env)
        for contract in self:
            contract._check_agree(day)
            start = contract.date_start or day
            contract._write_locked({
                "date_agreed": day, "date_start": start,
                "date_end": billing.end_of_term(start, contract.months),
            })

    def _on_terminate(self, _reason):
        self._write_locked({"date_end": today(self.env)})

    def _start_due(self):
        """Start what is agreed and whose first day has come."""
        day = today(self.env)
        due = self.filtered(lambda one: one.state == "agreed" and one.date_start <= day)
        if due:
            due._do_transition("start")

    def _check_agree(self, day):
        if self.quote_until < day:
            raise UserError(self.env._(
                "%(contract)s: its quotation was good until %(until)s. Cancel it and make a new "
                "one at today's prices.",
                contract=self._get_document_label(), until=self.quote_until,
            ))
        running = self.search([
            ("tenant_id", "=", self.tenant_id.id), ("state", "in", ("agreed", "running")),
            ("date_end", ">=", self.date_start or day),
        ], limit=1)
        if running:
            raise UserError(self.env._(
                "%(contract)s overlaps %(other)s, which ends on %(end)s. Set a first day after "
                "that before the quotation, or change the plan of the other one.",
                contract=self._get_document_label(), other=running.display_name,
                end=running.date_end,
            ))

    # ---- terms -----------------------------------------------------------------

    def _agree_terms(self, plan, date_from=False, reason="", **sizes):
        """Add agreed terms for ``plan``; return them."""
        self.ensure_one()
        sizes = {name: self[name] for name in SIZES} | sizes
        terms_sudo = self.env["hub.contract.term"].sudo()
        term = terms_sudo.create(terms_sudo._prepare(self, plan, sizes, date_from, reason))
        self.invalidate_recordset(["term_ids"])
        self._adopt(term)
        return term.sudo(self.env.su)

    def _get_conditions(self, plan):
        """Return (price, terms, plan as plain data) at which ``plan`` is charged in this contract.

        A plan that was agreed on before keeps its price for the whole term; another one costs
        what the list says today.

        :raises UserError: the plan cannot be chosen
        """
        agreed = self.term_ids.filtered(lambda term: term.plan_id == plan).sorted("edition")[-1:]
        if agreed:
            return agreed.price_id, agreed._get_terms(), agreed.plan_terms
        price_sudo = self.env["hub.plan"]._get_price(plan.code, self.kind).sudo()
        terms, frozen = price_sudo._get_terms(), price_sudo.plan_id._get_frozen()
        return price_sudo.sudo(self.env.su), terms, frozen

    def _adopt(self, term):
        """Make the terms that count today the contract's own, and tell the tenant."""
        if term.date_from and term.date_from > today(self.env):
            return
        names = ("users", "gib", "months", "agencies")
        changed = {name: term[name] for name in names if self[name] != term[name]}
        if self.plan_id != term.plan_id:
            changed["plan_id"] = term.plan_id.id
        if changed:
            self._write_locked(changed)
            self._settle_isolation()
            self._tell_tenant()

    def _settle_isolation(self):
        """Have the tenant run in the process that its plan promises."""
        tenant_sudo = self.tenant_id.sudo()
        if tenant_sudo.contract_id.id == self.id:
            tenant_sudo._change_isolation(self._get_current_plan()["isolation"])

    def _tell_tenant(self):
        """Have the tenant's database told what it may use; one that is not open is told later."""
        opened_sudo = self.tenant_id.sudo().filtered(
            lambda one: one.state in ("active", "read_only", "suspended"),
        )
        opened_sudo._push_parameters()

    def _get_term(self, day):
        """Return the terms that count on ``day``; none before the quotation."""
        self.ensure_one()
        past = self.term_ids.filtered(lambda one: not one.date_from or one.date_from <= day)
        return past.sorted("edition")[-1:]

    def _get_current_plan(self):
        """Return the plan as it counts today: frozen, or as it reads before the quotation."""
        term = self._get_term(today(self.env))
        return term.plan_terms or self.plan_id._get_frozen()

    def _get_charges(self):
        """Return what a month and the whole term cost, by the frozen terms or today's price."""
        sizes = {name: max(1, self[name]) for name in SIZES}
        term = self._get_term(today(self.env))
        agreed = self.term_ids._get_agreed()
        terms = term._get_terms() if term else self._get_list_terms()
        month = pricing.monthly(terms, **sizes)
        if len(agreed) > 1 and self.date_start and self.date_end:
            return month, billing.whole_charge(self.date_start, self.date_end, agreed)
        return month, pricing.calculate(terms, **sizes)

    def _get_list_terms(self):
        price = self.env["hub.price"]._find(self.plan_id, self.kind, today(self.env))
        return price._get_terms() if price else pricing.Terms(0, 1, 1)

    # ---- authority -----------------------------------------------------------

    def _get_capacity_system(self, _value):
        """Sign-up and the clock, which act for the program; nobody can be them over the net."""
        return self.env._("Sign-up or schedule") if self.env.su else ""

    def _get_authority_label(self, kind, value):
        if kind == "system":
            return self.env._("the program itself")
        return super()._get_authority_label(kind, value)
