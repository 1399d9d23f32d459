from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding

from ..adjusting import adjust_for_prices

CLERK = "group:gotgan_contract.group_contract_officer"
OFFICER = "office:commitment_officer"
CHANGING = ("contract.price_change", "contract.design_change", "contract.performance_rate")


class ContractChange(models.Model):
    """변경계약: a version of a contract, by 설계변경, 물가변동, 기간연장 or another ground.

    (지방계약법 제22조, 시행령 제73조~제75조의2.) Agreeing binds more money, or gives some back,
    in the same transaction.
    """

    _name = "gotgan.contract.change"
    _description = "Change of a Contract"
    _inherit = [
        "gotgan.contract.decision.mixin", "gotgan.rule.check.mixin", "gotgan.paper.mixin",
    ]
    _order = "contract_id desc, version desc, id desc"

    _sealed_fields = (
        "state", "version", "agreed_on", "amount_before", "end_before", "signer_id",
    )
    _transitions = {
        "submit": Transition(("draft",), "submitted", "drafter"),
        "agree": Transition(("draft", "submitted"), "agreed", f"approval|{OFFICER}"),
        "reject": Transition(("submitted",), "draft", "approval", needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", f"author|{CLERK}", needs_reason=True),
    }
    _approval_steps = {"submit": ("agree", "reject")}
    _rule_checks = {"submit": CHANGING, "agree": CHANGING}
    _finding_depends = (
        "kind", "delta", "index_before", "index_after", "reference_date", "rest", "head_approved",
        "new_end",
    )

    contract_id = fields.Many2one(
        "gotgan.contract", required=True, index=True, ondelete="restrict",
    )
    department_id = fields.Many2one(related="contract_id.department_id", store=True)
    kind = fields.Selection([
        ("design", "Change of Design"),
        ("price", "Change of Prices"),
        ("period", "Longer Period"),
        ("other", "Other Change"),
    ], required=True, default="design")
    reason = fields.Char(required=True)
    delta = Won(
        string="Change of the Amount", help="Below zero where the contract becomes smaller.",
    )
    new_end = fields.Date(string="New Last Day")
    request_id = fields.Many2one(
        "gotgan.spending.request", string="Request for the Increase", ondelete="restrict",
        index="btree_not_null", domain="[('state', '=', 'approved')]",
    )
    requester_id = fields.Many2one(
        related="request_id.create_uid", store=True, precompute=True, string="Requested By",
    )
    reference_date = fields.Date(string="Day of Adjustment")
    index_before = fields.Float(digits=(12, 4), aggregator=None)
    index_after = fields.Float(string="Index Now", digits=(12, 4), aggregator=None)
    rest = Won(string="Still to Be Performed", help="On the day of adjustment (물가변동적용대가).")
    computed_delta = Won(string="By the Computation", compute="_compute_delta")
    head_approved = fields.Char(
        string="Approval of the Head", help="Number and date, where the law asks for it.",
    )
    version = fields.Integer(readonly=True, copy=False, aggregator=None)
    agreed_on = fields.Date(readonly=True, copy=False, string="Agreed")
    amount_before = Won(readonly=True, copy=False, string="Amount Before")
    end_before = fields.Date(readonly=True, copy=False, string="Last Day Before")
    state = fields.Selection([
        ("draft", "Draft"), ("submitted", "In Approval"), ("agreed", "Agreed"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _two_people = models.Constraint(
        "CHECK (signer_id <> create_uid AND signer_id <> requester_id)",
        "Who wrote a change, or asked for its money, does not sign it.",
    )
    _version_once = models.UniqueIndex("(contract_id, version) WHERE state = 'agreed'")

    @api.depends("kind", "index_before", "index_after", "rest", "reference_date", "contract_id")
    def _compute_delta(self):
        for change in self:
            result = change._adjust() if change.kind == "price" else None
            change.computed_delta = result.delta if result else 0

    @api.depends("contract_id", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for change in self:
            change.display_name = f"{kinds.get(change.kind)} {change.contract_id.display_name}"

    @api.onchange("computed_delta")
    def _onchange_computed_delta(self):
        if self.kind == "price":
            self.delta = self.computed_delta

    def action_agree(self):
        """Agree as commitment officer: the contract has a new version."""
        return self._do_transition("agree")

    def action_cancel(self):
        """Drop a draft, with the reason."""
        return self._do_transition("cancel")

    def _on_submit(self):
        for change in self:
            change._check_agreeable()

    def _get_approval_fields(self):
        return (
            ("contract_id", self.contract_id.display_name), ("reason", self.reason),
            ("delta", won_text(self.delta)), ("request_id", self.request_id.display_name),
            ("new_end", str(self.new_end or "")), ("head_approved", self.head_approved),
        )

    def _get_approval_title(self):
        return f"{self.contract_id.name}: {self.reason}"

    def _get_bound(self):
        return self.delta

    def _on_agree(self):
        for change in self:
            change._check_agreeable()
            contract = change.contract_id
            before = {
                "amount_before": contract.amount, "end_before": contract.date_end,
                "version": contract.version + 1, "agreed_on": today(self.env),
            }
            if change.delta > 0:
                contract._commit_amount(change.delta, change.request_id)
            elif change.delta < 0:
                contract._release_amount(-change.delta, change.reason)
            change._write_locked(before)
            contract._write_locked({
                "amount": contract.amount + change.delta, "version": before["version"],
                "date_end": change.new_end or contract.date_end,
            })

    def _check_agreeable(self):
        contract = self.contract_id
        if contract.state != "signed":
            raise UserError(self.env._(
                "%(contract)s is %(state)s. Only a contract in performance is changed.",
                contract=contract.display_name, state=contract._get_state_label(),
            ))
        if not self._has_effect():
            raise UserError(self.env._(
                "%(change)s changes neither the amount nor the last day. Enter one of them.",
                change=self._get_document_label(),
            ))
        if contract.amount + self.delta <= 0:
            raise UserError(self.env._(
                "%(contract)s has %(amount)s won; a change cannot take all of it. Terminate it.",
                contract=contract.display_name, amount=won_text(contract.amount),
            ))
        if self.new_end and self.new_end < contract.date_start:
            raise UserError(self.env._(
                "%(contract)s begins on %(start)s. The new last day lies before that.",
                contract=contract.display_name, start=contract.date_start,
            ))

    def _has_effect(self):
        return bool(self.delta or self.new_end)

    # ---- rules -----------------------------------------------------------

    def _adjust(self):
        """Return the ``PriceChange`` of the figures entered, or None while they are incomplete."""
        contract = self.contract_id
        if not (self.reference_date and self.index_before and contract.signed_on):
            return None
        row = self.env["gotgan.rule"]._find(
            "contract.price_change", self.reference_date,
        )._get_rows()[0]
        last = max(
            (one.reference_date for one in contract.change_ids
             if one.kind == "price" and one.state == "agreed" and one.reference_date),
            default=contract.signed_on,
        )
        granted = contract.advance_ids.filtered(lambda one: one.state in ("granted", "paid"))
        share = Fraction(sum(granted.mapped("amount")), contract.amount or 1)
        return adjust_for_prices(
            self.rest, Fraction(f"{self.index_before:.4f}"), Fraction(f"{self.index_after:.4f}"),
            (self.reference_date - last).days, row["days"], row["rate"], share,
        )

    def _check_contract_price_change(self, edition):
        if self.kind != "price":
            return
        result, row = self._adjust(), edition._get_rows()[0]
        if result is None:
            yield Finding(
                self.env._("An adjustment by prices needs its day, the two indices and what is "
                           "still to be performed."), fix=self.env._("Enter them."),
            )
        elif not result.due:
            yield Finding(
                self.env._(
                    "Prices changed by %(rate)s %%; %(days)s days and %(wanted)s %% are needed "
                    "since the contract or the last adjustment.",
                    rate=f"{float(result.rate * 100):.2f}", days=row["days"],
                    wanted=f"{float(row['rate'] * 100):g}",
                ),
                fix=self.env._("Wait until both are reached."),
            )
        elif self.delta != result.delta:
            yield Finding(
                self.env._("The computation gives %(won)s won.", won=won_text(result.delta)),
                fix=self.env._("Take that amount, or correct its figures."),
            )

    def _check_contract_performance_rate(self, _edition):
        """영 51: what secures the contract grows and lasts with it; the change itself may come."""
        contract = self.contract_id
        wanted = contract._get_guarantee_wanted(self.delta)
        if self.delta > 0 and wanted > contract.guaranteed:
            yield Finding(
                self.env._(
                    "After the change the performance bond has to be %(wanted)s won; %(held)s won "
                    "are held.", wanted=won_text(wanted), held=won_text(contract.guaranteed),
                ),
                fix=self.env._("Take in a further bond."), severity="notice",
            )
        for bond in contract._find_short_bonds(self.new_end or contract.date_end):
            yield Finding(
                self.env._(
                    "%(guarantee)s ends on %(until)s, before the contract does.",
                    guarantee=bond.display_name, until=bond.valid_until,
                ),
                fix=self.env._("Have it prolonged to the end of the contract."), severity="notice",
            )

    def _check_contract_design_change(self, edition):
        """영 74③: a low award that grows much again is approved by the head."""
        case, contract = self.contract_id.case_id, self.contract_id
        row = edition._get_rows()[0]
        if self.kind != "design" or self.delta <= 0 or self.head_approved or not case.planned_price:
            return
        grown = contract.amount + self.delta - contract.original_amount
        low = Fraction(case.winner_id.amount, case.planned_price) < row["won_rate"]
        if low and contract.original_amount and (
            Fraction(grown, contract.original_amount) >= row["rise"]
        ):
            yield Finding(
                self.env._("The award was %(rate)s %% of the planned price and the contract grows "
                           "by %(won)s won: the head approves it.", rate=case.awarded_rate,
                           won=won_text(grown)),
                fix=self.env._("Enter number and date of the approval."),
                facts=("design", grown),
            )
