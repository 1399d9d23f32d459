from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_approval.models.successor_mixin import TAKE_OVER
from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding

OFFICER = "office:commitment_officer"


class PriorClaim(models.Model):
    """과년도지출: a debt of a year that is over, to be paid out of the present budget.

    A year's costs are met from its own revenue (지방재정법 7); what was owed and not paid before
    its books were closed is paid from this year's budget, on a recognized ground (지방회계법 30).
    """

    _name = "gotgan.prior.claim"
    _description = "Debt of a Prior Year"
    _inherit = [
        "gotgan.successor.mixin", "gotgan.rule.check.mixin", "gotgan.advance.document.mixin",
    ]

    _number_series = "prior_claim"
    _transitions = {
        "take_over": TAKE_OVER,
        "submit": Transition(("draft",), "submitted", "author"),
        "recognize": Transition(("submitted",), "recognized", OFFICER),
        "reject": Transition(("submitted",), "draft", OFFICER, needs_reason=True),
        "cancel": Transition(
            ("draft", "submitted", "recognized"), "cancelled", f"author|{OFFICER}",
            needs_reason=True,
        ),
    }
    _rule_checks = dict.fromkeys(
        ("submit", "recognize"), ("prior.earlier_year", "prior.prescription", "prior.unused"),
    )
    _finding_depends = (
        "prior_year", "prior_line_id", "amount", "arose_date", "interrupted",
    )
    _sealed_fields = ("state", "number", "decided_by_id")
    _next_steps = {"draft": ("submit", "author"), "submitted": ("recognize", OFFICER)}

    fiscal_year_id = fields.Many2one(
        readonly=False, string="Paid From",
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    department_id = fields.Many2one(
        readonly=False, default=lambda self: self._default_department_id(),
    )
    partner_id = fields.Many2one(
        "res.partner", string="Creditor", required=True, ondelete="restrict", index=True,
    )
    prior_year = fields.Integer(
        string="Year of the Debt", required=True, aggregator=None,
        default=lambda self: today(self.env).year - 1,
    )
    commitment_id = fields.Many2one(
        "gotgan.commitment", string="Commitment of That Year", ondelete="restrict",
        index="btree_not_null", domain="[('fiscal_year_id.year', '=', prior_year)]",
    )
    prior_document = fields.Char(
        string="Document of That Year", help="Number and date, where it is not kept here.",
    )
    prior_line_id = fields.Many2one(
        "gotgan.budget.line", string="Budget Line of That Year", ondelete="restrict",
        compute="_compute_prior_line_id", store=True, readonly=False, precompute=True,
        index="btree_not_null", domain="[('fiscal_year_id.year', '=', prior_year)]",
        help="What its policy programme left unused in that year is the most that is paid.",
    )
    arose_date = fields.Date(
        string="Claimable Since", required=True, help="The day the creditor could first claim it.",
    )
    interrupted = fields.Boolean(
        string="Prescription Interrupted", help="Claimed, seized or acknowledged in time.",
    )
    reason = fields.Text(
        string="Why It Was Not Paid", required=True, help="The ground it is paid on now.",
    )
    amount = Won(required=True)
    request_ids = fields.One2many(
        "gotgan.spending.request", "prior_claim_id", string="Requests", readonly=True, copy=False,
    )
    rest = Won(compute="_compute_rest", string="Not Yet Asked For")
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "Submitted"),
        ("recognized", "Recognized"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A debt lies above zero.")

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("commitment_id")
    def _compute_prior_line_id(self):
        for claim in self:
            line_sudo = claim.commitment_id.sudo().line_ids[:1].cell_id.line_id
            claim.prior_line_id = line_sudo.sudo(False) or claim.prior_line_id

    @api.depends("request_ids.state", "request_ids.amount")
    def _compute_rest(self):
        for claim in self:
            standing = claim.request_ids.filtered(
                lambda one: one.state not in ("draft", "cancelled")
            )
            claim.rest = claim.amount - sum(one._get_bound_amount() for one in standing)

    @api.constrains("prior_line_id", "prior_year")
    def _check_prior_line(self):
        for claim in self.filtered(lambda one: one.prior_line_id and not one.commitment_id):
            if claim.prior_line_id.fiscal_year_id.year != claim.prior_year:
                raise ValidationError(self.env._(
                    "%(line)s is not of %(year)s, the year of the debt. Choose a budget line of "
                    "that year.", line=claim.prior_line_id.display_name, year=claim.prior_year,
                ))

    def action_submit(self):
        """Hand the debt to the commitment officer, with its ground."""
        return self._do_transition("submit")

    def action_recognize(self):
        """Recognize the debt as commitment officer."""
        return self._do_transition("recognize")

    def action_reject(self):
        """Return to the author, with a reason."""
        return self._do_transition("reject")

    def action_cancel(self):
        """Cancel, with a reason."""
        return self._do_transition("cancel")

    def action_new_request(self):
        """Ask for the money from a budget line of this year."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Request for a Prior Year"),
            "res_model": "gotgan.spending.request",
            "view_mode": "form",
            "context": {
                "default_kind": "prior_year", "default_prior_claim_id": self.id,
                "default_name": self.name, "default_partner_id": self.partner_id.id,
                "default_department_id": self.department_id.id,
                "default_fiscal_year_id": self.fiscal_year_id.id,
            },
        }

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        self._fix()

    def _on_recognize(self):
        self._decide()

    def _on_cancel(self, _reason):
        standing = self.request_ids.filtered(lambda one: one.state != "cancelled")
        if standing:
            standing[0]._refuse_cancelled_claim()

    # ---- rules -----------------------------------------------------------

    def _check_prior_earlier_year(self, _edition):
        if self.fiscal_year_id and self.prior_year >= self.fiscal_year_id.year:
            yield Finding(
                self.env._(
                    "The debt is of %(year)s, which is not over for %(budget)s: it is an ordinary "
                    "expenditure.", year=self.prior_year, budget=self.fiscal_year_id.display_name,
                ),
                fix=self.env._("Write an ordinary spending request."),
                facts=(self.prior_year, self.fiscal_year_id.year),
            )

    def _check_prior_prescription(self, edition):
        """A claim against a local government ends after some years (지방재정법 82)."""
        years = edition._get_number()
        over = self.arose_date and fields.Date.add(self.arose_date, years=years) <= today(self.env)
        if over and not self.interrupted:
            yield Finding(
                self.env._(
                    "It could be claimed since %(day)s: after %(years)s years the claim has "
                    "prescribed.", day=self.arose_date, years=years,
                ),
                fix=self.env._("Pay only if the prescription was interrupted; attach the proof."),
                facts=(str(self.arose_date), years),
            )

    def _check_prior_unused(self, _edition):
        """All debts of a policy programme together stay within what it left unused that year.

        What the decree calls supplementary costs is free of it (지방회계법 시행령 47).
        """
        if not self.prior_line_id or self._is_supplementary():
            return
        unused, others = self._get_unused(), self._get_claimed_beside()
        if self.amount + others > unused:
            yield Finding(
                self.env._(
                    "%(policy)s left %(unused)s won of its budget of %(year)s unused. The debts "
                    "of that year come to %(total)s won with this one of %(won)s won.",
                    policy=self.prior_line_id.project_id.policy_id.name, year=self.prior_year,
                    unused=won_text(unused), total=won_text(self.amount + others),
                    won=won_text(self.amount),
                ),
                fix=self.env._("Have the difference voted in a supplementary budget first."),
                facts=(unused, self.amount, others),
            )

    def _get_unused(self):
        """Return the won that the debt's 정책사업 left unused in its fund and year."""
        cells_sudo = self.env["gotgan.budget.cell"].sudo().search(self._get_pool("line_id"))
        return sum(one.appropriated - one.paid - one.carried_over for one in cells_sudo)

    def _get_claimed_beside(self):
        """Return the won of the other standing debts that count against the same limit."""
        others_sudo = self.sudo().search([
            *self._get_pool("prior_line_id"), ("state", "in", ("submitted", "recognized")),
            ("id", "!=", self._origin.id),
        ])
        return sum(one.amount for one in others_sudo if not one._is_supplementary())

    def _get_pool(self, path):
        """Return the domain of what shares fund, year and policy programme with the debt."""
        line_sudo = self.prior_line_id.sudo()
        return [
            (f"{path}.fiscal_year_id", "=", line_sudo.fiscal_year_id.id),
            (f"{path}.fund_id", "=", line_sudo.fund_id.id),
            (f"{path}.project_id.policy_id", "=", line_sudo.project_id.policy_id.id),
        ]

    def _is_supplementary(self):
        edition = self.env["gotgan.rule"]._seek("prior.supplementary", today(self.env))
        codes = set(edition._get_codes()) if edition else set()
        subitem = self.prior_line_id.sudo().subitem_id.code or ""
        return bool(codes & {subitem, subitem.partition("-")[0]})

    def _get_requests(self):
        return self.request_ids
