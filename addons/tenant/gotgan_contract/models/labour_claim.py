from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition

CLERK = "group:gotgan_contract.group_contract_officer"
WRITER = f"author|{CLERK}"
RECEIPT = frozenset(["receipt_file", "receipt_name"])


class LabourClaim(models.Model):
    """노무비 구분지급: a claim on works whose wages go to an account of their own.

    (지방자치단체 입찰 및 계약 집행기준, 노무비 구분관리 및 지급확인.) The wages of the listed
    workers and the rest are two vouchers on one commitment, so two orders and two transfers: one
    that comes back is owed again alone. The next claim waits for the proof that the workers got
    theirs (근로기준법 제43조).
    """

    _name = "gotgan.labour.claim"
    _description = "Wage Claim"
    _inherit = [
        "gotgan.labour.claim.voucher.mixin", "gotgan.labour.claim.list.mixin",
        "gotgan.paper.mixin", "gotgan.transition.mixin", "gotgan.number.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["number", "name"]

    _number_series = "labour_claim"
    _sealed_fields = ("state", "number", "confirmed_on")
    _free_fields = ("note",)
    _paper_states = ("draft", "paid")
    _transitions = {
        "check": Transition(("draft",), "checked", WRITER),
        "reopen": Transition(("checked",), "draft", WRITER),
        "cancel": Transition(("draft", "checked"), "cancelled", WRITER, needs_reason=True),
        # What becomes of the voucher of the wages.
        "pay": Transition(("checked",), "paid", "voucher:paid"),
        "unpay": Transition(("paid", "confirmed"), "checked", "voucher:resolved"),
        "confirm": Transition(("paid",), "confirmed", WRITER),
    }

    name = fields.Char(string="Title", required=True)
    contract_id = fields.Many2one(
        "gotgan.contract", required=True, index=True, ondelete="restrict",
        domain="[('labour_apart', '=', True), ('state', 'in', ('signed', 'completed'))]",
    )
    department_id = fields.Many2one(related="contract_id.department_id", store=True)
    commitment_id = fields.Many2one(
        "gotgan.commitment", required=True, index=True, ondelete="restrict",
        domain="[('contract_id', '=', contract_id), ('state', '=', 'committed')]",
    )
    partner_id = fields.Many2one(related="commitment_id.partner_id", store=True)
    date_from = fields.Date(string="Work From", required=True)
    date_to = fields.Date(string="Work Until", required=True)
    claimed_on = fields.Date(
        required=True, default=lambda self: today(self.env), help="The day the claim arrived.",
    )
    claimable = Won(
        compute="_compute_claimable", string="Accepted, Not Claimed",
        help="What passed inspection and stands in no voucher.",
    )
    amount = Won(string="Amount Claimed", required=True, help="Wages and all the rest.")
    labour_amount = Won(compute="_compute_parts", store=True, string="Wages")
    rest_amount = Won(compute="_compute_parts", store=True, string="The Rest")
    is_proven = fields.Boolean(
        string="Receipt Proven", compute="_compute_is_proven",
        help="The list of payments says of every worker that he got all of his wages.",
    )
    no_wages = fields.Char(
        string="Why No Wages", help="Where nobody worked whose wages are claimed.",
    )
    worker_ids = fields.One2many(
        "gotgan.labour.worker", "claim_id", string="Workers", copy=True,
    )
    worker_count = fields.Integer(compute="_compute_parts", store=True, string="Number of Workers")
    file = fields.Binary(
        string="List of Workers", attachment=True, copy=False,
        help="CSV or XLSX with name, day of birth, wages; also trade, employer, days.",
    )
    file_name = fields.Char(copy=False)
    receipt_file = fields.Binary(
        string="List of Payments", attachment=True, copy=False,
        help="CSV or XLSX with name, day of birth, amount paid, day; also what was deducted.",
    )
    receipt_name = fields.Char(copy=False)
    confirmed_on = fields.Date(string="Receipt Confirmed", readonly=True, copy=False)
    note = fields.Text(string="Remarks")
    state = fields.Selection([
        ("draft", "Draft"),
        ("checked", "Checked"),
        ("paid", "Wages Paid"),
        ("confirmed", "Receipt Confirmed"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _parts = models.Constraint(
        "CHECK (labour_amount >= 0 AND labour_amount + rest_amount = amount "
        "AND (state IN ('draft', 'cancelled') OR (amount > 0 AND rest_amount >= 0)))",
        "Wages and the rest are the claim; the wages are no more than it.",
    )
    _period = models.Constraint(
        "CHECK (date_to >= date_from)", "The work ends on or after the day it begins.",
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for claim in self:
            claim.display_name = f"{claim.number or ''} {claim.name or ''}".strip()

    @api.depends("commitment_id")
    def _compute_claimable(self):
        for claim in self:
            lines_sudo = claim.commitment_id.sudo().line_ids
            claim.claimable = sum(line._get_claimable() for line in lines_sudo)

    @api.depends("worker_ids.wage", "amount")
    def _compute_parts(self):
        for claim in self:
            claim.labour_amount = sum(claim.worker_ids.mapped("wage"))
            claim.rest_amount = claim.amount - claim.labour_amount
            claim.worker_count = len(claim.worker_ids)

    @api.depends("worker_ids.is_open")
    def _compute_is_proven(self):
        for claim in self:
            claim.is_proven = not any(claim.worker_ids.mapped("is_open"))

    @api.onchange("contract_id")
    def _onchange_contract_id(self):
        self.commitment_id = self.contract_id._find_claimable()
        self.amount = self.claimable

    @api.onchange("date_from", "contract_id")
    def _onchange_period(self):
        if self.date_from and not self.date_to:
            self.date_to = fields.Date.end_of(self.date_from, "month")

    @api.model_create_multi
    def create(self, vals_list):
        contracts = self.env["gotgan.contract"].browse([one["contract_id"] for one in vals_list])
        return super().create([
            {"commitment_id": contract._find_claimable().id, **vals}
            for contract, vals in zip(contracts, vals_list, strict=True)
        ])

    def action_check(self):
        """Check the claim as a whole: its list, its sum, and the receipt of the one before."""
        return self._do_transition("check")

    def action_reopen(self):
        """Go back, to correct the claim."""
        return self._do_transition("reopen")

    def action_confirm(self):
        """Confirm that every worker got his wages."""
        return self._do_transition("confirm")

    def action_cancel(self):
        """Drop the claim, with the reason."""
        return self._do_transition("cancel")

    # ---- effects ---------------------------------------------------------

    def _on_check(self):
        for claim in self:
            claim._check_contract()
            claim._check_sum()
            claim._check_account()
            claim._check_receipts()
        self._take_numbers()

    def _on_reopen(self):
        self._check_no_voucher()

    def _on_cancel(self, _reason):
        self._check_no_voucher()

    def _on_confirm(self):
        for claim in self:
            open_ones = claim.worker_ids.filtered("is_open")
            if open_ones:
                raise UserError(self.env._(
                    "%(claim)s: no proof that these workers got all of their wages: %(names)s. "
                    "The contractor pays them directly and in full (Labor Standards Act, Article "
                    "43). Load the list of payments, or have the rest paid.",
                    claim=claim._get_document_label(), names=", ".join(
                        self.env._(
                            "%(name)s (%(paid)s of %(wage)s won)", name=one.name,
                            paid=won_text(one.paid + one.deducted), wage=won_text(one.wage),
                        ) for one in open_ones[:10]
                    ),
                ))
        self._write_locked({"confirmed_on": today(self.env)})

    # ---- checks ----------------------------------------------------------

    def _check_contract(self):
        contract = self.contract_id
        if not contract.labour_apart or contract.state not in ("signed", "completed") or (
            self.commitment_id.contract_id != contract
        ):
            raise UserError(self.env._(
                "%(claim)s: %(contract)s is %(state)s, or its wages are not paid apart. Choose a "
                "works contract marked for it, and its commitment.",
                claim=self._get_document_label(), contract=contract.display_name,
                state=contract._get_state_label(),
            ))

    def _check_sum(self):
        words = {
            "claim": self._get_document_label(), "amount": won_text(self.amount),
            "wages": won_text(self.labour_amount), "claimable": won_text(self.claimable),
        }
        if not self.worker_ids and not self.no_wages:
            raise UserError(self.env._(
                "%(claim)s lists no workers. Load the list of the contractor, or enter why no "
                "wages are claimed.", **words))
        if self.labour_amount > self.amount:
            raise UserError(self.env._(
                "%(claim)s: the wages of %(wages)s won are more than the claim of %(amount)s won. "
                "Correct the list or the amount.", **words))
        if not 0 < self.amount <= self.claimable:
            raise UserError(self.env._(
                "%(claim)s claims %(amount)s won; %(claimable)s won passed inspection and stand in "
                "no voucher (Local Contracts Act, Articles 17 and 18). Inspect first, or lower "
                "the amount.", **words))

    def _check_account(self):
        if self.labour_amount and not self._get_account("wages"):
            raise UserError(self.env._(
                "%(claim)s: %(payee)s has no account for wages. Ask for it under Payees, Changes "
                "of Account, with the mark for wages; a second person confirms it.",
                claim=self._get_document_label(), payee=self.partner_id.name,
            ))

    def _check_receipts(self):
        """No further wages before it is proven that the workers got the ones before (지급확인)."""
        waiting = self.search([
            ("commitment_id.partner_id", "=", self.partner_id.id), ("state", "=", "paid"),
            ("contract_id", "=", self.contract_id.id), ("id", "!=", self.id),
        ], order="id", limit=1)
        if waiting:
            raise UserError(self.env._(
                "%(claim)s: the wages of %(before)s were paid, but it is not confirmed that the "
                "workers got them (Labor Standards Act, Article 43). Load the list of payments of "
                "%(before)s and confirm it first.", claim=self._get_document_label(),
                before=waiting.display_name,
            ))

    def _check_open(self, vals):
        """The list of payments comes when the wages are paid."""
        if vals and set(vals) <= RECEIPT and set(self.mapped("state")) == {"paid"}:
            return
        super()._check_open(vals)

    def _get_number_year(self):
        return self.contract_id.fiscal_year_id.year
