from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_expenditure.shares import split_by_share
from odoo.addons.gotgan_rule.finding import Finding

from ..adjusting import advance_limit
from ..methods import WORKS

CLERK = "group:gotgan_contract.group_contract_officer"
OFFICER = "office:commitment_officer"
STANDING = ("granted", "paid")


class ContractAdvance(models.Model):
    """선금: what is paid before performance, within the limit, secured, settled with each 기성.

    (지방회계법 시행령 제44조제1항제13호, 지방자치단체 입찰 및 계약 집행기준 제1장 제2절.)
    """

    _name = "gotgan.contract.advance"
    _description = "Advance on a Contract"
    _inherit = ["gotgan.rule.check.mixin", "gotgan.paper.mixin"]
    _order = "contract_id desc, id desc"

    _sealed_fields = ("state", "granted_on")
    _transitions = {
        "grant": Transition(("draft",), "granted", OFFICER),
        "cancel": Transition(
            ("draft", "granted"), "cancelled", f"author|{CLERK}|{OFFICER}", needs_reason=True,
        ),
        # What becomes of its voucher decides the rest.
        "pay": Transition(("granted",), "paid", "voucher:paid"),
        "unpay": Transition(("paid",), "granted", "voucher:resolved"),
    }
    _rule_checks = {"grant": ("contract.advance_rate", "contract.advance_duty")}
    _finding_depends = ("amount", "plan", "contract_id")

    contract_id = fields.Many2one(
        "gotgan.contract", required=True, index=True, ondelete="restrict",
    )
    department_id = fields.Many2one(related="contract_id.department_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", string="Paid To", required=True, ondelete="restrict",
    )
    requested_on = fields.Date(string="Asked For", default=lambda self: today(self.env))
    amount = Won(required=True)
    plan = fields.Text(string="Plan of Use", help="What the advance is for.")
    granted_on = fields.Date(readonly=True, copy=False, string="Granted")
    limit = Won(string="Limit", compute="_compute_limit")
    voucher_ids = fields.One2many(
        "gotgan.voucher", "contract_advance_id", string="Vouchers", readonly=True, copy=False,
    )
    is_payable = fields.Boolean(
        string="To Be Paid", compute="_compute_is_payable",
        help="Granted, and who looks may write its voucher.",
    )
    settled = Won(string="Settled", compute="_compute_settled")
    unsettled = Won(string="Not Settled", compute="_compute_settled")
    state = fields.Selection([
        ("draft", "Draft"), ("granted", "Granted"), ("paid", "Paid"), ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "An advance is above zero won.")

    @api.depends("contract_id", "amount")
    def _compute_display_name(self):
        for advance in self:
            advance.display_name = self.env._(
                "Advance of %(won)s won, %(contract)s", won=won_text(advance.amount or 0),
                contract=advance.contract_id.display_name,
            )

    @api.depends("contract_id.amount")
    def _compute_limit(self):
        edition = self.env["gotgan.rule"]._seek("contract.advance_rate", today(self.env))
        for advance in self:
            rate = edition._get_rate() if edition else 0
            advance.limit = advance_limit(advance.contract_id.amount, rate)

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_is_payable(self):
        vouchers = self.env["gotgan.voucher"]
        for advance in self:
            advance.is_payable = (
                advance.state == "granted" and vouchers._is_written_here(advance.department_id)
            )

    @api.depends(
        "amount", "state", "voucher_ids.state", "contract_id.commitment_ids.line_ids.advanced",
    )
    def _compute_settled(self):
        """What inspections settled of the contract's advances goes to the oldest first."""
        for advance in self:
            parts = advance.contract_id._get_settled_advances()
            standing = advance.state in STANDING
            advance.settled = parts.get(advance._origin.id, 0) if standing else 0
            advance.unsettled = advance.amount - advance.settled if standing else 0

    @api.onchange("contract_id")
    def _onchange_contract_id(self):
        self.partner_id = self.partner_id or self.contract_id.partner_id

    def action_grant(self):
        """Grant the advance as commitment officer."""
        return self._do_transition("grant")

    def action_cancel(self):
        """Drop an advance that was not claimed, with the reason."""
        return self._do_transition("cancel")

    def action_new_voucher(self):
        """Write the voucher that pays the advance, or open the one there is."""
        self.ensure_one()
        voucher = self.voucher_ids.filtered(lambda one: one.state != "cancelled")
        return (voucher or self._draft_voucher()).get_formview_action()

    def _on_cancel(self, _reason):
        for advance in self:
            standing = advance.voucher_ids.filtered(lambda one: one.state != "cancelled")
            if standing:
                raise UserError(self.env._(
                    "%(advance)s stands in %(voucher)s. Cancel that first.",
                    advance=advance.display_name, voucher=standing[0].display_name,
                ))

    def _on_grant(self):
        for advance in self:
            contract = advance.contract_id
            if contract.state != "signed":
                raise UserError(self.env._(
                    "%(contract)s is %(state)s. An advance is granted while it is performed.",
                    contract=contract.display_name, state=contract._get_state_label(),
                ))
            advance._check_secured()
        self._write_locked({"granted_on": today(self.env)})

    def _check_secured(self):
        """No advance without a bond of as much (집행기준 제1장 제2절)."""
        contract = self.contract_id
        held = sum(contract.guarantee_ids.filtered(
            lambda one: one.kind == "advance" and one.state == "held"
        ).mapped("amount"))
        granted = contract.advance_ids.filtered(lambda one: one.state in STANDING)
        wanted = sum((granted | self).mapped("amount"))
        if held < wanted:
            raise UserError(self.env._(
                "%(contract)s: advances of %(wanted)s won need a bond of as much; %(held)s won "
                "are held. Take the guarantee in first.", contract=contract.display_name,
                wanted=won_text(wanted), held=won_text(held),
            ))

    def _draft_voucher(self):
        """Return a draft voucher of the advance on the commitment to who gets it.

        :raises UserError: not granted, or no commitment has room for all of it
        """
        rooms = {
            one: one.line_ids.mapped(lambda line: line._get_open())
            for one in self.contract_id.commitment_ids
            if one.state == "committed" and one.partner_id == self.partner_id
        }
        room = max((sum(won) for won in rooms.values()), default=0)
        if self.state != "granted" or room < self.amount:
            raise UserError(self.env._(
                "%(advance)s is %(state)s, and the commitment to %(partner)s has %(room)s won that "
                "are neither inspected nor claimed. Only a granted advance within them is paid.",
                advance=self.display_name, state=self._get_state_label(),
                partner=self.partner_id.name, room=won_text(room),
            ))
        commitment = next(one for one, won in rooms.items() if sum(won) == room)
        parts = split_by_share(self.amount, rooms[commitment])
        return self.env["gotgan.voucher"].create({
            "commitment_id": commitment.id, "contract_advance_id": self.id, "kind": "advance",
            "inspection_ids": [Command.clear()],
            "name": self.env._(
                "%(contract)s: advance (Enforcement Decree of the Local Accounting Act, Article 44 "
                "(1) 13)", contract=commitment.name,
            ),
            "line_ids": [
                Command.create({"commitment_line_id": line.id, "amount": part})
                for line, part in zip(commitment.line_ids, parts, strict=True) if part
            ],
        })

    def _get_capacity_voucher(self, state):
        """Return the advance's voucher as a text if it stands at ``state``."""
        voucher = self.voucher_ids.filtered(lambda one: one.state == state)[:1]
        return self.env._("Voucher %(number)s", number=voucher.number) if voucher else ""

    def _get_authority_label(self, kind, value):
        if kind != "voucher":
            return super()._get_authority_label(kind, value)
        return self.env._("its voucher")

    def _check_contract_advance_rate(self, edition):
        contract = self.contract_id
        granted = contract.advance_ids.filtered(lambda one: one.state in STANDING)
        total = sum((granted - self._origin).mapped("amount")) + self.amount
        limit = advance_limit(contract.amount, edition._get_rate())
        if total > limit:
            yield Finding(
                self.env._("Advances would come to %(total)s won; the limit is %(limit)s won.",
                           total=won_text(total), limit=won_text(limit)),
                fix=self.env._("Lower the amount."),
            )

    def _get_duty_rate(self, edition):
        """Return the share to be paid if asked for: by kind and amount where a table says so."""
        contract = self.contract_id
        table = self.env["gotgan.rule"]._seek("contract.advance_duty_rates", today(self.env))
        group = "공사" if contract.kind in WORKS else "물품·용역"
        return next((
            row["rate"] for row in (table._get_rows() if table else ())
            if row["kind"] == group and (row["to"] is None or contract.amount <= row["to"])
        ), edition._get_rate())

    def _check_contract_advance_duty(self, edition):
        duty = advance_limit(self.contract_id.amount, self._get_duty_rate(edition))
        if self.amount > duty and not self.plan:
            yield Finding(
                self.env._("Above %(duty)s won an advance is paid only as far as it is needed.",
                           duty=won_text(duty)),
                fix=self.env._("Enter the plan of use."),
            )
