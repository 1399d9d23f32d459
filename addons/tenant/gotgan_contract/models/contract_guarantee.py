from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_custody.core import CustodyPosting

CLERK = "group:gotgan_contract.group_contract_officer"
OFFICER = "office:commitment_officer"
KINDS = [
    ("bid", "Bid Bond"),
    ("performance", "Performance Bond"),
    ("advance", "Advance Payment Bond"),
    ("defect", "Defect Bond"),
]
# How custody calls what it holds.
USES = {"bid": "bid", "performance": "contract", "advance": "advance", "defect": "defect"}


class ContractGuarantee(models.Model):
    """보증금: cash held outside the budget, a guarantee paper with its term, or a pledge.

    (지방계약법 제12조, 제15조, 제21조.) Cash enters 세입세출외현금 when it is taken in and
    leaves it when it is given back or falls to the agency.
    """

    _name = "gotgan.contract.guarantee"
    _description = "Guarantee of a Contract"
    _inherit = ["gotgan.transition.mixin", "gotgan.paper.mixin"]
    _order = "valid_until, id"

    _sealed_fields = ("state", "custody_case_id", "held_on", "released_on")
    _transitions = {
        "take": Transition(("draft",), "held", "keeper"),
        "give_back": Transition(("held",), "returned", "custody|keeper"),
        "hold_again": Transition(("returned",), "held", "custody"),
        "forfeit": Transition(("held",), "forfeited", f"custody|{OFFICER}", needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", CLERK, needs_reason=True),
    }

    name = fields.Char(compute="_compute_name")
    contract_id = fields.Many2one(
        "gotgan.contract", index="btree_not_null", ondelete="restrict",
    )
    case_id = fields.Many2one(
        "gotgan.contract.case", index="btree_not_null", ondelete="restrict",
        help="Of a bid bond.",
    )
    department_id = fields.Many2one("hr.department", compute="_compute_department_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", string="Given By", required=True, ondelete="restrict",
    )
    kind = fields.Selection(KINDS, required=True, default="performance")
    form = fields.Selection([
        ("cash", "Cash"),
        ("paper", "Guarantee Paper (insurance, mutual aid, bank)"),
        ("pledge", "Pledge of Payment"),
    ], required=True, default="paper")
    amount = Won(required=True)
    issuer = fields.Char(help="Who issued the guarantee paper.")
    paper_number = fields.Char(string="Number of the Paper")
    valid_from = fields.Date()
    valid_until = fields.Date()
    is_expiring = fields.Boolean(
        string="Ends Within 30 Days", compute="_compute_is_expiring", search="_search_is_expiring",
    )
    custody_case_id = fields.Many2one(
        "gotgan.custody.case", string="Held Under", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )
    held_on = fields.Date(readonly=True, copy=False, string="Taken In")
    released_on = fields.Date(readonly=True, copy=False, string="Given Back or Forfeited")
    state = fields.Selection([
        ("draft", "Draft"),
        ("held", "Held"),
        ("returned", "Given Back"),
        ("forfeited", "Forfeited"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A guarantee is above zero won.")
    _belongs = models.Constraint(
        "CHECK (contract_id IS NOT NULL OR case_id IS NOT NULL)",
        "A guarantee belongs to a contract or to a case.",
    )
    _paper_complete = models.Constraint(
        "CHECK (form <> 'paper' OR state <> 'held' OR "
        "(paper_number IS NOT NULL AND valid_until IS NOT NULL))",
        "A guarantee paper has a number and a last day. Enter both.",
    )

    @api.depends("kind", "partner_id", "amount")
    def _compute_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for guarantee in self:
            who = guarantee.partner_id.display_name or ""
            guarantee.name = f"{kinds.get(guarantee.kind)} {who}".strip()

    @api.depends("contract_id.department_id", "case_id.department_id")
    def _compute_department_id(self):
        for one in self:
            one.department_id = one.contract_id.department_id or one.case_id.department_id

    @api.depends("valid_until", "state")
    def _compute_is_expiring(self):
        last = today(self.env) + timedelta(days=30)
        for one in self:
            one.is_expiring = bool(
                one.state == "held" and one.valid_until and one.valid_until <= last
            )

    def _search_is_expiring(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        last = today(self.env) + timedelta(days=30)
        return [("state", "=", "held"), ("valid_until", "<=", last)]

    @api.depends("department_id")
    def _compute_allowed_transitions(self):
        return super()._compute_allowed_transitions()

    @api.onchange("contract_id", "kind")
    def _onchange_contract_id(self):
        contract = self.contract_id
        if contract:
            self.partner_id = self.partner_id or contract.partner_id
            self.valid_until = self.valid_until or contract.date_end
            if not self.amount and self.kind == "performance":
                missing = contract.guarantee_wanted - contract.guaranteed
                self.amount = missing if missing > 0 else contract.guarantee_wanted

    def action_take(self):
        """Take the guarantee in; cash enters the money held for others."""
        return self._do_transition("take")

    def action_give_back(self):
        """Give papers back; of cash draft the payment, which a second person approves."""
        cash = self._filter_cash()
        (self - cash)._do_transition("give_back")
        return cash._draft_payout() if cash else True

    def action_forfeit(self):
        """Let papers fall to the agency, with the reason; of cash draft the forfeiture.

        The revenue officer decides on cash, and the cashier moves it (지방회계법 46).
        """
        cash = self._filter_cash()
        return cash._draft_forfeiture() if cash else self._do_transition("forfeit")

    def action_cancel(self):
        """Drop a draft."""
        return self._do_transition("cancel")

    # ---- effects ---------------------------------------------------------

    def _on_take(self):
        day = today(self.env)
        for one in self:
            if one.form == "paper" and not (one.paper_number and one.valid_until):
                raise UserError(self.env._(
                    "%(guarantee)s: a guarantee paper has a number and a last day. Enter both.",
                    guarantee=one._get_document_label(),
                ))
            if one.form == "cash":
                one._write_locked({"custody_case_id": one._receive_cash(day).id})
        self._write_locked({"held_on": day})

    def _on_give_back(self):
        for one in self:
            one._check_releasable()
            if one._filter_cash():
                raise UserError(self.env._(
                    "%(guarantee)s is cash: it is given back by a payment of money held for "
                    "others, which the disbursing officer approves. Draft it with the button.",
                    guarantee=one._get_document_label(),
                ))
        self._write_locked({"released_on": today(self.env)})

    def _on_hold_again(self):
        self._write_locked({"released_on": False})

    def _on_forfeit(self, _reason):
        for one in self._filter_cash():
            raise UserError(self.env._(
                "%(guarantee)s is cash: it becomes revenue by a forfeiture of money held for "
                "others, which the revenue officer approves. Draft it with the button.",
                guarantee=one._get_document_label(),
            ))
        self._write_locked({"released_on": today(self.env)})

    def _receive_cash(self, day):
        custody_sudo = self.env["gotgan.custody"].sudo()
        account = custody_sudo._find_account(USES[self.kind])
        posting = CustodyPosting(
            account.id, self.partner_id.id, self.amount, self.id,
            why=f"{(self.contract_id or self.case_id).display_name} {self.name}",
            department=self.department_id.id or None,
        )
        return custody_sudo._receive([posting], source_model=self._name, date=day)

    def _draft_payout(self):
        """Draft the payments that give cash back, or open those that are under way."""
        self._check_transition("give_back", self._transitions["give_back"])
        for one in self:
            one._check_releasable()
        running, idle = self._find_payouts()
        payouts = running | idle._make_payouts()
        return payouts._open(payouts)

    def _draft_forfeiture(self):
        """Draft the forfeitures of cash for breach (지방계약법 12, 15, 21), or open what runs."""
        self._check_transition("forfeit", self._transitions["forfeit"])
        running, idle = self._find_payouts()
        drafts = running._draft("forfeit", idle)
        drafts.write({"ground": "default"})
        return running._open(running | drafts)

    def _find_payouts(self):
        """Return the payments of this cash that are under way, and the cases without one."""
        cases = self.sudo().custody_case_id.sudo(self.env.su)
        lines = cases.payout_line_ids.filtered(
            lambda one: one.payout_id.state in ("draft", "submitted", "approved")
        )
        return lines.payout_id, cases - lines.case_id

    def _check_custody_return(self, cases):
        """Asked by a payment of money held for others: may these sums go back?"""
        for one in self._find_held(cases):
            one._check_releasable()

    def _follow_custody(self, cases):
        """A payment gave the cash back, or came back itself: the guarantee follows."""
        guarantees = self._find_held(cases)
        gone = guarantees.filtered(lambda one: not one.custody_case_id.rest)
        gone.filtered(lambda one: one.state == "held")._do_transition("give_back")
        (guarantees - gone).filtered(
            lambda one: one.state == "returned"
        )._do_transition("hold_again")

    def _follow_forfeiture(self, cases):
        """What was held became revenue: with its last won the guarantee is forfeited."""
        gone = self._find_held(cases).filtered(
            lambda one: one.state == "held" and not one.custody_case_id.rest
        )
        gone._do_transition("forfeit", self.env._("Forfeited from the money held for others"))

    @api.model
    def _find_held(self, cases):
        guarantee_sudo = self.sudo()
        return guarantee_sudo.search([("custody_case_id", "in", cases.ids)])

    def _filter_cash(self):
        """Return those of which money still lies in custody."""
        return self.filtered(lambda one: one.sudo().custody_case_id.rest)

    def _check_releasable(self):
        """What secures a duty stays until the duty is done."""
        contract = self.contract_id
        owed = {
            "performance": contract._needs_bond(self) if contract else False,
            "advance": bool(contract.advance_unsettled),
            "defect": contract._is_liable() if contract else False,
        }
        if contract and owed.get(self.kind):
            raise UserError(self.env._(
                "%(guarantee)s of %(won)s won secures what is not done yet in %(contract)s. Give "
                "it back after that.", guarantee=self._get_document_label(),
                won=won_text(self.amount), contract=contract.display_name,
            ))

    def _get_capacity_custody(self, _value):
        """Return the word of custody, which moves a guarantee in cash; no person speaks for it."""
        return self.env._("Money held for others") if self.env.su and self.custody_case_id else ""

    def _get_capacity_keeper(self, _value):
        """Cash is moved by the cashier of custodial cash, papers by who keeps the contract."""
        if self.form == "cash":
            return self._get_capacity_office("custodial_cashier")
        return self._get_capacity_group("gotgan_contract.group_contract_officer")

    def _get_authority_label(self, kind, value):
        if kind == "custody":
            return self.env._("the payment of money held for others")
        if kind != "keeper":
            return super()._get_authority_label(kind, value)
        if self[:1].form == "cash":
            return super()._get_authority_label("office", "custodial_cashier")
        return super()._get_authority_label("group", "gotgan_contract.group_contract_officer")

    def _get_document_label(self):
        owner = self.contract_id or self.case_id
        return f"{self.name} ({owner.display_name})"
