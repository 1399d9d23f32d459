from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition

from .. import billing, pricing

MANAGER = "group:gotgan_base.group_manager"
BILLED = ("running", "ended")


class HubStatement(models.Model):
    """월 이용내역서: what one tenant owes for one month, each figure with its samples.

    There is one per tenant and month. It is charged by the terms that were agreed, never by the
    price list of the day.
    """

    _name = "hub.statement"
    _description = "Monthly Statement"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin", "hub.statement.paper"]
    _order = "month desc, id desc"
    _rec_names_search = ["number", "tenant_id"]

    _number_series = "hub_statement"
    _transitions = {
        "issue": Transition(("draft",), "issued", MANAGER),
        "fall_due": Transition(("issued",), "overdue", "system:"),
        "pay": Transition(("issued", "overdue"), "paid", MANAGER),
        "reopen": Transition(("paid",), "issued", MANAGER, needs_reason=True),
    }
    _free_fields = ("paid_date", "paid_note")
    _sealed_fields = ("state", "number", "issue_date", "due_date")

    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("overdue", "Overdue"), ("paid", "Paid")],
        default="draft", required=True, readonly=True, copy=False, index=True,
    )
    tenant_id = fields.Many2one(
        "hub.tenant", required=True, readonly=True, ondelete="restrict", index=True,
    )
    contract_id = fields.Many2one(
        "hub.contract", required=True, readonly=True, ondelete="restrict", index=True,
    )
    month = fields.Date(required=True, readonly=True, help="The first day of the month.")
    month_text = fields.Char(compute="_compute_month_text", string="Month of Use")
    line_ids = fields.One2many("hub.statement.line", "statement_id", string="Lines", readonly=True)
    adjustment_ids = fields.One2many(
        "hub.statement.adjustment", "statement_id", string="Adjustments",
    )
    vat_percent = fields.Integer(readonly=True, default=10, aggregator=None, string="VAT (%)")
    supply = Won(compute="_compute_sums", store=True, string="Supply Amount")
    tax = Won(compute="_compute_sums", store=True, string="VAT")
    total = Won(compute="_compute_sums", store=True)
    expected_count = fields.Integer(readonly=True, string="Samples Due", aggregator=None)
    measured_count = fields.Integer(readonly=True, string="Samples Taken", aggregator=None)
    issue_date = fields.Date(readonly=True, copy=False)
    due_date = fields.Date(readonly=True, copy=False)
    paid_date = fields.Date(copy=False)
    paid_note = fields.Char(copy=False, string="How It Was Paid")
    notice_ids = fields.One2many(
        "hub.arrears.notice", "statement_id", string="Notices", readonly=True,
    )
    paper_ids = fields.One2many(
        "hub.paper", "res_id", string="Papers", readonly=True,
        domain=lambda self: [("res_model", "=", self._name)],
    )

    _month_once = models.UniqueIndex(
        "(tenant_id, month)", "The tenant has a statement of this month already.",
    )
    _first_day = models.Constraint(
        "CHECK (EXTRACT(DAY FROM month) = 1)", "A month is named by its first day.",
    )
    _paid_has_a_day = models.Constraint(
        "CHECK (state != 'paid' OR paid_date IS NOT NULL)", "A paid statement has a day.",
    )

    @api.depends("month")
    def _compute_month_text(self):
        for statement in self:
            statement.month_text = f"{statement.month:%Y-%m}" if statement.month else False

    @api.depends("line_ids.amount", "adjustment_ids.amount", "vat_percent")
    def _compute_sums(self):
        for statement in self:
            amounts = statement.line_ids.mapped("amount")
            supply = sum(amounts) + sum(statement.adjustment_ids.mapped("amount"))
            statement.supply = supply
            statement.tax = pricing.tax_of(supply, statement.vat_percent)
            statement.total = supply + statement.tax

    @api.depends("number", "month", "tenant_id.agency_name")
    def _compute_display_name(self):
        for statement in self:
            parts = (statement.number, statement.tenant_id.agency_name, statement.month_text)
            statement.display_name = " ".join(filter(None, parts))

    def copy_data(self, default=None):
        """A month is charged once."""
        raise UserError(self.env._(
            "A statement cannot be copied: a tenant has one for each month. Correct the next one "
            "with an adjustment."
        ))

    # ---- what a person clicks ----------------------------------------------

    def action_issue(self):
        """Number the statement and set the day by which it is to be paid."""
        return self._do_transition("issue")

    def action_pay(self):
        """The money has come in."""
        return self._do_transition("pay")

    def action_reopen(self):
        """The payment was recorded in error."""
        return self._do_transition("reopen")

    def action_recompute(self):
        """Compute a draft again, e.g. after late samples."""
        for statement in self:
            statement._check_open({"line_ids": True})
            statement._check_manager()
            statement._fill_lines()

    def action_open_samples(self):
        """Show every sample of the month."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_plan.hub_usage_action")
        last = billing.month_end(self.month)
        action["domain"] = self.env["hub.usage"]._get_domain(self.tenant_id, self.month, last)
        action["context"] = {}
        return action

    # ---- making them ---------------------------------------------------------

    @api.model
    def _make(self, tenant, month):
        """Return the statement of ``tenant`` for ``month`` (its first day), made if need be.

        :return: the statement, none where nothing was in force in the month
        :raises UserError: the month is not over
        """
        if billing.month_end(month) >= today(self.env):
            raise UserError(self.env._(
                "%(month)s is not over yet. Its statement is made on the first day of the next "
                "month.", month=f"{month:%Y-%m}",
            ))
        statements_sudo = self.sudo()
        meet_on(tenant.sudo())
        found_sudo = statements_sudo.search([
            ("tenant_id", "=", tenant.id), ("month", "=", month),
        ])
        contracts_sudo = statements_sudo._get_contracts(tenant, month)
        if not found_sudo and contracts_sudo:
            found_sudo = statements_sudo.create({
                "tenant_id": tenant.id, "contract_id": contracts_sudo[0].id, "month": month,
            })
            found_sudo._fill_lines()
        return found_sudo.sudo(self.env.su)

    @api.model
    def _get_contracts(self, tenant, month):
        return self.env["hub.contract"].search([
            ("tenant_id", "=", tenant.id), ("state", "in", BILLED),
            ("date_start", "<=", billing.month_end(month)), ("date_end", ">=", month),
        ], order="date_start, id")

    def _fill_lines(self):
        """Write the lines anew from the agreed terms and the greatest samples."""
        statement_sudo = self.sudo()
        contracts_sudo = self._get_contracts(self.tenant_id, self.month).sudo()
        segments = [
            (contract, segment) for contract in contracts_sudo
            for segment in billing.split_month(
                self.month, contract.date_start, contract.date_end,
                contract.term_ids._get_agreed(),
            )
        ]
        statement_sudo.line_ids.unlink()
        lines_sudo = statement_sudo.env["hub.statement.line"]
        for _contract, segment in segments:
            lines_sudo.create(lines_sudo._prepare(statement_sudo, segment))
        statement_sudo._write_locked(self._count_samples(segments))

    def _count_samples(self, segments):
        covers = [
            self.env["hub.usage"]._get_coverage(self.tenant_id, one.first, one.last)
            for _contract, one in segments
        ]
        vat = segments[-1][1].agreed.terms.vat_percent if segments else 10
        return {
            "expected_count": sum(cover["expected"] for cover in covers),
            "measured_count": sum(cover["measured"] for cover in covers),
            "vat_percent": vat,
        }

    # ---- effects of the transitions ------------------------------------------

    def _on_issue(self):
        self._take_numbers()
        supplier_sudo = self.env["hub.supplier"]._get().sudo()
        day = today(self.env)
        self._write_locked({
            "issue_date": day, "due_date": day + timedelta(days=supplier_sudo.due_days),
        })

    def _on_pay(self):
        for statement in self:
            statement._write_locked({"paid_date": statement.paid_date or today(self.env)})
        self.env["hub.arrears.rule"]._settle(self)

    def _on_reopen(self, _reason):
        self._write_locked({"paid_date": False, "paid_note": False})

    def _get_number_year(self):
        return today(self.env).year

    def _check_manager(self):
        if not self.env.user.has_group("gotgan_base.group_manager"):
            raise UserError(self.env._(
                "%(statement)s: only an operator with the right to act may do this.",
                statement=self._get_document_label(),
            ))

    # ---- authority -----------------------------------------------------------

    def _get_capacity_system(self, _value):
        """The clock; nobody can be it over the network."""
        return self.env._("Schedule") if self.env.su else ""

    def _get_authority_label(self, kind, value):
        if kind == "system":
            return self.env._("the program itself")
        return super()._get_authority_label(kind, value)

    # ---- cron ------------------------------------------------------------------

    def _cron_make(self):
        """Make the statements of the month that is over, one tenant at a time."""
        month = billing.add_months(today(self.env).replace(day=1), -1)
        done = self.search([("month", "=", month)]).tenant_id
        contracts = self.env["hub.contract"].search([
            ("state", "in", BILLED), ("date_start", "<=", billing.month_end(month)),
            ("date_end", ">=", month),
        ])
        due = contracts.tenant_id - done
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for tenant in due:
            self._make(tenant, month)
            self.env["ir.cron"]._commit_progress(1)

    def _cron_follow_up(self):
        """See which statements are overdue, and take the steps of the arrears rules."""
        day = today(self.env)
        late = self.search([("state", "=", "issued"), ("due_date", "<", day)])
        if late:
            late._do_transition("fall_due")
        for statement in self.search([("state", "=", "overdue")]):
            self.env["hub.arrears.rule"]._apply(statement)
