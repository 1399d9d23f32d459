from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition

from ..delays import defect_checks, defect_period
from ..methods import DEFECT_WORKS, KINDS, WORKS

CLERK = "group:gotgan_contract.group_contract_officer"
OFFICER = "office:commitment_officer"


class Contract(models.Model):
    """계약: what an agency and its partners owe each other, from signing to the last defect check.

    Signing is the commitment (지출원인행위): money of the request is bound in the same transaction,
    one commitment for each partner by share. What changes the contract is a version of its own.
    """

    _name = "gotgan.contract"
    _description = "Contract"
    _inherit = [
        "gotgan.contract.decision.mixin", "gotgan.contract.years.mixin",
        "gotgan.contract.check.mixin", "gotgan.contract.bond.mixin", "gotgan.contract.money.mixin",
        "gotgan.number.mixin", "gotgan.paper.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["number", "name"]

    _number_series = "contract"
    _sealed_fields = (
        "state", "number", "amount", "signed_on", "signer_id", "is_line_signed", "version",
        "completed_on", "delay_days", "delay_base", "delay_damages", "defect_from", "defect_until",
    )
    _free_fields = ("note", "supervisor_id", "excuse_ids")
    _approval_steps = {"submit": ("sign", "reject")}
    _transitions = {
        "submit": Transition(("draft",), "submitted", "drafter"),
        "sign": Transition(("draft", "submitted"), "signed", f"approval|{OFFICER}"),
        "reject": Transition(("submitted",), "draft", "approval", needs_reason=True),
        # What the inspections decide.
        "complete": Transition(("signed",), "completed", "inspected:all"),
        "reopen": Transition(("completed",), "signed", "inspected:rest"),
        "close": Transition(("completed",), "closed", CLERK),
        "terminate": Transition(("signed",), "terminated", OFFICER, needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", f"author|{CLERK}", needs_reason=True),
    }

    name = fields.Char(string="Title", required=True)
    case_id = fields.Many2one(
        "gotgan.contract.case", required=True, ondelete="restrict", index=True,
    )
    method = fields.Selection(related="case_id.method", store=True)
    ground = fields.Selection(related="case_id.ground")
    kind = fields.Selection(KINDS, required=True)
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
    )
    fiscal_year_id = fields.Many2one("gotgan.fiscal.year", required=True, ondelete="restrict")
    request_id = fields.Many2one(
        "gotgan.spending.request", ondelete="restrict", index="btree_not_null",
        domain="[('state', '=', 'approved'), ('department_id', '=', department_id)]",
    )
    requester_id = fields.Many2one(
        related="request_id.create_uid", store=True, precompute=True, string="Requested By",
    )
    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="restrict", index=True,
        help="In a joint contract the one that stands for all.",
    )
    party_ids = fields.One2many(
        "gotgan.contract.party", "contract_id", string="Partners", copy=True,
    )
    joint_kind = fields.Selection([
        ("single", "Single"), ("joint", "Joint Performance"), ("divided", "Divided Performance"),
    ], string="Performance", required=True, default="single")
    term_kind = fields.Selection([
        ("single", "Single Year"), ("long", "Long-Term, Year by Year"),
        ("continuing", "Continuing Appropriation"), ("unit", "Unit Price"),
    ], string="Term", required=True, default="single")
    total_amount = Won(
        string="Total of All Years",
        help="Of a long-term contract, beside the amount of this year.",
    )
    master_id = fields.Many2one(
        "gotgan.contract", string="Year Before", ondelete="restrict", index="btree_not_null",
        help="The contract of the year before, where this is a later year of a long-term contract.",
    )
    original_amount = Won(string="Amount at Signing", required=True)
    amount = Won(readonly=True, copy=False, string="Contract Amount")
    date_start = fields.Date(string="Begins", required=True, default=lambda self: today(self.env))
    date_end = fields.Date(string="Ends", required=True)
    place = fields.Char(string="Place of Delivery")
    signed_on = fields.Date(readonly=True, copy=False, string="Signed")
    signer_id = fields.Many2one("res.users", readonly=True, copy=False, string="Signed By",
                                ondelete="restrict")
    is_line_signed = fields.Boolean(
        string="Signed by a Line", readonly=True, copy=False,
        help="The last signature of a line of approval signed it, not the office's own button.",
    )
    supervisor_id = fields.Many2one("res.users", ondelete="restrict")
    version = fields.Integer(readonly=True, copy=False, aggregator=None)
    guarantee_ids = fields.One2many("gotgan.contract.guarantee", "contract_id", string="Guarantees")
    change_ids = fields.One2many("gotgan.contract.change", "contract_id", string="Changes")
    advance_ids = fields.One2many("gotgan.contract.advance", "contract_id", string="Advances")
    subcontract_ids = fields.One2many(
        "gotgan.contract.subcontract", "contract_id", string="Subcontracts",
    )
    defect_check_ids = fields.One2many(
        "gotgan.contract.defect.check", "contract_id", string="Defect Inspections",
    )
    commitment_ids = fields.One2many("gotgan.commitment", "contract_id", string="Commitments")
    inspection_ids = fields.Many2many(
        "gotgan.inspection", string="Inspections", compute="_compute_inspection_ids",
    )
    completed_on = fields.Date(readonly=True, copy=False, string="Completed")
    defect_work = fields.Selection(DEFECT_WORKS, string="Kind of Works", default="other")
    defect_years = fields.Integer(string="Years of Defect Liability", aggregator=None)
    defect_from = fields.Date(readonly=True, copy=False, string="Defect Liability From")
    defect_until = fields.Date(readonly=True, copy=False, string="Defect Liability Until")
    note = fields.Text(string="Remarks")
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "In Approval"),
        ("signed", "In Performance"),
        ("completed", "Completed"),
        ("closed", "Closed"),
        ("terminated", "Terminated"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amounts = models.Constraint(
        "CHECK (original_amount >= 0 AND COALESCE(amount, 0) >= 0)",
        "The amount of a contract cannot be negative.",
    )
    _period = models.Constraint(
        "CHECK (date_end >= date_start)", "A contract ends on or after the day it begins.",
    )

    _two_people = models.Constraint(
        "CHECK (NOT COALESCE(is_line_signed, FALSE) OR "
        "(signer_id <> create_uid AND signer_id <> requester_id))",
        "Who wrote a contract, or asked for its money, does not sign it.",
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for contract in self:
            contract.display_name = f"{contract.number or ''} {contract.name or ''}".strip()

    @api.depends("commitment_ids.inspection_ids.state")
    def _compute_inspection_ids(self):
        for contract in self:
            contract.inspection_ids = contract.commitment_ids.inspection_ids

    @api.onchange("case_id")
    def _onchange_case_id(self):
        if self.case_id.winner_id:
            self.update(self.case_id._prepare_contract())

    @api.model_create_multi
    def create(self, vals_list):
        given = self.default_get(["case_id"]).get("case_id")
        cases = [
            self.env["gotgan.contract.case"].browse(vals.get("case_id", given) or ())
            for vals in vals_list
        ]
        for case in cases:
            if not case:
                raise UserError(self.env._(
                    "A contract is made from its contract case. Name the case whose award stands.",
                ))
            if not case.winner_id:
                raise UserError(self.env._(
                    "%(case)s has no winner yet. Open the offers and decide the award first.",
                    case=case._get_document_label(),
                ))
        return super().create([
            {**case._prepare_contract(), **vals, "case_id": case.id}
            for case, vals in zip(cases, vals_list, strict=True)
        ])

    def action_sign(self):
        """Sign as commitment officer: the money is bound in the same moment."""
        return self._do_transition("sign")

    def action_close(self):
        """Close a contract that is paid and whose defects are past."""
        return self._do_transition("close")

    def action_terminate(self):
        """End the contract before its time, with the reason."""
        return self._do_transition("terminate")

    def action_cancel(self):
        """Drop a draft, with the reason."""
        return self._do_transition("cancel")

    def action_new_inspection(self):
        """Open the inspection of what came in."""
        self.ensure_one()
        open_ones = self.commitment_ids.filtered(lambda one: one.state == "committed")
        if not open_ones:
            raise UserError(self.env._(
                "%(contract)s has nothing left to inspect.", contract=self._get_document_label(),
            ))
        # Of several, one that has something left, the oldest first.
        oldest = open_ones.sorted("id")
        waiting = oldest.filtered(
            lambda one: sum(one.line_ids.mapped("inspected")) < one.current_amount
        )
        action = (waiting or oldest)[0].action_new_inspection()
        stage = "progress" if self.kind in WORKS else "delivery"
        action["context"] = {**action["context"], "default_stage": stage}
        return action

    def action_new_change(self):
        """Open a change of the contract."""
        return self._get_new_action("gotgan.contract.change", self.env._("New Change"))

    def action_new_advance(self):
        """Open an advance."""
        return self._get_new_action("gotgan.contract.advance", self.env._("New Advance"))

    def action_new_guarantee(self):
        """Open a guarantee."""
        return self._get_new_action("gotgan.contract.guarantee", self.env._("New Guarantee"))

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        for contract in self:
            contract._check_signable()

    def _get_approval_fields(self):
        return (
            ("case_id", self.case_id.display_name), ("partner_id", self.partner_id.name),
            ("request_id", self.request_id.display_name),
            ("original_amount", won_text(self.original_amount)),
            ("date_start", str(self.date_start or "")), ("date_end", str(self.date_end or "")),
        )

    def _get_bound(self):
        return self.original_amount

    def _prepare_signer(self):
        return {**super()._prepare_signer(), "is_line_signed": True}

    def _on_sign(self):
        for contract in self:
            contract._check_signable()
        self._take_numbers()
        for contract in self:
            contract._write_locked({
                "amount": contract.original_amount, "version": 1, "signed_on": today(self.env),
                "signer_id": self.env.uid,
            })
            contract._commit_amount(contract.original_amount, contract.request_id)
            if contract.case_id.state == "awarded":
                contract.case_id._do_transition("conclude")

    def _on_complete(self):
        for contract in self:
            completed = max(contract._get_notices())
            delay = contract._count_delay(completed)
            contract._write_locked({
                "completed_on": completed, "delay_days": delay.days, "delay_base": delay.base,
                "delay_damages": delay.damages,
            })
            contract._begin_defects()

    def _on_reopen(self):
        planned = self.defect_check_ids.filtered(lambda one: one.state == "planned")
        if planned:
            planned._do_transition("void")
        self._write_locked({
            "completed_on": False, "delay_days": 0, "delay_base": 0, "delay_damages": 0,
            "defect_from": False, "defect_until": False,
        })

    def _on_close(self):
        day = today(self.env)
        for contract in self:
            if contract.unpaid or (contract.defect_until and contract.defect_until > day):
                raise UserError(self.env._(
                    "%(contract)s: %(unpaid)s won are owed, and the defect liability ends on "
                    "%(until)s. Close it after both.", contract=contract._get_document_label(),
                    unpaid=won_text(contract.unpaid), until=contract.defect_until or "-",
                ))

    def _on_terminate(self, reason):
        """What nobody delivered goes back to the budget; the bond is for the officer to take."""
        for contract in self:
            for commitment in contract.commitment_ids.filtered(
                lambda one: one.state == "committed"
            ):
                amounts = {
                    line: line._get_open() for line in commitment.line_ids if line._get_open()
                }
                if amounts:
                    commitment._reduce(amounts, reason)

    def _begin_defects(self):
        """Set the defect liability and its calendar (시행령 제69조, 제70조); works only.

        It runs from the inspection of completion on, not from the notice of it.
        """
        self.ensure_one()
        if self.kind not in WORKS or not self.defect_years:
            return
        passed = self.commitment_ids.inspection_ids.filtered(lambda one: one.state == "passed")
        first, last = defect_period(max(passed.mapped("date")), self.defect_years)
        self._write_locked({"defect_from": first, "defect_until": last})
        edition = self.env["gotgan.rule"]._find("contract.defect_checks", self.completed_on)
        checks_sudo = self.env["gotgan.contract.defect.check"].sudo()
        checks_sudo.create([
            {"contract_id": self.id, "due_date": day}
            for day in defect_checks(first, last, edition._get_number())
        ])

    def _follow_inspections(self):
        """Complete what is wholly inspected, and open again what is not any more."""
        done = self.filtered(
            lambda one: one.state == "signed" and one._get_capacity_inspected("all")
        )
        back = self.filtered(
            lambda one: one.state == "completed" and one._get_capacity_inspected("rest")
        )
        if done:
            done._do_transition("complete")
        if back:
            back._do_transition("reopen")

    def _get_capacity_inspected(self, value):
        """Return a text if what was inspected decides the step by itself."""
        lines = self.commitment_ids.filtered(
            lambda one: one.state in ("committed", "closed")
        ).line_ids
        rest = sum(line.amount - line.reduced - line.inspected for line in lines)
        whole = bool(lines) and not rest and bool(self._get_notices())
        if value == "all":
            return self.env._("All of it passed inspection") if whole else ""
        return "" if whole else self.env._("An inspection was taken back")

    def _get_notices(self):
        """Return the days of the notices of completion that passed."""
        passed = self.commitment_ids.inspection_ids.filtered(lambda one: one.state == "passed")
        return [one.notice_date for one in passed if one.notice_date]

    def _get_new_action(self, model, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": title, "res_model": model,
            "view_mode": "form", "context": {"default_contract_id": self.id},
        }

    def _get_number_year(self):
        return self.fiscal_year_id.year
